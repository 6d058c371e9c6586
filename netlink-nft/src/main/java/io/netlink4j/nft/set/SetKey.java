package io.netlink4j.nft.set;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The type of the keys or values of a set. The kernel uses only the length; nft uses the type to print values.
 *
 * @param type nft's number for the type; for a concatenation six bits for each field, the first field highest
 * @param length the number of bytes in a register; in a concatenation each field is padded to four bytes
 * @param hostOrder whether numbers are in host byte order, as marks and interface indices are
 * @param fields the types of the fields of a concatenation; empty for other types
 */
public record SetKey(int type, int length, boolean hostOrder, List<SetKey> fields) {
    private static final int TYPE_BITS = 6;
    private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;
    /** The types that nft names, by their numbers. */
    private static final @Nullable SetKey[] KNOWN = new SetKey[TYPE_MASK + 1];

    private static final String[] NAMES = new String[TYPE_MASK + 1];
    /** {@code NFT_DATA_VALUE_MAXLEN}. */
    private static final int LONGEST = 64;

    /** A verdict, as the value of a map. It has no host byte order, since nft would abort. */
    public static final SetKey VERDICT = network(0xffff_ff00, 0);
    /** The family of a packet, a byte. */
    public static final SetKey NF_PROTO = known("nf_proto", network(2, 1));
    /** An IPv4 address. */
    public static final SetKey IPV4_ADDR = known("ipv4_addr", network(7, 4));
    /** An IPv6 address. */
    public static final SetKey IPV6_ADDR = known("ipv6_addr", network(8, 16));
    /** An Ethernet address. */
    public static final SetKey ETHER_ADDR = known("ether_addr", network(9, 6));
    /** An EtherType. */
    public static final SetKey ETHER_TYPE = known("ether_type", network(10, 2));
    /** An operation of ARP. */
    public static final SetKey ARP_OP = known("arp_op", network(11, 2));
    /** A transport protocol. */
    public static final SetKey INET_PROTO = known("inet_proto", network(12, 1));
    /** A port. */
    public static final SetKey INET_SERVICE = known("inet_service", network(13, 2));
    /** A type of ICMP message. */
    public static final SetKey ICMP_TYPE = known("icmp_type", network(14, 1));
    /** TCP flags. */
    public static final SetKey TCP_FLAG = known("tcp_flag", network(15, 1));
    /** A mark of a packet or connection. */
    public static final SetKey MARK = known("mark", host(19, 4));
    /** An interface by its index. */
    public static final SetKey IFACE_INDEX = known("iface_index", host(20, 4));
    /** A hardware type of interfaces. */
    public static final SetKey IFACE_TYPE = known("iface_type", host(21, 2));
    /** A realm of routes. */
    public static final SetKey REALM = known("realm", host(22, 4));
    /** A class of traffic control. */
    public static final SetKey CLASSID = known("classid", host(23, 4));
    /** A user. */
    public static final SetKey UID = known("uid", host(24, 4));
    /** A group. */
    public static final SetKey GID = known("gid", host(25, 4));
    /** A state of connections. */
    public static final SetKey CT_STATE = known("ct_state", host(26, 4));
    /** A direction of connections. */
    public static final SetKey CT_DIR = known("ct_dir", network(27, 1));
    /** A status of connections. */
    public static final SetKey CT_STATUS = known("ct_status", host(28, 4));
    /** A type of ICMPv6 message. */
    public static final SetKey ICMPV6_TYPE = known("icmpv6_type", network(29, 1));
    /** A type of packet: for this machine, broadcast ... */
    public static final SetKey PKT_TYPE = known("pkt_type", host(31, 1));
    /** A code of ICMP messages. */
    public static final SetKey ICMP_CODE = known("icmp_code", network(32, 1));
    /** A code of ICMPv6 messages. */
    public static final SetKey ICMPV6_CODE = known("icmpv6_code", network(33, 1));
    /** A group of interfaces. */
    public static final SetKey DEVGROUP = known("devgroup", host(35, 4));
    /** A differentiated services code point. */
    public static final SetKey DSCP = known("dscp", network(36, 1));
    /** An explicit congestion notification. */
    public static final SetKey ECN = known("ecn", network(37, 1));
    /** A type of address, as routing knows it. */
    public static final SetKey FIB_ADDRTYPE = known("fib_addrtype", host(38, 4));
    /** An interface by its name. */
    public static final SetKey IFNAME = known("ifname", host(41, 16));
    /** A type of IGMP message. */
    public static final SetKey IGMP_TYPE = known("igmp_type", network(42, 1));
    /** A control group. */
    public static final SetKey CGROUPSV2 = known("cgroupsv2", host(46, 8));

    static {
        known("dccp_pkttype", network(16, 1));
        known("mh_type", network(17, 1));
        known("time", host(18, 4));
        known("ct_label", host(30, 16));
        known("icmpx_code", network(34, 1));
        known("boolean", network(39, 1));
        known("ct_event", host(40, 4));
        known("time", host(43, 8));
        known("hour", host(44, 4));
        known("day", host(45, 1));
    }

