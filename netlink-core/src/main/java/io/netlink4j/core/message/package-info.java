/**
 * Netlink messages: the header, requests, acknowledgements, the description of a protocol, and the meaning of the kernel's refusals.
 *
 * <p>Nothing here makes a system call. Sockets are in {@code io.netlink4j.core}.
 */
package io.netlink4j.core.message;
