package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct linux_dirent64} of {@code getdents64(2)}.
 *
 * <pre>
 *   0         8         16         18         19                    d_reclen
 *  +---------+---------+----------+----------+---------------------+
 *  |  d_ino  |  d_off  | d_reclen |  d_type  |  d_name, NULs       |
 *  +---------+---------+----------+----------+---------------------+
 * </pre>
 */
public final class Dirent {
    private static final long D_RECLEN = 16;
    private static final long D_NAME = 19;

    private Dirent() {}

    /** The name, decoded as {@link BytePath} does. */
    public static String name(MemorySegment memory, long at) {
        return BytePath.text(memory, at + D_NAME);
    }

    /** Where the next entry begins. */
    public static long next(Architecture machine, MemorySegment memory, long at) {
        return at + Short.toUnsignedInt(memory.get(machine.int16(), at + D_RECLEN));
    }
}
