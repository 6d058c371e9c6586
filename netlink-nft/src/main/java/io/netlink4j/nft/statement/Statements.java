package io.netlink4j.nft.statement;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Notrack;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.object.Chain;
import java.util.Optional;

/**
 * The matches and actions of nft's manual, for {@code import static}.
 *
 * {@snippet :
 * chain.rule(ip().saddr("192.168.15.0/24"), oifname("eth0"), masquerade());
 * chain.rule(tcp().dport(80, 443), ct().state(NEW), counter(), accept());
 * chain.rule(tcp().dport(80), dnatTo("192.168.15.2", 8080));
 * chain.rule(iifname("wg*").not(), ip6().daddr("@protected"), reject());
 * }
 *
 * <p>A match is compiled to the same expressions as by nft, with the comparisons of protocols that it needs and that the rule
 * does not have yet. A statement that cannot match, or that the family of the table does not allow, is refused with an {@link
 * IllegalArgumentException} when the rule is made. {@code return}, {@code continue} and {@code goto} are reserved in Java and are
 * called {@link
 * #returnToCaller}, {@link #continueBelow} and {@link #goTo} here.
 */
public final class Statements {
    private static final Statement ACCEPT = verdict(Verdict.ACCEPT, "accept");
    private static final Statement DROP = verdict(Verdict.DROP, "drop");
    private static final Statement CONTINUE = verdict(Verdict.CONTINUE, "continue");
    private static final Statement RETURN = verdict(Verdict.RETURN, "return");
    private static final Statement COUNTER = new PlainStatement(Counter.zero(), "counter packets 0 bytes 0");

    private Statements() {}

    /** The IPv4 header: {@code ip saddr}, {@code ip daddr}, {@code ip protocol}. */
    public static Ip ip() {
        return Ip.HEADER;
    }

    /** The IPv6 header: {@code ip6 saddr}, {@code ip6 daddr}, {@code ip6 nexthdr}. */
    public static Ip6 ip6() {
        return Ip6.HEADER;
    }

    /** The TCP header: {@code tcp sport}, {@code tcp dport}, {@code tcp flags}. */
    public static TcpHeader tcp() {
        return TcpHeader.TCP;
    }

    /** The UDP header: {@code udp sport}, {@code udp dport}. */
    public static TransportHeader udp() {
        return TransportHeader.UDP;
    }

    /** The header of any transport protocol with ports: {@code th sport}, {@code th dport}. */
    public static TransportHeader th() {
        return TransportHeader.ANY;
    }

    /** The ICMP header of IPv4: {@code icmp type}, {@code icmp code}. */
    public static Icmp icmp() {
        return Icmp.HEADER;
    }

    /** The ICMPv6 header: {@code icmpv6 type}, {@code icmpv6 code}. */
    public static Icmpv6 icmpv6() {
        return Icmpv6.HEADER;
    }

    /** Metadata of the packet: {@code meta l4proto}, {@code meta nfproto}, {@code meta mark}. */
    public static MetaData meta() {
        return MetaData.META;
    }

    /** Conntrack data of the packet: {@code ct state}, {@code ct status}, {@code ct mark}. */
    public static Conntrack ct() {
        return Conntrack.CT;
    }

    /** The index of the link that the packet came in through, for sets and maps. */
    public static Selector iif() {
        return new Selector(MetaFields.IIF);
    }

    /**
     * Matches packets that came in through one of these links. The kernel compares their indexes, so they must exist when the rule
     * is sent.
     *
     * @throws IllegalArgumentException if no link can have such a name
     */
    public static Match iif(String first, String... more) {
        return new Match(
                MetaFields.IIF,
                Operands.anyOf(MetaFields.IIF, first, more, name -> Operands.link(MetaFields.IIF, name)));
    }

    /**
     * Matches packets that came in through the link with this index.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Match iif(int index) {
        return new Match(MetaFields.IIF, new Operand.One(Operands.number(MetaFields.IIF, index)));
    }

    /** The index of the link that the packet goes out through, for sets and maps. */
    public static Selector oif() {
        return new Selector(MetaFields.OIF);
    }

