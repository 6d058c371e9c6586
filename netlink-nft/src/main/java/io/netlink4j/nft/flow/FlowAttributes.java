package io.netlink4j.nft.flow;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.S_BE32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.time.Duration;

/** The keys of a {@link Flow}: {@code CTA_*} of {@code linux/netfilter/nfnetlink_conntrack.h}. */
public final class FlowAttributes {
    /** Whole seconds. */
    static final Codec<Duration> SECONDS = BE32.map(Duration::ofSeconds, FlowAttributes::seconds);

    private static final Schema.Builder TCP_KEYS = Schema.builder("tcp flow");

    /** The state of TCP. */
    public static final Attribute<Integer> TCP_STATE = TCP_KEYS.add(1, "CTA_PROTOINFO_TCP_STATE", U8);
    /** The window scale of the original direction. */
    public static final Attribute<Integer> TCP_WSCALE_ORIGINAL =
            TCP_KEYS.add(2, "CTA_PROTOINFO_TCP_WSCALE_ORIGINAL", U8);
    /** The window scale of the reply direction. */
    public static final Attribute<Integer> TCP_WSCALE_REPLY = TCP_KEYS.add(3, "CTA_PROTOINFO_TCP_WSCALE_REPLY", U8);
    /** The flags of the original direction, then the mask. */
    public static final Attribute<byte[]> TCP_FLAGS_ORIGINAL =
            TCP_KEYS.add(4, "CTA_PROTOINFO_TCP_FLAGS_ORIGINAL", BINARY);
    /** The flags of the reply direction, then the mask. */
    public static final Attribute<byte[]> TCP_FLAGS_REPLY = TCP_KEYS.add(5, "CTA_PROTOINFO_TCP_FLAGS_REPLY", BINARY);

    static final Schema TCP_SCHEMA = TCP_KEYS.build();

    private static final Schema.Builder SCTP_KEYS = Schema.builder("sctp flow");

    /** The state of SCTP. */
    public static final Attribute<Integer> SCTP_STATE = SCTP_KEYS.add(1, "CTA_PROTOINFO_SCTP_STATE", U8);
    /** The verification tag of the original direction. */
    public static final Attribute<Long> SCTP_VTAG_ORIGINAL = SCTP_KEYS.add(2, "CTA_PROTOINFO_SCTP_VTAG_ORIGINAL", BE32);
    /** The verification tag of the reply direction. */
    public static final Attribute<Long> SCTP_VTAG_REPLY = SCTP_KEYS.add(3, "CTA_PROTOINFO_SCTP_VTAG_REPLY", BE32);

    private static final Schema SCTP_SCHEMA = SCTP_KEYS.build();

    private static final Schema.Builder PROTOINFO_KEYS = Schema.builder("flow state");

    /** The state of a TCP flow. */
    public static final Attribute<Nest> PROTOINFO_TCP =
            PROTOINFO_KEYS.add(1, "CTA_PROTOINFO_TCP", Codecs.nest(() -> TCP_SCHEMA));
    /** The state of a DCCP flow. */
    public static final Attribute<byte[]> PROTOINFO_DCCP = PROTOINFO_KEYS.add(2, "CTA_PROTOINFO_DCCP", BINARY);
    /** The state of an SCTP flow. */
    public static final Attribute<Nest> PROTOINFO_SCTP =
            PROTOINFO_KEYS.add(3, "CTA_PROTOINFO_SCTP", Codecs.nest(() -> SCTP_SCHEMA));

    static final Schema PROTOINFO_SCHEMA = PROTOINFO_KEYS.build();

    private static final Schema.Builder HELP_KEYS = Schema.builder("flow helper");

    /** The name of the helper, such as {@code ftp}. */
    public static final Attribute<String> HELP_NAME = HELP_KEYS.add(1, "CTA_HELP_NAME", STRING);
    /** Data of the helper. */
    public static final Attribute<byte[]> HELP_INFO = HELP_KEYS.add(2, "CTA_HELP_INFO", BINARY);

    private static final Schema HELP_SCHEMA = HELP_KEYS.build();

    private static final Schema.Builder PORT_KEYS = Schema.builder("translated ports");

    /** The lowest port of a translation. */
    public static final Attribute<Integer> PROTONAT_PORT_MIN = PORT_KEYS.add(1, "CTA_PROTONAT_PORT_MIN", BE16);
    /** The highest port of a translation. */
    public static final Attribute<Integer> PROTONAT_PORT_MAX = PORT_KEYS.add(2, "CTA_PROTONAT_PORT_MAX", BE16);

    private static final Schema PORT_SCHEMA = PORT_KEYS.build();

    private static final Schema.Builder NAT_KEYS = Schema.builder("translation");

