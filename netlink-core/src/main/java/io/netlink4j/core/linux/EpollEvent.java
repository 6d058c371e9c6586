package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct epoll_event} of {@code epoll_ctl(2)} and {@code epoll_wait(2)}, in an array.
 *
 * <pre>
 *   0            4                      12           x86-64
 *  +------------+-----------------------+
 *  |   events   |         data          |
 *  +------------+-----------------------+
 *   0            4            8                      16           elsewhere
 *  +------------+------------+-----------------------+
 *  |   events   |            |         data          |
 *  +------------+------------+-----------------------+
 * </pre>
 */
public final class EpollEvent {
    private static final long EVENTS = 0;

    private EpollEvent() {}

    /** Its length. */
    public static int length(Architecture machine) {
        return machine.epollDataOffset() + Long.BYTES;
    }

    /**
     * Writes the event {@code index}: its events, such as {@code EPOLLIN}, and the data that the kernel returns with
     * them.
     */
    public static void put(Architecture machine, MemorySegment memory, int index, int events, long data) {
        long at = at(machine, index);
        memory.set(machine.int32(), at + EVENTS, events);
        memory.set(machine.int64(), at + machine.epollDataOffset(), data);
    }

    /** The events, such as {@code EPOLLIN}. */
    public static int events(Architecture machine, MemorySegment memory, int index) {
        return memory.get(machine.int32(), at(machine, index) + EVENTS);
    }

    /** The data that was passed to {@code epoll_ctl(2)}. */
    public static long data(Architecture machine, MemorySegment memory, int index) {
        return memory.get(machine.int64(), at(machine, index) + machine.epollDataOffset());
    }

    private static long at(Architecture machine, int index) {
        return (long) index * length(machine);
    }
}
