package io.netlink4j.core.address;

import java.util.Optional;

/**
 * The two address families of IP, as the kernel numbers them in {@code struct rtmsg}, {@code struct ifaddrmsg} and
 * their relatives.
 */
public enum IpFamily {

    /** IPv4: {@code AF_INET}, addresses of 32 bits. */
    IPV4(2, 32, "IPv4"),

    /** IPv6: {@code AF_INET6}, addresses of 128 bits. */
    IPV6(10, 128, "IPv6");

    private final int number;
    private final int bits;
    private final String title;

    IpFamily(int number, int bits, String title) {
        this.number = number;
        this.bits = bits;
        this.title = title;
    }

    /** The family with that kernel number, or empty if it is neither {@code AF_INET} nor {@code AF_INET6}. */
    public static Optional<IpFamily> ofNumber(int number) {
        return switch (number) {
            case 2 -> Optional.of(IPV4);
            case 10 -> Optional.of(IPV6);
            default -> Optional.empty();
        };
    }

    /** The number of the family in the kernel: {@code AF_INET} is 2, {@code AF_INET6} is 10. */
    public int number() {
        return number;
    }

    /** The length of an address in bits, which is also the longest prefix length: 32 or 128. */
    public int bits() {
        return bits;
    }

    /** The length of an address in bytes: 4 or 16. */
    public int bytes() {
        return bits / Byte.SIZE;
    }

    /** The name people use: {@code IPv4} or {@code IPv6}. */
    @Override
    public String toString() {
        return title;
    }
}
