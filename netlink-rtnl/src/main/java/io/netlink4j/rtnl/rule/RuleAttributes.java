package io.netlink4j.rtnl.rule;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.array;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import java.util.List;
import java.util.function.Function;

/**
 * The header and the keys of a {@link RoutingRule}: {@code struct fib_rule_hdr} and {@code FRA_*} of {@code linux/fib_rules.h}.
 *
 * <pre>
 *   0        1          2         3     4       5      6      7        8        12
 *  +--------+----------+---------+-----+-------+------+------+--------+--------+
 *  | family | dst_len  | src_len | tos | table | res1 | res2 | action | flags  |
 *  +--------+----------+---------+-----+-------+------+------+--------+--------+
 * </pre>
 */
public final class RuleAttributes {
    private static final Codec<PortRange> PORTS = ends(
            U16,
            Short.BYTES,
            ends -> new PortRange(ends.get(0), ends.get(1)),
            range -> List.of(range.first(), range.last()));
    private static final Codec<UidRange> UIDS = ends(
            U32,
            Integer.BYTES,
            ends -> new UidRange(ends.get(0), ends.get(1)),
            range -> List.of(range.first(), range.last()));

    private static final Schema.Builder KEYS = Schema.builder("routing rule", "fib_rule_hdr", 12);

    static final Field<Integer> FAMILY = KEYS.field("family", 0, 1, U8);
    static final Field<Integer> DST_LEN = KEYS.field("dst_len", 1, 1, U8);
    static final Field<Integer> SRC_LEN = KEYS.field("src_len", 2, 1, U8);
    static final Field<Integer> TOS = KEYS.field("tos", 3, 1, U8);
    static final Field<Integer> HEADER_TABLE = KEYS.field("table", 4, 1, U8);
    static final Field<Integer> ACTION = KEYS.field("action", 7, 1, U8);
    static final Field<Integer> FLAGS = KEYS.field("flags", 8, 4, S32);

    /** The address of the destination network. */
    public static final Attribute<IpAddress> DST = KEYS.add(1, "FRA_DST", ADDRESS);
    /** The address of the source network. */
    public static final Attribute<IpAddress> SRC = KEYS.add(2, "FRA_SRC", ADDRESS);
    /** The name of the incoming link. */
    public static final Attribute<String> IIFNAME = KEYS.add(3, "FRA_IIFNAME", LinkNames.NAME);
    /** The priority of the next rule to evaluate. */
    public static final Attribute<Long> GOTO = KEYS.add(4, "FRA_GOTO", U32);
    /** The priority. */
    public static final Attribute<Long> PRIORITY = KEYS.add(6, "FRA_PRIORITY", U32);
    /** The firewall mark. */
    public static final Attribute<Long> FWMARK = KEYS.add(10, "FRA_FWMARK", U32);
    /** The realms: the source in the upper and the destination in the lower 16 bits. */
    public static final Attribute<Long> FLOW = KEYS.add(11, "FRA_FLOW", U32);
    /** The identifier of the tunnel that a packet comes from. */
    public static final Attribute<Long> TUN_ID = KEYS.add(12, "FRA_TUN_ID", BE64);
    /** The link group whose routes are ignored. */
    public static final Attribute<Long> SUPPRESS_IFGROUP = KEYS.add(13, "FRA_SUPPRESS_IFGROUP", U32);
    /** The maximum prefix length of routes that are ignored; -1 for none. */
    public static final Attribute<Integer> SUPPRESS_PREFIXLEN = KEYS.add(14, "FRA_SUPPRESS_PREFIXLEN", S32);
    /** The table; holds any number. */
    public static final Attribute<Long> TABLE = KEYS.add(15, "FRA_TABLE", U32);
    /** The bits of the firewall mark that are compared. */
    public static final Attribute<Long> FWMASK = KEYS.add(16, "FRA_FWMASK", U32);
    /** The name of the link to which a packet of this host is bound. */
    public static final Attribute<String> OIFNAME = KEYS.add(17, "FRA_OIFNAME", LinkNames.NAME);
    /** Whether the table is that of the VRF of the packet. */
    public static final Attribute<Boolean> L3MDEV = KEYS.add(19, "FRA_L3MDEV", BOOL);
    /** The uids of the senders. */
    public static final Attribute<UidRange> UID_RANGE = KEYS.add(20, "FRA_UID_RANGE", UIDS);
    /** The origin of the rule. */
    public static final Attribute<Integer> PROTOCOL = KEYS.add(21, "FRA_PROTOCOL", U8);
    /** The transport protocol. */
    public static final Attribute<Integer> IP_PROTO = KEYS.add(22, "FRA_IP_PROTO", U8);
    /** The source ports. */
    public static final Attribute<PortRange> SPORT_RANGE = KEYS.add(23, "FRA_SPORT_RANGE", PORTS);
    /** The destination ports. */
    public static final Attribute<PortRange> DPORT_RANGE = KEYS.add(24, "FRA_DPORT_RANGE", PORTS);
    /** The differentiated services code point. */
    public static final Attribute<Integer> DSCP =
            KEYS.add(Attribute.of(25, "FRA_DSCP", CheckedCodecs.range(U8, 0, 63, "a code point"))
                    .since("6.12"));
    /** The flow label of IPv6. */
    public static final Attribute<Long> FLOWLABEL =
            KEYS.add(Attribute.of(26, "FRA_FLOWLABEL", BE32).since("6.14"));
    /** The bits of the flow label that are compared. */
    public static final Attribute<Long> FLOWLABEL_MASK =
            KEYS.add(Attribute.of(27, "FRA_FLOWLABEL_MASK", BE32).since("6.14"));
    /** The bits of the source port that are compared. */
    public static final Attribute<Integer> SPORT_MASK =
            KEYS.add(Attribute.of(28, "FRA_SPORT_MASK", U16).since("6.15"));
    /** The bits of the destination port that are compared. */
    public static final Attribute<Integer> DPORT_MASK =
            KEYS.add(Attribute.of(29, "FRA_DPORT_MASK", U16).since("6.15"));
    /** The bits of the code point that are compared. */
    public static final Attribute<Integer> DSCP_MASK =
            KEYS.add(Attribute.of(30, "FRA_DSCP_MASK", CheckedCodecs.range(U8, 0, 63, "the mask of a code point"))
                    .since("6.15"));

    static final Schema SCHEMA = KEYS.build();

    private RuleAttributes() {}

    /** A range as a struct of its two ends. */
    private static <N, R> Codec<R> ends(
            Codec<N> number, int size, Function<List<N>, R> read, Function<R, List<N>> write) {
        return array(number, size)
                .map(
                        ends -> {
                            if (ends.size() != 2) {
                                throw new IllegalArgumentException("a range has 2 ends, not " + ends.size());
                            }
                            return read.apply(ends);
                        },
                        write);
    }
}
