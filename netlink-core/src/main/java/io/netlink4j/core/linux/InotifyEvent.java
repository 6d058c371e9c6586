package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct inotify_event} of {@code inotify(7)}.
 *
 * <pre>
 *   0         4          8          12        16              16 + len
 *  +---------+----------+----------+---------+----------------+
 *  |   wd    |   mask   |  cookie  |   len   |  name, NULs    |
 *  +---------+----------+----------+---------+----------------+
 * </pre>
 */
public final class InotifyEvent {
    private static final long WD = 0;
    private static final long MASK = 4;
    private static final long LEN = 12;
    private static final long NAME = 16;

    private InotifyEvent() {}

    /** The watch descriptor; -1 with {@code IN_Q_OVERFLOW}. */
    public static int watch(Architecture machine, MemorySegment memory, long at) {
        return memory.get(machine.int32(), at + WD);
    }

    /** The events, such as {@code IN_CREATE}. */
    public static int mask(Architecture machine, MemorySegment memory, long at) {
        return memory.get(machine.int32(), at + MASK);
    }

    /** The name of the file in the watched directory; empty for an event of the directory itself. */
    public static String name(Architecture machine, MemorySegment memory, long at) {
        return memory.get(machine.int32(), at + LEN) == 0 ? "" : BytePath.text(memory, at + NAME);
    }

    /** Where the next event begins. */
    public static long next(Architecture machine, MemorySegment memory, long at) {
        return at + NAME + memory.get(machine.int32(), at + LEN);
    }
}
