/**
 * Small networks for tests and trials: {@link io.netlink4j.rtnl.lab.Lab} makes namespaces that are connected by cables and
 * bridges, and removes them.
 *
 * <p>The JUnit extension is in {@code io.netlink4j.rtnl.junit}.
 */
package io.netlink4j.rtnl.lab;
