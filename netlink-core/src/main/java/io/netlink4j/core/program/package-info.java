/**
 * Starts programs inside a namespace as {@code ip netns exec} does, each in a mount namespace of its own, and keeps the JDK's threads that
 * wait for programs out of foreign namespaces.
 *
 * <p>Not exported: users call {@code NetworkNamespace.exec}.
 */
package io.netlink4j.core.program;
