/**
 * Netlink sockets: requests, dumps, batches and subscriptions to multicast groups. {@link io.netlink4j.core.NetlinkSocket} is the entry.
 *
 * <p>Objects and their attributes are in {@code attribute}, messages and the kernel's refusals in {@code message}. What the objects of a
 * protocol mean is the business of the modules {@code io.netlink4j.rtnl} and {@code io.netlink4j.nft}.
 */
package io.netlink4j.core;
