package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A control message with an {@code int} ({@code struct cmsghdr}).
 *
 * <pre>
 *   0          8            12          16     20     24
 *  +----------+------------+-----------+------+------+
 *  | cmsg_len | cmsg_level | cmsg_type | int  |      |
 *  +----------+------------+-----------+------+------+
 * </pre>
 */
public final class CmsgHdr {
    /** The size of the message with its padding. */
    public static final int LENGTH = 24;

    private static final long CMSG_LEVEL = 8;
    private static final long CMSG_TYPE = 12;
    private static final long DATA = 16;

    private CmsgHdr() {}

    /**
     * The {@code int} of a control message of the given level and type; empty if the received one is another one, or if
     * there is none.
     *
     * @param received the number of bytes of control messages that the kernel wrote
     */
    public static Optional<Integer> read(
            Architecture machine, MemorySegment control, long received, int level, int type) {
        boolean isThere = received >= DATA + Integer.BYTES
                && control.get(machine.int32(), CMSG_LEVEL) == level
                && control.get(machine.int32(), CMSG_TYPE) == type;
        return isThere ? Optional.of(control.get(machine.int32(), DATA)) : Optional.empty();
    }
}
