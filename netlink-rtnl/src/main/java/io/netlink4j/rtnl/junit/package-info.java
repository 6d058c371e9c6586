/**
 * JUnit Jupiter tests in namespaces of their own: {@link io.netlink4j.rtnl.junit.NetworkTest}.
 *
 * <p>JUnit is not among the dependencies of this module: a test has it anyway.
 */
package io.netlink4j.rtnl.junit;
