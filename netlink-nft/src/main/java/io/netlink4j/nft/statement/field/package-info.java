/**
 * Fields that are less common: link headers, ARP, extension headers, options, tunnels, and what the kernel knows of a packet.
 *
 * <p>{@link io.netlink4j.nft.statement.field.Fields} has factory methods for all of them, for {@code import static}.
 */
package io.netlink4j.nft.statement.field;
