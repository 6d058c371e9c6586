package io.netlink4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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

    private IfReq() {}

    /** One about the link with that name, which has fewer bytes than {@code IFNAMSIZ}. */
    public static MemorySegment of(Arena arena, byte[] name) {
        MemorySegment request = arena.allocate(LENGTH, Long.BYTES);
        MemorySegment.copy(name, 0, request, ValueLayout.JAVA_BYTE, 0, name.length);
        return request;
    }

    /** The number of the link, in the answer. */
    public static int ifindex(Architecture machine, MemorySegment request) {
        return request.get(machine.int32(), IFR_IFINDEX);
    }
}
