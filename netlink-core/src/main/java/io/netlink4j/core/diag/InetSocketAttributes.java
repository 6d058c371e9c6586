package io.netlink4j.core.diag;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/**
 * The header and the keys of an {@link InetSocket}: {@code struct inet_diag_msg} and {@code INET_DIAG_*} of {@code linux/inet_diag.h}.
 *
 * <pre>
 *   0        1       2       3         4               8               24              40
 *  +--------+-------+-------+---------+-------+-------+---------------+---------------+----------+
 *  | family | state | timer | retrans | sport | dport | src[4]        | dst[4]        | if       |
 *  +--------+-------+-------+---------+-------+-------+---------------+---------------+----------+
 *   44              52        56       60       64    68
 *  +---------------+---------+--------+--------+-----+-------+
 *  | cookie[2]     | expires | rqueue | wqueue | uid | inode |
 *  +---------------+---------+--------+--------+-----+-------+
 * </pre>
 */
public final class InetSocketAttributes {
    private static final Schema.Builder ULP_KEYS = Schema.builder("upper layer protocol");

    /** The name of the protocol that works above TCP, such as {@code tls} or {@code mptcp}. */
    public static final Attribute<String> ULP_INFO_NAME = ULP_KEYS.reported(1, "INET_ULP_INFO_NAME", STRING);
    /** The state of TLS, a nest of {@code TLS_INFO_*}. */
    public static final Attribute<byte[]> ULP_INFO_TLS = ULP_KEYS.reported(2, "INET_ULP_INFO_TLS", BINARY);
    /** The state of a TCP connection that is part of an MPTCP one, a nest of {@code MPTCP_SUBFLOW_ATTR_*}. */
    public static final Attribute<byte[]> ULP_INFO_MPTCP = ULP_KEYS.reported(3, "INET_ULP_INFO_MPTCP", BINARY);

    private static final Schema ULP_SCHEMA = ULP_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("inet socket", "inet_diag_msg", 72);

    static final Field<Integer> FAMILY = KEYS.field("idiag_family", 0, 1, U8);
    static final Field<Integer> STATE = KEYS.field("idiag_state", 1, 1, U8);
    static final Field<Integer> TIMER = KEYS.field("idiag_timer", 2, 1, U8);
    static final Field<Integer> RETRANS = KEYS.field("idiag_retrans", 3, 1, U8);
    static final Field<Integer> SPORT = KEYS.field("id.idiag_sport", 4, 2, BE16);
    static final Field<Integer> DPORT = KEYS.field("id.idiag_dport", 6, 2, BE16);
    /** The local address; an IPv4 address is in the first 4 bytes. */
    static final Field<IpAddress> SRC = KEYS.field("id.idiag_src", 8, 16, ADDRESS);

    static final Field<IpAddress> DST = KEYS.field("id.idiag_dst", 24, 16, ADDRESS);
    static final Field<Integer> IF = KEYS.field("id.idiag_if", 40, 4, COUNT);
    static final Field<Long> COOKIE = KEYS.field("id.idiag_cookie", 44, 8, Cookies.CODEC);
    static final Field<Long> EXPIRES = KEYS.field("idiag_expires", 52, 4, U32);
    static final Field<Long> RQUEUE = KEYS.field("idiag_rqueue", 56, 4, U32);
    static final Field<Long> WQUEUE = KEYS.field("idiag_wqueue", 60, 4, U32);
    static final Field<Long> UID = KEYS.field("idiag_uid", 64, 4, U32);
    static final Field<Long> INODE = KEYS.field("idiag_inode", 68, 4, U32);

