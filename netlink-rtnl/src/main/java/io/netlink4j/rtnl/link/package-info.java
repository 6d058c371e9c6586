/**
 * Links: network devices ({@code RTM_*LINK}). This package creates, changes and awaits them, and holds the registry of link kinds. Kinds
 * whose options contain a whole link, such as {@link io.netlink4j.rtnl.link.Veth}, are here. All other kinds are in {@code
 * io.netlink4j.rtnl.link.kind}.
 */
package io.netlink4j.rtnl.link;