    /**
     * Matches packets that go out through one of these links. The kernel compares their indexes, so they must exist when the rule
     * is sent.
     *
     * @throws IllegalArgumentException if no link can have such a name
     */
    public static Match oif(String first, String... more) {
        return new Match(
                MetaFields.OIF,
                Operands.anyOf(MetaFields.OIF, first, more, name -> Operands.link(MetaFields.OIF, name)));
    }

    /**
     * Matches packets that go out through the link with this index.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Match oif(int index) {
        return new Match(MetaFields.OIF, new Operand.One(Operands.number(MetaFields.OIF, index)));
    }

    /** The name of the link that the packet came in through, for sets and maps. */
    public static Selector iifname() {
        return new Selector(MetaFields.IIFNAME);
    }

    /**
     * Matches packets that came in through a link with one of these names. The link need not exist yet. {@code "eth*"} is every
     * name that begins with
     * {@code eth}, {@code "eth\\*"} the name that ends with an asterisk, {@code "@lan"} the set of that name.
     *
     * @throws IllegalArgumentException if no link can have such a name
     */
    public static Match iifname(String first, String... more) {
        return new Match(
                MetaFields.IIFNAME,
                Operands.read(MetaFields.IIFNAME, first, more, name -> Operands.linkName(MetaFields.IIFNAME, name)));
    }

    /** The name of the link that the packet goes out through, for sets and maps. */
    public static Selector oifname() {
        return new Selector(MetaFields.OIFNAME);
    }

    /**
     * Matches packets that go out through a link with one of these names, written as for {@link #iifname}.
     *
     * @throws IllegalArgumentException if no link can have such a name
     */
    public static Match oifname(String first, String... more) {
        return new Match(
                MetaFields.OIFNAME,
                Operands.read(MetaFields.OIFNAME, first, more, name -> Operands.linkName(MetaFields.OIFNAME, name)));
    }

    /** Accepts the packet in this base chain. */
    public static Statement accept() {
        return ACCEPT;
    }

    /** Drops the packet without an answer to its sender. */
    public static Statement drop() {
        return DROP;
    }

    /** Continues with the next rule: {@code continue} of nft. */
    public static Statement continueBelow() {
        return CONTINUE;
    }

    /** Returns to the calling chain or, in a base chain, applies the policy: {@code return} of nft. */
    public static Statement returnToCaller() {
        return RETURN;
    }

    /** Continues in a chain of the same table and returns at its end. */
    public static Statement jump(String chain) {
        return verdict(Verdict.jump(chain), "jump " + chain);
    }

    /** Continues in a chain of the same table and returns at its end. */
    public static Statement jump(Chain chain) {
        return jump(chain.name());
    }

    /** Continues in a chain of the same table and does not return: {@code goto} of nft. */
    public static Statement goTo(String chain) {
        return verdict(Verdict.goTo(chain), "goto " + chain);
    }

    /** Continues in a chain of the same table and does not return: {@code goto} of nft. */
    public static Statement goTo(Chain chain) {
        return goTo(chain.name());
    }

    private static Statement verdict(Verdict verdict, String text) {
        return new PlainStatement(Immediate.verdict(verdict), text);
    }

    /** Counts packets and bytes. */
    public static Statement counter() {
        return COUNTER;
    }

    /** Counts packets and bytes, starting from these numbers. */
    public static Statement counter(long packets, long bytes) {
        return new PlainStatement(
                Counter.of(packets, bytes),
                "counter packets " + Long.toUnsignedString(packets) + " bytes " + Long.toUnsignedString(bytes));
    }

    /** Exempts the packet from connection tracking; for chains with a priority below -200. */
    public static Statement notrack() {
        return new PlainStatement(Notrack.plain(), "notrack");
    }

    /** Translates the source address to an address of the outgoing link. */
    public static NatStatement masquerade() {
        return new NatStatement(NatKind.MASQUERADE);
    }

    /** Translates the destination to this host. */
    public static NatStatement redirect() {
        return new NatStatement(NatKind.REDIRECT);
    }

