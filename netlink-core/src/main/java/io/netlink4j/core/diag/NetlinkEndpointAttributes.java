package io.netlink4j.core.diag;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/**
 * The header and the keys of a {@link NetlinkEndpoint}: {@code struct netlink_diag_msg} and {@code NETLINK_DIAG_*} of {@code
 * linux/netlink_diag.h}.
 *
 * <pre>
 *   0        1      2          3       4        8            12          16    20
 *  +--------+------+----------+-------+--------+------------+-----------+-----+-----------+
 *  | family | type | protocol | state | portid | dst_portid | dst_group | ino | cookie[2] |
 *  +--------+------+----------+-------+--------+------------+-----------+-----+-----------+
 * </pre>
 */
public final class NetlinkEndpointAttributes {
    private static final Schema.Builder KEYS = Schema.builder("netlink socket", "netlink_diag_msg", 28);

    static final Field<Integer> FAMILY = KEYS.field("ndiag_family", 0, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("ndiag_type", 1, 1, U8);
    static final Field<Integer> PROTOCOL = KEYS.field("ndiag_protocol", 2, 1, U8);
    static final Field<Integer> STATE = KEYS.field("ndiag_state", 3, 1, U8);
    static final Field<Long> PORTID = KEYS.field("ndiag_portid", 4, 4, U32);
    static final Field<Long> DST_PORTID = KEYS.field("ndiag_dst_portid", 8, 4, U32);
    static final Field<Long> DST_GROUP = KEYS.field("ndiag_dst_group", 12, 4, U32);
    static final Field<Long> INO = KEYS.field("ndiag_ino", 16, 4, U32);
    static final Field<Long> COOKIE = KEYS.field("ndiag_cookie", 20, 8, Cookies.CODEC);

    /** The memory and the drops. */
    public static final Attribute<SocketMemory> MEMINFO = KEYS.reported(0, "NETLINK_DIAG_MEMINFO", SocketMemory.CODEC);
    /** The multicast groups, one bit each; the first group is the lowest bit of the first word. */
    public static final Attribute<List<Long>> GROUPS =
            KEYS.reported(1, "NETLINK_DIAG_GROUPS", Codecs.array(Codecs.U64, Long.BYTES));
    /** The ring for receiving, which kernels from 4.6 on do not have. */
    public static final Attribute<byte[]> RX_RING = KEYS.reported(2, "NETLINK_DIAG_RX_RING", BINARY);
    /** The ring for sending, which kernels from 4.6 on do not have. */
    public static final Attribute<byte[]> TX_RING = KEYS.reported(3, "NETLINK_DIAG_TX_RING", BINARY);
    /** Options that are on or off ({@code NDIAG_FLAG_*}). */
    public static final Attribute<Long> FLAGS = KEYS.reported(4, "NETLINK_DIAG_FLAGS", U32);

    static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder REQUEST_KEYS = Schema.builder("netlink socket request", "netlink_diag_req", 20);
    private static final Field<Integer> REQUEST_FAMILY = REQUEST_KEYS.field("sdiag_family", 0, 1, U8);
    private static final Field<Integer> REQUEST_PROTOCOL = REQUEST_KEYS.field("sdiag_protocol", 1, 1, U8);
    private static final Field<Integer> SHOW = REQUEST_KEYS.field("ndiag_show", 8, 4, S32);

    static final Schema REQUEST = REQUEST_KEYS.build();

    /** {@code NDIAG_PROTO_ALL}. */
    private static final int ALL_PROTOCOLS = 0xff;
    /** {@code NDIAG_SHOW_MEMINFO}, {@code _GROUPS} and {@code _FLAGS}. */
    private static final int EVERYTHING = 0xb;

    private NetlinkEndpointAttributes() {}

    static Nest all() {
        return Nest.empty(REQUEST)
                .with(REQUEST_FAMILY, SockDiagProtocol.AF_NETLINK)
                .with(REQUEST_PROTOCOL, ALL_PROTOCOLS)
                .with(SHOW, EVERYTHING);
    }
}
