/** The calls of the C library that the JDK has no counterpart of, for the lock and the socket of the plugins. */
package io.netlink4j.examples.cni.linux;
