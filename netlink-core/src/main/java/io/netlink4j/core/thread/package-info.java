/**
 * Threads: those that enter network namespaces, the JVM's shared pools, which must stay out of them, and the thread that waits for events
 * of all sockets.
 *
 * <p>Not exported. The system calls behind it are in {@code linux}.
 */
package io.netlink4j.core.thread;
