package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Xfrm;
import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/**
 * Headers and other data of packets beside those of {@link io.netlink4j.nft.statement.Statements}, for {@code import static}.
 *
 * {@snippet :
 * chain.rule(ether().saddr().oneOf("02:00:00:00:00:01"), vlan().id().oneOf(7), accept());
 * chain.rule(arp().operation().oneOf("request"), arp().saddrIp().oneOf("192.168.0.0/16").not(), drop());
 * chain.rule(frag().exists(), drop());
 * chain.rule(udp().dport(4789), vxlan().inside(ip().saddr()).oneOf("10.0.0.1"), drop());
 * chain.rule(dnatTo(map(numgenInc(2), entry(0, "10.0.0.1"), entry(1, "10.0.0.2"))));
 * }
 */
public final class Fields {
    private static final int LONGEST = 128;

    private Fields() {}

    static Selector of(Field field) {
        return Selector.of(Selection.of(field));
    }

    /** The header of Ethernet frames: {@code ether saddr}. */
    public static Ether ether() {
        return Ether.HEADER;
    }

    /** The VLAN tag of Ethernet frames: {@code vlan id}. */
    public static Vlan vlan() {
        return Vlan.HEADER;
    }

    /** ARP packets: {@code arp operation}. */
    public static Arp arp() {
        return Arp.HEADER;
    }

    /** IGMP messages: {@code igmp type}. */
    public static Igmp igmp() {
        return Igmp.HEADER;
    }

    /** The length of a UDP packet with its header: {@code udp length}. */
    public static Selector udpLength() {
        return of(TransportFields.UDP_LENGTH);
    }

    /** The checksum of a UDP packet: {@code udp checksum}. */
    public static Selector udpChecksum() {
        return of(TransportFields.UDP_CHECKSUM);
    }

    /** The header of UDP-Lite: {@code udplite dport}. */
    public static Udplite udplite() {
        return Udplite.HEADER;
    }

    /** The header of SCTP: {@code sctp dport}, {@code sctp chunk data}. */
    public static Sctp sctp() {
        return Sctp.HEADER;
    }

    /** The header of DCCP: {@code dccp dport}. */
    public static Dccp dccp() {
        return Dccp.HEADER;
    }

    /** The Encapsulating Security Payload: {@code esp spi}. */
    public static Esp esp() {
        return Esp.HEADER;
    }

    /** The Authentication Header: {@code ah spi}. */
    public static Ah ah() {
        return Ah.HEADER;
    }

    /** The header of IPComp: {@code comp cpi}. */
    public static Comp comp() {
        return Comp.HEADER;
    }

    /** The header of GRE: {@code gre protocol}, and the packet inside: {@code gre ip saddr}. */
    public static Gre gre() {
        return Gre.HEADER;
    }

    /** The header of VXLAN: {@code vxlan vni}, and the frame inside; the rule must match a port of UDP before. */
    public static TunnelHeader vxlan() {
        return TunnelHeader.VXLAN;
    }

    /** The header of GENEVE: {@code geneve vni}, and the frame inside; the rule must match a port of UDP before. */
    public static TunnelHeader geneve() {
        return TunnelHeader.GENEVE;
    }

    /** The hop-by-hop options of IPv6: {@code hbh}. */
    public static ExtensionHeader hbh() {
        return ExtensionHeader.HBH;
    }

    /** The destination options of IPv6: {@code dst}. */
    public static ExtensionHeader dst() {
        return ExtensionHeader.DST;
    }

    /** The header of fragments of IPv6: {@code frag}. */
    public static FragmentHeader frag() {
        return FragmentHeader.HEADER;
    }

    /** The header of Mobile IPv6: {@code mh}. */
    public static MobilityHeader mh() {
        return MobilityHeader.HEADER;
    }

    /** The routing header of IPv6: {@code rt}, {@code srh}. */
    public static RoutingHeader routing() {
        return RoutingHeader.HEADER;
    }

    /** Bits of the link header: {@code @ll,0,48}. */
    public static Selector rawLink(int firstBit, int bits) {
        return raw(PayloadBase.LINK, "ll", firstBit, bits);
    }

