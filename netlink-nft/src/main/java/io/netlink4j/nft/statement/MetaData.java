package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.CtFields;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.packet.IpProtocol;

/** Matches on the metadata of a packet, and statements that change its mark ({@code meta} in nft). */
public final class MetaData {
    static final MetaData META = new MetaData();

    private MetaData() {}

    /** The IP version, for other comparisons, sets and maps. */
    public Selector nfproto() {
        return new Selector(MetaFields.NFPROTO);
    }

    /** The packet has this IP version; for tables of family inet, which see both. */
    public Match nfproto(IpFamily version) {
        return new Match(MetaFields.NFPROTO, new Operand.One(Operands.number(MetaFields.NFPROTO, version.number())));
    }

    /** The transport protocol, for other comparisons, sets and maps. */
    public Selector l4proto() {
        return new Selector(MetaFields.L4PROTO);
    }

    /** The transport protocol is one of these, after any IPv6 extension headers. */
    public Match l4proto(IpProtocol first, IpProtocol... more) {
        return l4proto().oneOf(first, (Object[]) more);
    }

    /** The packet's mark is one of these 32-bit numbers. */
    public Match mark(long first, long... more) {
        return mark().is(first, more);
    }

    /** The packet's mark, for other comparisons. */
    public Mark mark() {
        return new Mark(MetaFields.MARK);
    }

    /** Sets the mark to the value that a map has for the packet. */
    public Statement setMark(MapLookup map) {
        return mark().set(map);
    }

    /** Sets the mark of the packet. */
    public Statement setMark(long mark) {
        return mark().set(mark);
    }

    /** Sets these bits of the packet's mark and keeps the others. */
    public Statement orMark(long bits) {
        return MarkStatement.change(MetaFields.MARK, MetaFields.MARK, MarkStatement.Operation.OR, bits);
    }

    /** Clears all bits of the packet's mark except these. */
    public Statement andMark(long bits) {
        return MarkStatement.change(MetaFields.MARK, MetaFields.MARK, MarkStatement.Operation.AND, bits);
    }

    /** Inverts these bits of the packet's mark. */
    public Statement xorMark(long bits) {
        return MarkStatement.change(MetaFields.MARK, MetaFields.MARK, MarkStatement.Operation.XOR, bits);
    }

    /** Copies the mark of the connection to the packet. */
    public Statement setMarkFromCt() {
        return MarkStatement.copy(MetaFields.MARK, CtFields.MARK);
    }

    /** The length of the packet in bytes. */
    public Selector length() {
        return new Selector(MetaFields.LENGTH);
    }

    /** What the frame carries: a {@link io.netlink4j.nft.packet.FrameType}, {@code "ip"}. */
    public Selector protocol() {
        return new Selector(MetaFields.PROTOCOL);
    }

    /** The class of traffic control, such as {@code "1:2"}, which can be set. */
    public Selector priority() {
        return new Selector(MetaFields.PRIORITY);
    }

    /** The hardware type of the link that the packet came in through, such as {@code "ether"}. */
    public Selector iiftype() {
        return new Selector(MetaFields.IIFTYPE);
    }

    /** The hardware type of the link that the packet goes out through. */
    public Selector oiftype() {
        return new Selector(MetaFields.OIFTYPE);
    }

    /** The user of the local socket that the packet comes from, as a number. */
    public Selector skuid() {
        return new Selector(MetaFields.SKUID);
    }

    /** The group of the local socket that the packet comes from, as a number. */
    public Selector skgid() {
        return new Selector(MetaFields.SKGID);
    }

    /** Whether the packet is traced: 1 or 0, which can be set. */
    public Selector nftrace() {
        return new Selector(MetaFields.NFTRACE);
    }

    /** The realm of the route. */
    public Selector rtclassid() {
        return new Selector(MetaFields.RTCLASSID);
    }

    /** The security mark; it can be set to that of the connection. */
    public Selector secmark() {
        return new Selector(MetaFields.SECMARK);
    }

    /** The name of the bridge that the packet came in through. */
    public Selector ibrname() {
        return new Selector(MetaFields.IBRNAME);
    }

    /** The name of the bridge that the packet goes out through. */
    public Selector obrname() {
        return new Selector(MetaFields.OBRNAME);
    }

    /** For whom the packet is: {@code "host"}, {@code "broadcast"}, {@code "multicast"}, {@code "other"}. */
    public Selector pkttype() {
        return new Selector(MetaFields.PKTTYPE);
    }

    /** The number of the processor that handles the packet. */
    public Selector cpu() {
        return new Selector(MetaFields.CPU);
    }

    /** The group of the link that the packet came in through. */
    public Selector iifgroup() {
        return new Selector(MetaFields.IIFGROUP);
    }

    /** The group of the link that the packet goes out through. */
    public Selector oifgroup() {
        return new Selector(MetaFields.OIFGROUP);
    }

    /** The control group (version 1, {@code net_cls}) of the socket, as a number. */
    public Selector cgroup() {
        return new Selector(MetaFields.CGROUP);
    }

    /** A random number of 32 bits. */
    public Selector random() {
        return new Selector(MetaFields.RANDOM);
    }

    /** Whether the packet was received through IPsec: true or false. */
    public Selector ipsec() {
        return new Selector(MetaFields.IPSEC);
    }

    /** The kind of the link that the packet came in through, such as {@code "bridge"}. */
    public Selector iifkind() {
        return new Selector(MetaFields.IIFKIND);
    }

    /** The kind of the link that the packet goes out through. */
    public Selector oifkind() {
        return new Selector(MetaFields.OIFKIND);
    }

    /** The default VLAN of the port of the bridge that the packet came in through. */
    public Selector ibrpvid() {
        return new Selector(MetaFields.IBRPVID);
    }

    /** The protocol of VLANs of the bridge. */
    public Selector ibrvproto() {
        return new Selector(MetaFields.IBRVPROTO);
    }

    /** The time: an {@code Instant}, or {@code "2026-11-29 12:00:00"} in the time zone of the machine. */
    public Selector time() {
        return new Selector(MetaFields.TIME);
    }

    /** The day of the week in UTC: a {@code DayOfWeek}, {@code "Saturday"}, or 0 for Sunday. */
    public Selector day() {
        return new Selector(MetaFields.DAY);
    }

    /** The time of day: a {@code LocalTime} in UTC, or {@code "17:00"} in the time zone of the machine, as nft has it. */
    public Selector hour() {
        return new Selector(MetaFields.HOUR);
    }

    /** The index of the slave link that the packet came in through, where {@code iif} is a VRF. */
    public Selector sdif() {
        return new Selector(MetaFields.SDIF);
    }

    /** The name of the slave link that the packet came in through. */
    public Selector sdifname() {
        return new Selector(MetaFields.SDIFNAME);
    }

    /** 1 hands the packet from the bridge to routing; it can only be set. */
    public Selector broute() {
        return new Selector(MetaFields.BROUTE);
    }
}
