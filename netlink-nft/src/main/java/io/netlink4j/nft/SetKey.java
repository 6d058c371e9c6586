package io.netlink4j.nft;

import java.util.ArrayList;
import java.util.List;

/**
 * The type of what a set holds or a map answers: to the kernel a length, to nft a type that it prints by.
 *
 * @param type nft's number for the type; of a concatenation six bits for each field, the first highest
 * @param length how many bytes it takes in a register; in a concatenation each field is padded to four
 * @param hostOrder whether numbers are in the machine's byte order, as marks and interface indices are
 * @param fields the lengths of the fields of a concatenation, unpadded; empty where it is none
 */
public record SetKey(int type, int length, boolean hostOrder, List<Integer> fields) {
    /** A verdict, of a map only; nft aborts on one that is said to be in the machine's byte order. */
    public static final SetKey VERDICT = network(0xffff_ff00, 0);
    /** The family of a packet, a byte. */
    public static final SetKey NF_PROTO = network(2, 1);
    /** An IPv4 address. */
    public static final SetKey IPV4_ADDR = network(7, 4);
    /** An IPv6 address. */
    public static final SetKey IPV6_ADDR = network(8, 16);
    /** An Ethernet address. */
    public static final SetKey ETHER_ADDR = network(9, 6);
    /** An EtherType. */
    public static final SetKey ETHER_TYPE = network(10, 2);
    /** A transport protocol. */
    public static final SetKey INET_PROTO = network(12, 1);
    /** A port. */
    public static final SetKey INET_SERVICE = network(13, 2);
    /** A type of ICMP message. */
    public static final SetKey ICMP_TYPE = network(14, 1);
    /** TCP flags. */
    public static final SetKey TCP_FLAG = network(15, 1);
    /** A mark of a packet or connection. */
    public static final SetKey MARK = host(19, 4);
    /** An interface by its index. */
    public static final SetKey IFACE_INDEX = host(20, 4);
    /** A hardware type of interfaces. */
    public static final SetKey IFACE_TYPE = host(21, 2);
    /** A user. */
    public static final SetKey UID = host(24, 4);
    /** A group. */
    public static final SetKey GID = host(25, 4);
    /** A state of connections. */
    public static final SetKey CT_STATE = host(26, 4);
    /** A direction of connections. */
    public static final SetKey CT_DIR = host(27, 1);
    /** A status of connections. */
    public static final SetKey CT_STATUS = host(28, 4);
    /** A type of ICMPv6 message. */
    public static final SetKey ICMPV6_TYPE = network(29, 1);
    /** A type of packet: for this machine, broadcast ... */
    public static final SetKey PKT_TYPE = host(31, 1);
    /** A code of ICMP messages. */
    public static final SetKey ICMP_CODE = network(32, 1);
    /** A code of ICMPv6 messages. */
    public static final SetKey ICMPV6_CODE = network(33, 1);
    /** A group of interfaces. */
    public static final SetKey DEVGROUP = host(35, 4);
    /** A differentiated services code point. */
    public static final SetKey DSCP = network(36, 1);
    /** A type of address, as routing knows it. */
    public static final SetKey FIB_ADDRTYPE = host(38, 4);
    /** An interface by its name. */
    public static final SetKey IFNAME = host(41, 16);

    private static final int TYPE_BITS = 6;
    /** A type takes 6 of 32 bits. */
    private static final int MOST_FIELDS = 5;

    /** A type with a copy of {@code fields}. */
    public SetKey {
        fields = List.copyOf(fields);
    }

    /** A type whose values are in network byte order, as the fields of packets are. */
    public static SetKey network(int type, int length) {
        return new SetKey(type, length, false, List.of());
    }

    /** A type whose values are in the machine's byte order. */
    public static SetKey host(int type, int length) {
        return new SetKey(type, length, true, List.of());
    }

    /** Several values one after the other: nft's {@code ipv4_addr . inet_service}. */
    public static SetKey concat(SetKey... parts) {
        if (parts.length < 2 || parts.length > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "a concatenation has 2 to " + MOST_FIELDS + " fields, not " + parts.length);
        }
        int type = 0;
        int length = 0;
        List<Integer> fields = new ArrayList<>();
        for (SetKey part : parts) {
            if (part.isConcatenation() || part.equals(VERDICT)) {
                throw new IllegalArgumentException(
                        "a field of a concatenation is neither a concatenation nor a verdict");
            }
            type = type << TYPE_BITS | part.type;
            length += part.length + 3 & ~3;
            fields.add(part.length);
        }
        return new SetKey(type, length, false, fields);
    }

    /** Whether it has several fields. */
    public boolean isConcatenation() {
        return !fields.isEmpty();
    }

    boolean isVerdict() {
        return type == VERDICT.type;
    }
}