    /** The lowest IPv4 address. */
    public static final Attribute<IpAddress> NAT_V4_MINIP = NAT_KEYS.add(1, "CTA_NAT_V4_MINIP", ADDRESS);
    /** The highest IPv4 address. */
    public static final Attribute<IpAddress> NAT_V4_MAXIP = NAT_KEYS.add(2, "CTA_NAT_V4_MAXIP", ADDRESS);
    /** The ports. */
    public static final Attribute<Nest> NAT_PROTO = NAT_KEYS.add(3, "CTA_NAT_PROTO", Codecs.nest(() -> PORT_SCHEMA));
    /** The lowest IPv6 address. */
    public static final Attribute<IpAddress> NAT_V6_MINIP = NAT_KEYS.add(4, "CTA_NAT_V6_MINIP", ADDRESS);
    /** The highest IPv6 address. */
    public static final Attribute<IpAddress> NAT_V6_MAXIP = NAT_KEYS.add(5, "CTA_NAT_V6_MAXIP", ADDRESS);

    static final Schema NAT_SCHEMA = NAT_KEYS.build();

    private static final Schema.Builder COUNTER_KEYS = Schema.builder("flow counters");

    /** The packets. */
    public static final Attribute<Long> COUNTERS_PACKETS = COUNTER_KEYS.reported(1, "CTA_COUNTERS_PACKETS", BE64);
    /** The bytes. */
    public static final Attribute<Long> COUNTERS_BYTES = COUNTER_KEYS.reported(2, "CTA_COUNTERS_BYTES", BE64);

    private static final Schema COUNTER_SCHEMA = COUNTER_KEYS.build();

    private static final Schema.Builder SEQADJ_KEYS = Schema.builder("sequence adjustment");

    /** Where the adjustment begins. */
    public static final Attribute<Long> SEQADJ_CORRECTION_POS = SEQADJ_KEYS.add(1, "CTA_SEQADJ_CORRECTION_POS", BE32);
    /** What is added before. */
    public static final Attribute<Integer> SEQADJ_OFFSET_BEFORE =
            SEQADJ_KEYS.add(2, "CTA_SEQADJ_OFFSET_BEFORE", S_BE32);
    /** What is added after. */
    public static final Attribute<Integer> SEQADJ_OFFSET_AFTER = SEQADJ_KEYS.add(3, "CTA_SEQADJ_OFFSET_AFTER", S_BE32);

    private static final Schema SEQADJ_SCHEMA = SEQADJ_KEYS.build();

    private static final Schema.Builder TIMESTAMP_KEYS = Schema.builder("flow timestamps");

    /** When the flow began, in nanoseconds since 1970. */
    public static final Attribute<Long> TIMESTAMP_START = TIMESTAMP_KEYS.reported(1, "CTA_TIMESTAMP_START", BE64);
    /** When the flow ended, in nanoseconds since 1970. */
    public static final Attribute<Long> TIMESTAMP_STOP = TIMESTAMP_KEYS.reported(2, "CTA_TIMESTAMP_STOP", BE64);

    private static final Schema TIMESTAMP_SCHEMA = TIMESTAMP_KEYS.build();

    private static final Schema.Builder SYNPROXY_KEYS = Schema.builder("syn proxy");

    /** The initial sequence number. */
    public static final Attribute<Long> SYNPROXY_ISN = SYNPROXY_KEYS.add(1, "CTA_SYNPROXY_ISN", BE32);
    /** The initial timestamp. */
    public static final Attribute<Long> SYNPROXY_ITS = SYNPROXY_KEYS.add(2, "CTA_SYNPROXY_ITS", BE32);
    /** The offset of timestamps. */
    public static final Attribute<Long> SYNPROXY_TSOFF = SYNPROXY_KEYS.add(3, "CTA_SYNPROXY_TSOFF", BE32);

    private static final Schema SYNPROXY_SCHEMA = SYNPROXY_KEYS.build();

    private static final Schema.Builder SECCTX_KEYS = Schema.builder("security context");

    /** The name of the context. */
    public static final Attribute<String> SECCTX_NAME = SECCTX_KEYS.reported(1, "CTA_SECCTX_NAME", STRING);

    private static final Schema SECCTX_SCHEMA = SECCTX_KEYS.build();

    private static final Schema.Builder FILTER_KEYS = Schema.builder("flow filter");

    /** The fields of the original tuple that are compared. */
    static final Attribute<Long> FILTER_ORIG_FLAGS = FILTER_KEYS.requested(1, "CTA_FILTER_ORIG_FLAGS", U32);

    static final Attribute<Long> FILTER_REPLY_FLAGS = FILTER_KEYS.requested(2, "CTA_FILTER_REPLY_FLAGS", U32);
    static final Schema FILTER_SCHEMA = FILTER_KEYS.build();

    private static final Schema.Builder KEYS = Nfgenmsg.schema("flow");