    /**
     * Translates the destination to a port of this host.
     *
     * @throws IllegalArgumentException if it is not in 0 to 65535
     */
    public static NatStatement redirect(int port) {
        return redirect().port(port);
    }

    /**
     * Translates the source address to an address, {@code "10.0.0.1-10.0.0.9"} or {@code "10.0.0.0/24"}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static NatStatement snatTo(String addresses) {
        return snatTo(AddressRange.of(addresses));
    }

    /** Translates the source address. */
    public static NatStatement snatTo(IpAddress address) {
        return snatTo(AddressRange.of(address));
    }

    /** Translates the source address to one of these addresses. */
    public static NatStatement snatTo(AddressRange addresses) {
        return new NatStatement(NatKind.SNAT).to(addresses);
    }

    /**
     * Translates the source to the address, or to the address and port, that a map has for the packet. Unless the family of the table says it,
     * the values decide the IP version.
     */
    public static NatStatement snatTo(MapLookup map) {
        return new NatStatement(NatKind.SNAT).to(map);
    }

    /** Translates the source port to one of these ports. The address stays. */
    public static NatStatement snatTo(PortRange ports) {
        return new NatStatement(NatKind.SNAT).ports(ports);
    }

    /**
     * Translates the destination address to an address, {@code "10.0.0.1-10.0.0.9"} or {@code "10.0.0.0/24"}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static NatStatement dnatTo(String addresses) {
        return dnatTo(AddressRange.of(addresses));
    }

    /**
     * Translates the destination to an address and a port.
     *
     * @throws IllegalArgumentException if the text is not an address, or the port is not in 0 to 65535
     */
    public static NatStatement dnatTo(String addresses, int port) {
        return dnatTo(addresses).port(port);
    }

    /** Translates the destination address. */
    public static NatStatement dnatTo(IpAddress address) {
        return dnatTo(AddressRange.of(address));
    }

    /**
     * Translates the destination to an address and a port.
     *
     * @throws IllegalArgumentException if the port is not in 0 to 65535
     */
    public static NatStatement dnatTo(IpAddress address, int port) {
        return dnatTo(address).port(port);
    }

    /** Translates the destination address to one of these addresses. */
    public static NatStatement dnatTo(AddressRange addresses) {
        return new NatStatement(NatKind.DNAT).to(addresses);
    }

    /**
     * Translates the destination to the address, or to the address and port, that a map has for the packet. Unless the family of the table says it,
     * the values decide the IP version.
     */
    public static NatStatement dnatTo(MapLookup map) {
        return new NatStatement(NatKind.DNAT).to(map);
    }

    /** Translates the destination port to one of these ports. The address stays. */
    public static NatStatement dnatTo(PortRange ports) {
        return new NatStatement(NatKind.DNAT).ports(ports);
    }

    /** Drops the packet and answers its sender that the port is unreachable. */
    public static Statement reject() {
        return new RejectStatement(Optional.empty());
    }

    /** Drops the packet and sends that answer. */
    public static Statement reject(RejectReason reason) {
        return new RejectStatement(Optional.of(reason));
    }

    /** Writes a line about the packet to the kernel log, or to a group of {@code nfnetlink_log}. */
    public static LogStatement log() {
        return new LogStatement();
    }

    /**
     * Writes a line about the packet that begins with {@code prefix}.
     *
     * @throws IllegalArgumentException if the prefix has more than 127 bytes
     */
    public static LogStatement log(String prefix) {
        return log().prefix(prefix);
    }

    /**
     * Matches while the rate of packets stays below this limit, with a burst of 5.
     *
     * @throws IllegalArgumentException if the rate is not positive
     */
    public static LimitStatement limit(long packets, Per unit) {
        return LimitStatement.packets(packets, unit);
    }

    /**
     * Matches while the rate of bytes stays below this limit.
     *
     * @throws IllegalArgumentException if the rate is not positive
     */
    public static LimitStatement limitBytes(long bytes, Per unit) {
        return LimitStatement.bytes(bytes, unit);
    }
}
