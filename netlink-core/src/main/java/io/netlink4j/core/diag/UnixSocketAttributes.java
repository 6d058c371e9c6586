package io.netlink4j.core.diag;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Utf8;
import java.util.List;

/**
 * The header and the keys of a {@link UnixSocket}: {@code struct unix_diag_msg} and {@code UNIX_DIAG_*} of {@code linux/unix_diag.h}.
 *
 * <pre>
 *   0        1      2       3     4     8
 *  +--------+------+-------+-----+-----+-----------+
 *  | family | type | state | pad | ino | cookie[2] |
 *  +--------+------+-------+-----+-----+-----------+
 * </pre>
 */
public final class UnixSocketAttributes {
    private static final Codec<List<Long>> NUMBERS = Codecs.array(U32, Integer.BYTES);

    private static final Schema.Builder KEYS = Schema.builder("unix socket", "unix_diag_msg", 16);

    static final Field<Integer> FAMILY = KEYS.field("udiag_family", 0, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("udiag_type", 1, 1, U8);
    static final Field<Integer> STATE = KEYS.field("udiag_state", 2, 1, U8);
    static final Field<Long> INO = KEYS.field("udiag_ino", 4, 4, U32);
    static final Field<Long> COOKIE = KEYS.field("udiag_cookie", 8, 8, Cookies.CODEC);

    /** The name. That of an abstract socket begins with a NUL character; a path may end with one. */
    public static final Attribute<String> NAME =
            KEYS.reported(0, "UNIX_DIAG_NAME", BINARY.map(Utf8::decode, Utf8::encode));
    /** The file of a path: its inode and its device. */
    public static final Attribute<List<Long>> VFS = KEYS.reported(1, "UNIX_DIAG_VFS", NUMBERS);
    /** The inode of the peer. */
    public static final Attribute<Long> PEER = KEYS.reported(2, "UNIX_DIAG_PEER", U32);
    /** The inodes of sockets that have connected and were not accepted yet. */
    public static final Attribute<List<Long>> ICONS = KEYS.reported(3, "UNIX_DIAG_ICONS", NUMBERS);
    /** The receive queue and the send queue; connections that wait and the most that may, where it listens. */
    public static final Attribute<List<Long>> RQLEN = KEYS.reported(4, "UNIX_DIAG_RQLEN", NUMBERS);
    /** The memory and the drops. */
    public static final Attribute<SocketMemory> MEMINFO = KEYS.reported(5, "UNIX_DIAG_MEMINFO", SocketMemory.CODEC);
    /** The directions that were shut down: 1 for receiving, 2 for sending. */
    public static final Attribute<Integer> SHUTDOWN = KEYS.reported(6, "UNIX_DIAG_SHUTDOWN", U8);
    /** The user that the socket belongs to. */
    public static final Attribute<Long> UID = KEYS.reported(7, "UNIX_DIAG_UID", U32);

    static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder REQUEST_KEYS = Schema.builder("unix socket request", "unix_diag_req", 24);
    private static final Field<Integer> REQUEST_FAMILY = REQUEST_KEYS.field("sdiag_family", 0, 1, U8);
    private static final Field<Integer> STATES = REQUEST_KEYS.field("udiag_states", 4, 4, S32);
    private static final Field<Integer> SHOW = REQUEST_KEYS.field("udiag_show", 12, 4, S32);

    static final Schema REQUEST = REQUEST_KEYS.build();

    /** {@code UDIAG_SHOW_*}, all of them. */
    private static final int EVERYTHING = 0x7f;

    private UnixSocketAttributes() {}

    static Nest all() {
        return Nest.empty(REQUEST)
                .with(REQUEST_FAMILY, SockDiagProtocol.AF_UNIX)
                .with(STATES, SocketState.ALL)
                .with(SHOW, EVERYTHING);
    }
}
