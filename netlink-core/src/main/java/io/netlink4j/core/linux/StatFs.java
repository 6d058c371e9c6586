package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct statfs} of {@code statfs(2)}, of which {@code f_type} is read: 4 bytes on s390x and 8 elsewhere, at the beginning.
 */
public final class StatFs {
    /** More than it takes on any machine. */
    public static final int LENGTH = 128;

    private static final long F_TYPE = 0;

    private StatFs() {}

    /** The type of the file system: {@code NSFS_MAGIC} and the like. */
    public static long type(Architecture machine, MemorySegment memory) {
        return machine.statfsTypeBytes() == Integer.BYTES
                ? Integer.toUnsignedLong(memory.get(machine.int32(), F_TYPE))
                : memory.get(machine.int64(), F_TYPE);
    }
}
