/**
 * Addresses as values: IP addresses, prefixes and link-layer addresses with strict literals, canonical text and no name
 * resolution, ever.
 *
 * <p>The types here know nothing of sockets or messages, and nothing of the host they run on: the same text always
 * means the same bits.
 */
package io.netlink4j.core.address;