    /** The packets of the direction that began. */
    public static final Attribute<FlowTuple> TUPLE_ORIG =
            KEYS.nest(1, "CTA_TUPLE_ORIG", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);
    /** The packets of the other direction as they arrive, before they are translated back. */
    public static final Attribute<FlowTuple> TUPLE_REPLY =
            KEYS.nest(2, "CTA_TUPLE_REPLY", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);
    /** The status bits ({@code enum ip_conntrack_status}). */
    public static final Attribute<Long> STATUS = KEYS.add(3, "CTA_STATUS", BE32);
    /** The state of the protocol. */
    public static final Attribute<Nest> PROTOINFO = KEYS.add(4, "CTA_PROTOINFO", Codecs.nest(() -> PROTOINFO_SCHEMA));
    /** The helper that looks for related connections. */
    public static final Attribute<Nest> HELP = KEYS.add(5, "CTA_HELP", Codecs.nest(() -> HELP_SCHEMA));
    /** How the source is to be translated; only for a new flow. */
    public static final Attribute<Nest> NAT_SRC = KEYS.requested(6, "CTA_NAT_SRC", Codecs.nest(() -> NAT_SCHEMA));
    /** The time until the flow is forgotten. */
    public static final Attribute<Duration> TIMEOUT = KEYS.add(7, "CTA_TIMEOUT", SECONDS);
    /** The mark. */
    public static final Attribute<Long> MARK = KEYS.add(8, "CTA_MARK", BE32);
    /** The counters of the original direction. */
    public static final Attribute<Nest> COUNTERS_ORIG =
            KEYS.reported(9, "CTA_COUNTERS_ORIG", Codecs.nest(() -> COUNTER_SCHEMA));
    /** The counters of the reply direction. */
    public static final Attribute<Nest> COUNTERS_REPLY =
            KEYS.reported(10, "CTA_COUNTERS_REPLY", Codecs.nest(() -> COUNTER_SCHEMA));
    /** How many refer to the flow. */
    public static final Attribute<Long> USE = KEYS.reported(11, "CTA_USE", BE32);
    /** The number of the flow; a request about another flow with the same tuple is refused. */
    public static final Attribute<Long> ID = KEYS.add(12, "CTA_ID", BE32);
    /** How the destination is to be translated; only for a new flow. */
    public static final Attribute<Nest> NAT_DST = KEYS.requested(13, "CTA_NAT_DST", Codecs.nest(() -> NAT_SCHEMA));
    /** The original tuple of the flow that announced this one. */
    public static final Attribute<FlowTuple> TUPLE_MASTER =
            KEYS.nest(14, "CTA_TUPLE_MASTER", () -> FlowTupleAttributes.SCHEMA, FlowTuple::new);
    /** The adjustment of sequence numbers of the original direction. */
    public static final Attribute<Nest> SEQ_ADJ_ORIG =
            KEYS.add(15, "CTA_SEQ_ADJ_ORIG", Codecs.nest(() -> SEQADJ_SCHEMA));
    /** The adjustment of sequence numbers of the reply direction. */
    public static final Attribute<Nest> SEQ_ADJ_REPLY =
            KEYS.add(16, "CTA_SEQ_ADJ_REPLY", Codecs.nest(() -> SEQADJ_SCHEMA));
    /** The number of the security context, which kernels do not report any more. */
    public static final Attribute<Long> SECMARK = KEYS.reported(17, "CTA_SECMARK", BE32);
    /** The zone: equal tuples of different zones are different flows. */
    public static final Attribute<Integer> ZONE = KEYS.add(18, "CTA_ZONE", BE16);
    /** The security context. */
    public static final Attribute<Nest> SECCTX = KEYS.reported(19, "CTA_SECCTX", Codecs.nest(() -> SECCTX_SCHEMA));
    /** When the flow began and ended. */
    public static final Attribute<Nest> TIMESTAMP =
            KEYS.reported(20, "CTA_TIMESTAMP", Codecs.nest(() -> TIMESTAMP_SCHEMA));
    /** The bits of the mark that are changed or compared. */
    public static final Attribute<Long> MARK_MASK = KEYS.requested(21, "CTA_MARK_MASK", BE32);
    /** The labels, one bit each. */
    public static final Attribute<byte[]> LABELS = KEYS.add(22, "CTA_LABELS", BINARY);
    /** The labels that are changed. */
    public static final Attribute<byte[]> LABELS_MASK = KEYS.requested(23, "CTA_LABELS_MASK", BINARY);
    /** The state of a SYN proxy. */
    public static final Attribute<Nest> SYNPROXY = KEYS.add(24, "CTA_SYNPROXY", Codecs.nest(() -> SYNPROXY_SCHEMA));
    /** The fields of the tuples that are compared. */
    public static final Attribute<Nest> FILTER = KEYS.requested(25, "CTA_FILTER", Codecs.nest(() -> FILTER_SCHEMA));
    /** The bits of the status that are compared. */
    public static final Attribute<Long> STATUS_MASK = KEYS.requested(26, "CTA_STATUS_MASK", BE32);
    /** When the event happened, in nanoseconds since 1970. */
    public static final Attribute<Long> TIMESTAMP_EVENT = KEYS.add(Attribute.of(27, "CTA_TIMESTAMP_EVENT", BE64)
            .access(Access.READ_ONLY)
            .since("6.14"));

    static final Schema SCHEMA = KEYS.build();

    private FlowAttributes() {}

    private static long seconds(Duration time) {
        if (!Duration.ofSeconds(time.toSeconds()).equals(time)) {
            throw new IllegalArgumentException(time + " is no whole number of seconds, which the kernel counts");
        }
        return time.toSeconds();
    }
}
