/**
 * Links, which are network devices ({@code RTM_*LINK}), and how they are created, changed and waited for. The registry of link kinds is here.
 * A kind whose options contain a whole link, such as {@link io.netlink4j.rtnl.link.Veth}, is here, too; every other kind is in {@code
 * io.netlink4j.rtnl.link.kind}.
 */
package io.netlink4j.rtnl.link;
