/**
 * The test kit of all modules: kernel tests that clean up after themselves, other programs as oracles, a check for
 * leaks.
 *
 * <p>It is in netlink-core, so it makes single namespaces only. Namespaces that are connected are made by the lab of netlink-rtnl.
 */
package io.netlink4j.testkit;