    /** The memory in a few numbers: received, sent, reserved, queued for sending. {@link #SKMEMINFO} has more. */
    public static final Attribute<List<Long>> MEMINFO =
            KEYS.reported(1, "INET_DIAG_MEMINFO", Codecs.array(U32, Integer.BYTES));
    /** {@code struct tcp_info} of TCP, {@code struct mptcp_info} of MPTCP, {@code struct sctp_info} of SCTP. */
    public static final Attribute<byte[]> INFO = KEYS.reported(2, "INET_DIAG_INFO", BINARY);
    /** The state of the congestion control {@code vegas} ({@code struct tcpvegas_info}). */
    public static final Attribute<byte[]> VEGASINFO = KEYS.reported(3, "INET_DIAG_VEGASINFO", BINARY);
    /** The congestion control. */
    public static final Attribute<String> CONG = KEYS.reported(4, "INET_DIAG_CONG", STRING);
    /** The type of service of IPv4. */
    public static final Attribute<Integer> TOS = KEYS.reported(5, "INET_DIAG_TOS", U8);
    /** The traffic class of IPv6. */
    public static final Attribute<Integer> TCLASS = KEYS.reported(6, "INET_DIAG_TCLASS", U8);
    /** The memory and the drops. */
    public static final Attribute<SocketMemory> SKMEMINFO = KEYS.reported(7, "INET_DIAG_SKMEMINFO", SocketMemory.CODEC);
    /** The directions that were shut down: 1 for receiving, 2 for sending. */
    public static final Attribute<Integer> SHUTDOWN = KEYS.reported(8, "INET_DIAG_SHUTDOWN", U8);
    /** The state of the congestion control {@code dctcp} ({@code struct tcp_dctcp_info}). */
    public static final Attribute<byte[]> DCTCPINFO = KEYS.reported(9, "INET_DIAG_DCTCPINFO", BINARY);
    /** The IP protocol of a raw socket; in events that of every socket. */
    public static final Attribute<Integer> PROTOCOL = KEYS.reported(10, "INET_DIAG_PROTOCOL", U8);
    /** Whether an IPv6 socket takes no IPv4 packets ({@code IPV6_V6ONLY}). */
    public static final Attribute<Boolean> SKV6ONLY = KEYS.reported(11, "INET_DIAG_SKV6ONLY", BOOL);
    /** The local addresses of an SCTP socket, each a {@code struct sockaddr_storage}. */
    public static final Attribute<byte[]> LOCALS = KEYS.reported(12, "INET_DIAG_LOCALS", BINARY);
    /** The addresses of the peer of an SCTP socket. */
    public static final Attribute<byte[]> PEERS = KEYS.reported(13, "INET_DIAG_PEERS", BINARY);
    /** The mark ({@code SO_MARK}); only reported with {@code CAP_NET_ADMIN}. */
    public static final Attribute<Long> MARK = KEYS.reported(15, "INET_DIAG_MARK", U32);
    /** The state of the congestion control {@code bbr} ({@code struct tcp_bbr_info}). */
    public static final Attribute<byte[]> BBRINFO = KEYS.reported(16, "INET_DIAG_BBRINFO", BINARY);
    /** The class for traffic control, of the control group or {@code SO_PRIORITY}. */
    public static final Attribute<Long> CLASS_ID = KEYS.reported(17, "INET_DIAG_CLASS_ID", U32);
    /** The keys for signed TCP packets ({@code struct tcp_diag_md5sig}); only reported with {@code CAP_NET_ADMIN}. */
    public static final Attribute<byte[]> MD5SIG = KEYS.reported(18, "INET_DIAG_MD5SIG", BINARY);
    /** The protocol that works above TCP, such as TLS. */
    public static final Attribute<Nest> ULP_INFO =
            KEYS.reported(19, "INET_DIAG_ULP_INFO", Codecs.nest(() -> ULP_SCHEMA));
    /** The storage of BPF programs. */
    public static final Attribute<byte[]> SK_BPF_STORAGES = KEYS.reported(20, "INET_DIAG_SK_BPF_STORAGES", BINARY);
    /** The control group (version 2): the inode of its directory. */
    public static final Attribute<Long> CGROUP_ID = KEYS.reported(21, "INET_DIAG_CGROUP_ID", U64);
    /** Options that are on or off, one bit each ({@code struct inet_diag_sockopt}). */
    public static final Attribute<Integer> SOCKOPT = KEYS.reported(22, "INET_DIAG_SOCKOPT", U16);

    static final Schema SCHEMA = KEYS.build();

    private InetSocketAttributes() {}
}
