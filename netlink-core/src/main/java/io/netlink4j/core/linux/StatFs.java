package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct statfs} of {@code statfs(2)}. Only {@code f_type} is read.
 *
 * <pre>
 *   0           4                     s390x
 *  +-----------+---------------
 *  |  f_type   |  ...
 *  +-----------+---------------
 *   0                       8         elsewhere
 *  +-----------------------+---
 *  |        f_type         |  ...
 *  +-----------------------+---
 * </pre>
 */
public final class StatFs {
    /** A length that is enough on every machine. */
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