    /** A type with a copy of {@code fields}. */
    public SetKey {
        fields = List.copyOf(fields);
    }

    private static SetKey known(String name, SetKey key) {
        KNOWN[key.type] = key;
        NAMES[key.type] = name;
        return key;
    }

    /** A type whose values are in network byte order, as the fields of packets are. */
    public static SetKey network(int type, int length) {
        return new SetKey(type, length, false, List.of());
    }

    /** A type whose values are in host byte order. */
    public static SetKey host(int type, int length) {
        return new SetKey(type, length, true, List.of());
    }

    /**
     * A concatenation of values: nft's {@code ipv4_addr . inet_service}.
     *
     * @throws IllegalArgumentException if there is only one, a part is a concatenation or a verdict, all of them take more than 64
     *     bytes, or their types more than 32 bits: those of five take 30, so there are six only where the first has one of the numbers
     *     to 3, such as {@link #NF_PROTO}
     */
    public static SetKey concat(SetKey... parts) {
        if (parts.length < 2) {
            throw new IllegalArgumentException("a concatenation has 2 fields or more, not " + parts.length);
        }
        long type = 0;
        for (SetKey part : parts) {
            if (part.isConcatenation() || part.type < 0 || part.type > TYPE_MASK) {
                throw new IllegalArgumentException("a field of a concatenation is a single type, not " + part);
            }
            type = type << TYPE_BITS | part.type;
            if (type >>> Integer.SIZE != 0) {
                throw new IllegalArgumentException("the types of " + text(List.of(parts))
                        + " do not fit in the 32 bits that nft stores them in, which hold 5 fields");
            }
        }
        int length = lengthOf(List.of(parts));
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    text(List.of(parts)) + " takes " + length + " bytes, but the maximum is " + LONGEST);
        }
        return new SetKey((int) type, length, false, List.of(parts));
    }

    /**
     * The type that a set was read with.
     *
     * @param lengths the lengths of its fields; the kernel has them only for a concatenation of ranges
     */
    static SetKey read(int type, int length, boolean hostOrder, List<Integer> lengths) {
        if (type == VERDICT.type) {
            return VERDICT;
        }
        List<SetKey> fields = type >>> TYPE_BITS == 0 ? List.of() : split(type, length, lengths);
        return new SetKey(type, length, hostOrder && fields.isEmpty(), fields);
    }

    /** The fields, from the last to the first; none if their lengths are not known. */
    private static List<SetKey> split(int type, int length, List<Integer> lengths) {
        List<SetKey> fields = new ArrayList<>();
        int unknown = -1;
        for (int left = type; lengths.isEmpty() ? left != 0 : fields.size() < lengths.size(); left >>>= TYPE_BITS) {
            SetKey field = KNOWN[left & TYPE_MASK];
            if (!lengths.isEmpty()) {
                int own = lengths.get(lengths.size() - 1 - fields.size());
                field = field != null && field.length == own ? field : network(left & TYPE_MASK, own);
            } else if (field == null && unknown >= 0) {
                return List.of();
            } else if (field == null) {
                unknown = fields.size();
                field = network(left & TYPE_MASK, 0);
            }
            fields.add(field);
        }
        if (unknown >= 0) {
            fields.set(unknown, network(fields.get(unknown).type, length - lengthOf(fields)));
        }
        Collections.reverse(fields);
        int all = lengthOf(fields);
        // the values of a map may be ranges, which are two concatenations in a row
        boolean complete = all == length || 2 * all == length;
        return complete && fields.stream().allMatch(field -> field.length > 0) ? List.copyOf(fields) : List.of();
    }

    private static int lengthOf(List<SetKey> fields) {
        return fields.stream().mapToInt(SetKey::paddedLength).sum();
    }

    /** The number of bytes in a concatenation, a multiple of 4. */
    public int paddedLength() {
        return length + 3 & ~3;
    }

    /** Whether it is a concatenation of several fields. */
    public boolean isConcatenation() {
        return !fields.isEmpty();
    }

    /** Whether nft has a name for it. */
    public boolean isKnown() {
        return type > 0 && type <= TYPE_MASK && KNOWN[type] != null;
    }

    /** Whether the values are verdicts. */
    public boolean isVerdict() {
        return type == VERDICT.type;
    }

    /** nft's name for it: {@code ipv4_addr . inet_service}. */
    @Override
    public String toString() {
        if (isConcatenation()) {
            return text(fields);
        }
        if (isVerdict()) {
            return "verdict";
        }
        SetKey known = type >= 0 && type <= TYPE_MASK ? KNOWN[type] : null;
        return known != null && known.length == length ? NAMES[type] : "type " + type + " of " + length + " bytes";
    }

    private static String text(List<SetKey> fields) {
        return fields.stream().map(SetKey::toString).collect(Collectors.joining(" . "));
    }
}
