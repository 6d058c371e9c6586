package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.statement.Selector;

/** ARP packets, for tables of the families arp, bridge and netdev. */
public final class Arp {
    static final Arp HEADER = new Arp();

    private Arp() {}

    /** The operation: a number, or {@code "request"}, {@code "reply"} ... */
    public Selector operation() {
        return Fields.of(NetworkFields.ARP_OPERATION);
    }

    /** The type of the links, 1 for Ethernet. */
    public Selector htype() {
        return Fields.of(NetworkFields.ARP_HTYPE);
    }

    /** The type of the addresses that are asked for. */
    public Selector ptype() {
        return Fields.of(NetworkFields.ARP_PTYPE);
    }

    /** The length of a link address. */
    public Selector hlen() {
        return Fields.of(NetworkFields.ARP_HLEN);
    }

    /** The length of an address that is asked for. */
    public Selector plen() {
        return Fields.of(NetworkFields.ARP_PLEN);
    }

    /** The link address of the sender: {@code arp saddr ether}. */
    public Selector saddrEther() {
        return Fields.of(NetworkFields.ARP_SADDR_ETHER);
    }

    /** The IPv4 address of the sender: {@code arp saddr ip}. */
    public Selector saddrIp() {
        return Fields.of(NetworkFields.ARP_SADDR_IP);
    }

    /** The link address that is asked for: {@code arp daddr ether}. */
    public Selector daddrEther() {
        return Fields.of(NetworkFields.ARP_DADDR_ETHER);
    }

    /** The IPv4 address that is asked for: {@code arp daddr ip}. */
    public Selector daddrIp() {
        return Fields.of(NetworkFields.ARP_DADDR_IP);
    }
}
