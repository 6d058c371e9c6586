package io.netlink4j.core.diag;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/**
 * The header and the keys of a {@link PacketSocket}: {@code struct packet_diag_msg} and {@code PACKET_DIAG_*} of {@code
 * linux/packet_diag.h}.
 *
 * <pre>
 *   0        1      2     4     8
 *  +--------+------+-----+-----+-----------+
 *  | family | type | num | ino | cookie[2] |
 *  +--------+------+-----+-----+-----------+
 * </pre>
 */
public final class PacketSocketAttributes {
    private static final Codec<List<Long>> NUMBERS = Codecs.array(U32, Integer.BYTES);

    private static final Schema.Builder KEYS = Schema.builder("packet socket", "packet_diag_msg", 16);

    static final Field<Integer> FAMILY = KEYS.field("pdiag_family", 0, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("pdiag_type", 1, 1, U8);
    static final Field<Integer> NUM = KEYS.field("pdiag_num", 2, 2, U16);
    static final Field<Long> INO = KEYS.field("pdiag_ino", 4, 4, U32);
    static final Field<Long> COOKIE = KEYS.field("pdiag_cookie", 8, 8, Cookies.CODEC);

    /** {@code struct packet_diag_info}: ifindex, version, reserve, copy_thresh, tstamp, flags. */
    public static final Attribute<List<Long>> INFO = KEYS.reported(0, "PACKET_DIAG_INFO", NUMBERS);
    /** The multicast addresses that were joined, each a {@code struct packet_diag_mclist}. */
    public static final Attribute<byte[]> MCLIST = KEYS.reported(1, "PACKET_DIAG_MCLIST", BINARY);
    /** {@code struct packet_diag_ring}: the ring for receiving. */
    public static final Attribute<List<Long>> RX_RING = KEYS.reported(2, "PACKET_DIAG_RX_RING", NUMBERS);
    /** {@code struct packet_diag_ring}: the ring for sending. */
    public static final Attribute<List<Long>> TX_RING = KEYS.reported(3, "PACKET_DIAG_TX_RING", NUMBERS);
    /** The group of sockets among which packets are distributed: its number, and its kind in the upper 16 bits. */
    public static final Attribute<Long> FANOUT = KEYS.reported(4, "PACKET_DIAG_FANOUT", U32);
    /** The user that the socket belongs to. */
    public static final Attribute<Long> UID = KEYS.reported(5, "PACKET_DIAG_UID", U32);
    /** The memory and the drops. */
    public static final Attribute<SocketMemory> MEMINFO = KEYS.reported(6, "PACKET_DIAG_MEMINFO", SocketMemory.CODEC);
    /** The BPF program that selects packets, each instruction a {@code struct sock_filter}. */
    public static final Attribute<byte[]> FILTER = KEYS.reported(7, "PACKET_DIAG_FILTER", BINARY);

    static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder REQUEST_KEYS = Schema.builder("packet socket request", "packet_diag_req", 20);
    private static final Field<Integer> REQUEST_FAMILY = REQUEST_KEYS.field("sdiag_family", 0, 1, U8);
    private static final Field<Integer> SHOW = REQUEST_KEYS.field("pdiag_show", 8, 4, S32);

    static final Schema REQUEST = REQUEST_KEYS.build();

    /** {@code PACKET_SHOW_*}, all of them. */
    private static final int EVERYTHING = 0x3f;

    private PacketSocketAttributes() {}

    static Nest all() {
        return Nest.empty(REQUEST)
                .with(REQUEST_FAMILY, SockDiagProtocol.AF_PACKET)
                .with(SHOW, EVERYTHING);
    }
}
