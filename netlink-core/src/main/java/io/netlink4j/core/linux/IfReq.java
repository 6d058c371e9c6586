package io.netlink4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * {@code struct ifreq} of {@code netdevice(7)}.
 *
 * <pre>
 *   0                          16                20               40
 *  +--------------------------+-----------------+----------------+
 *  |  ifr_name, with its NUL  |   ifr_ifindex   |                |
 *  +--------------------------+-----------------+----------------+
 * </pre>
 */
public final class IfReq {
    private static final int LENGTH = 40;

    private static final long IFR_IFINDEX = Linux.IFNAMSIZ;
    private static final long IFR_FLAGS = Linux.IFNAMSIZ;

    private IfReq() {}

    /** A request about the link with a name, which must be shorter than {@code IFNAMSIZ} bytes. */
    public static MemorySegment of(Arena arena, byte[] name) {
        MemorySegment request = arena.allocate(LENGTH, Long.BYTES);
        MemorySegment.copy(name, 0, request, ValueLayout.JAVA_BYTE, 0, name.length);
        return request;
    }

    /** Sets the flags of the request, a {@code short}. */
    public static void flags(Architecture machine, MemorySegment request, int flags) {
        request.set(machine.int16(), IFR_FLAGS, (short) flags);
    }

    /** The link's name in the reply. */
    public static String name(MemorySegment request) {
        return request.getString(0, StandardCharsets.UTF_8);
    }

    /** The link's index in the reply. */
    public static int ifindex(Architecture machine, MemorySegment request) {
        return request.get(machine.int32(), IFR_IFINDEX);
    }
}
