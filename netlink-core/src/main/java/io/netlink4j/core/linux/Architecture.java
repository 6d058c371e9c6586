package io.netlink4j.core.linux;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The constants and structures of Linux's headers that differ between the 64-bit machines that run a JVM. All others in
 * this package are the same on each of them.
 *
 * <table>
 * <caption>Why the values differ</caption>
 * <tr><th>value</th><th>asm-generic</th><th>who differs, and why</th></tr>
 * <tr><td>byte order</td><td>little endian</td><td>s390x is big endian</td></tr>
 * <tr><td>{@code O_DIRECTORY}, {@code O_NOFOLLOW}</td><td>{@code 0200000}, {@code 0400000}</td><td>aarch64 and ppc64le
 * have {@code 040000} and {@code 0100000}: {@code asm/fcntl.h} of Arm and of PowerPC is older than the generic
 * one</td></tr>
 * <tr><td>{@code _IOC_NONE}</td><td>0 in the two highest bits of an ioctl number</td><td>ppc64le has 1 in the three
 * highest bits ({@code asm/ioctl.h}), so each number of {@code _IO()} and {@code _IOW()} is another one; numbers older than that scheme,
 * such as {@code SIOCGIFINDEX}, are not made with it</td></tr>
 * <tr><td>{@code statfs.f_type}</td><td>8 bytes, {@code __kernel_long_t}</td><td>s390x has an {@code unsigned int}
 *     ({@code asm/statfs.h})</td></tr>
 * <tr><td>{@code epoll_event}</td><td>16 bytes</td><td>x86-64 has 12: packed as on i386, whose programs its kernel
 * runs, too</td></tr>
 * </table>
 *
 * MIPS, SPARC, Alpha and PA-RISC also have socket options, flags or error numbers of their own. They are not supported.
 *
 * @param order of the bytes of a number
 * @param oDirectory {@code O_DIRECTORY}
 * @param oNofollow {@code O_NOFOLLOW}
 * @param ioctlNone {@code _IOC_NONE << _IOC_DIRSHIFT}
 * @param statfsTypeBytes the size of {@code statfs.f_type}
 * @param epollDataOffset where {@code data} is in {@code struct epoll_event}
 */
public record Architecture(
        ByteOrder order, int oDirectory, int oNofollow, int ioctlNone, int statfsTypeBytes, int epollDataOffset) {
    static final Architecture X86_64 = new Architecture(LITTLE_ENDIAN, 0x1_0000, 0x2_0000, 0, 8, 4);
    static final Architecture AARCH64 = new Architecture(LITTLE_ENDIAN, 0x4000, 0x8000, 0, 8, 8);
    static final Architecture PPC64LE = new Architecture(LITTLE_ENDIAN, 0x4000, 0x8000, 0x2000_0000, 8, 8);
    static final Architecture S390X = new Architecture(BIG_ENDIAN, 0x1_0000, 0x2_0000, 0, 4, 8);

    /** The machine that this JVM runs on. */
    public static final Architecture HOST = named(System.getProperty("os.arch", ""), ByteOrder.nativeOrder());

    private static final ValueLayout.OfShort SHORT_LE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT_BE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfInt INT_LE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT_BE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG_LE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG_BE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

    /**
     * By the name in {@code os.arch}; any other machine, such as riscv64 and loongarch64, has the values of {@code
     * asm-generic}.
     */
    static Architecture named(String name, ByteOrder order) {
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            case "ppc64le" -> PPC64LE;
            case "s390x" -> S390X;
            default -> generic(order);
        };
    }

    private static Architecture generic(ByteOrder order) {
        return new Architecture(order, 0x1_0000, 0x2_0000, 0, 8, 8);
    }

    /** {@code _IO(type, number)} of {@code asm/ioctl.h}: the number of an ioctl without an argument. */
    long io(int type, int number) {
        return ioctlNone | type << 8 | number;
    }

    /** {@code _IOW(type, number, ...)} of {@code asm/ioctl.h}: the number of an ioctl that reads an argument of {@code size} bytes. */
    long iow(int type, int number, int size) {
        // _IOC_WRITE is 4 in the three highest bits where _IOC_NONE is not 0, and else 1 in the two highest.
        long write = ioctlNone == 0 ? 0x4000_0000L : 0x8000_0000L;
        return write | (long) size << 16 | type << 8 | number;
    }

    // Layouts that are made anew for each access would make their accessors anew, too.

    /** {@code short}. */
    ValueLayout.OfShort int16() {
        return order == BIG_ENDIAN ? SHORT_BE : SHORT_LE;
    }

    /** {@code int}. */
    ValueLayout.OfInt int32() {
        return order == BIG_ENDIAN ? INT_BE : INT_LE;
    }

    /** {@code long}, and a pointer as a number. */
    ValueLayout.OfLong int64() {
        return order == BIG_ENDIAN ? LONG_BE : LONG_LE;
    }
}
