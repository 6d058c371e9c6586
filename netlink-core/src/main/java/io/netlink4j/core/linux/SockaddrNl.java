package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct sockaddr_nl} of {@code netlink(7)}.
 *
 * <pre>
 *   0               2        4            8               12
 *  +---------------+--------+------------+---------------+
 *  |   nl_family   |        |   nl_pid   |   nl_groups   |
 *  +---------------+--------+------------+---------------+
 * </pre>
 */
public final class SockaddrNl {
    /** Its length. */
    public static final int LENGTH = 12;

    private static final long NL_FAMILY = 0;

    private SockaddrNl() {}

    /** Writes the kernel's address: port 0, no groups. */
    public static void putKernel(Architecture machine, MemorySegment memory) {
        memory.asSlice(0, LENGTH).fill((byte) 0);
        memory.set(machine.int16(), NL_FAMILY, (short) Linux.AF_NETLINK);
    }
}
