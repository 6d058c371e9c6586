/** The JDK's TCP and UDP channels and socket factories, opened inside a namespace. Netlink sockets are in {@code io.netlink4j.core}. */
package io.netlink4j.core.socket;
