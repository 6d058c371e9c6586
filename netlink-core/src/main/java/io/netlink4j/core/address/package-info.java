/**
 * Addresses as values: IP addresses, prefixes, link-layer addresses and ranges of ports. Literals are parsed strictly and printed in
 * canonical form; no name is ever resolved.
 *
 * <p>Nothing here depends on sockets, messages or the host: the same text always means the same bits.
 */
package io.netlink4j.core.address;
