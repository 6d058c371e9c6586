/**
 * JUnit Jupiter tests in namespaces of their own: {@link io.netlink4j.rtnl.junit.NetworkTest}.
 *
 * <p>JUnit is an optional dependency of this module, since tests have it anyway.
 */
package io.netlink4j.rtnl.junit;