    /** Bits of the network header: {@code @nh,96,32}. */
    public static Selector rawNetwork(int firstBit, int bits) {
        return raw(PayloadBase.NETWORK, "nh", firstBit, bits);
    }

    /**
     * Bits of the transport header: {@code @th,16,16}. The rule should match the protocol before.
     *
     * @throws IllegalArgumentException if there are none, or more than 128
     */
    public static Selector rawTransport(int firstBit, int bits) {
        return raw(PayloadBase.TRANSPORT, "th", firstBit, bits);
    }

    /** Bits after the transport header: {@code @ih,32,32}; since Linux 5.16. */
    public static Selector rawInner(int firstBit, int bits) {
        return raw(PayloadBase.INNER, "ih", firstBit, bits);
    }

    private static Selector raw(PayloadBase base, String name, int firstBit, int bits) {
        if (firstBit < 0 || bits < 1 || bits > LONGEST) {
            throw new IllegalArgumentException("'@" + name + "," + firstBit + "," + bits
                    + "' names no bits: the first is 0 or more, and there are 1 to " + LONGEST + ".");
        }
        return of(ExtensionFields.raw(base, firstBit, bits));
    }

    /** The route of the packet: {@code rt nexthop}. */
    public static Rt rt() {
        return Rt.HEADER;
    }

    /** The local socket of the packet: {@code socket transparent}. */
    public static Sockets socket() {
        return Sockets.HEADER;
    }

    /** The IPsec state that the packet came through: {@code ipsec in}. */
    public static Ipsec ipsecIn() {
        return new Ipsec(Xfrm.IN, 0);
    }

    /** The IPsec state that the packet goes out through: {@code ipsec out}. */
    public static Ipsec ipsecOut() {
        return new Ipsec(Xfrm.OUT, 0);
    }

    /** The operating system of the sender: {@code osf name}. */
    public static Osf osf() {
        return Osf.EXACT;
    }

    /** The numbers from 0 to below {@code modulus} in turn: {@code numgen inc mod 2}. */
    public static Selector numgenInc(int modulus) {
        return numgenInc(modulus, 0);
    }

    /** {@code modulus} numbers from {@code offset} on, in turn. */
    public static Selector numgenInc(int modulus, int offset) {
        return of(SystemFields.numbers(false, requireModulus(modulus, offset), offset));
    }

    /** A random number from 0 to below {@code modulus}: {@code numgen random mod 2}. */
    public static Selector numgenRandom(int modulus) {
        return numgenRandom(modulus, 0);
    }

    /** One of {@code modulus} numbers from {@code offset} on, at random. */
    public static Selector numgenRandom(int modulus, int offset) {
        return of(SystemFields.numbers(true, requireModulus(modulus, offset), offset));
    }

    /** The hash of fields, from 0 to below {@code modulus}: {@code jhash ip saddr mod 2}. */
    public static Selector jhash(Selector fields, int modulus) {
        return jhash(fields, modulus, 0, 0);
    }

    /**
     * The hash of fields, one of {@code modulus} numbers from {@code offset} on.
     *
     * @param seed what the hash begins with, a number of 32 bits; with 0 the kernel chooses one
     */
    public static Selector jhash(Selector fields, int modulus, long seed, int offset) {
        if (seed >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("The seed of a hash is a number of 32 bits, not " + seed + ".");
        }
        return of(SystemFields.jenkinsHash(fields.selection(), requireModulus(modulus, offset), seed, offset));
    }

    /** The hash of addresses and ports that is equal in both directions, from 0 to below {@code modulus}. */
    public static Selector symhash(int modulus) {
        return symhash(modulus, 0);
    }

    /** The hash of addresses and ports, one of {@code modulus} numbers from {@code offset} on. */
    public static Selector symhash(int modulus, int offset) {
        return of(SystemFields.symmetricHash(requireModulus(modulus, offset), offset));
    }

    private static int requireModulus(int modulus, int offset) {
        if (modulus < 1 || offset < 0 || Integer.MAX_VALUE - modulus < offset) {
            throw new IllegalArgumentException(
                    "'mod " + modulus + " offset " + offset + "' makes no numbers: the first must be positive.");
        }
        return modulus;
    }
}
