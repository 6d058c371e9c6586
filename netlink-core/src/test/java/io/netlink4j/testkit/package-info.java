/**
 * The test kit of all modules: kernel tests that clean up after themselves, other programs as oracles, a check for
 * leaks.
 */
package io.netlink4j.testkit;
