package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct pollfd} of {@code poll(2)}, in an array.
 *
 * <pre>
 *   0            4          6           8
 *  +------------+----------+-----------+
 *  |     fd     |  events  |  revents  |
 *  +------------+----------+-----------+
 * </pre>
 */
public final class PollFd {
    /** Its length. */
    public static final int LENGTH = 8;

    private static final long FD = 0;
    private static final long EVENTS = 4;
    private static final long REVENTS = 6;

    private PollFd() {}

    /** Asks for {@code events} of {@code fd}, and clears the events that happened. */
    public static void put(Architecture machine, MemorySegment memory, int index, int fd, int events) {
        long at = (long) index * LENGTH;
        memory.set(machine.int32(), at + FD, fd);
        memory.set(machine.int16(), at + EVENTS, (short) events);
        memory.set(machine.int16(), at + REVENTS, (short) 0);
    }

    /** The events that happened ({@code revents}). */
    public static int revents(Architecture machine, MemorySegment memory, int index) {
        return Short.toUnsignedInt(memory.get(machine.int16(), (long) index * LENGTH + REVENTS));
    }
}
