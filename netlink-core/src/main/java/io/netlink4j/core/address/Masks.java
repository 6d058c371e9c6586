package io.netlink4j.core.address;

/** Arithmetic on the leading bits of an address, for both families. */
final class Masks {

    private Masks() {}

    /** The netmask with that many leading ones. */
    static IpAddress mask(IpFamily family, int prefixLength) {
        return switch (family) {
            case IPV4 -> new Ipv4Address(ipv4(prefixLength));
            case IPV6 -> new Ipv6Address(high(prefixLength), low(prefixLength));
        };
    }

    /** The address with all bits after the leading ones cleared. */
    static IpAddress first(IpAddress address, int prefixLength) {
        return switch (address) {
            case Ipv4Address(int bits) -> new Ipv4Address(bits & ipv4(prefixLength));
            case Ipv6Address(long high, long low) ->
                new Ipv6Address(high & high(prefixLength), low & low(prefixLength));
        };
    }

    /** The address with all bits after the leading ones set. */
    static IpAddress last(IpAddress address, int prefixLength) {
        return switch (address) {
            case Ipv4Address(int bits) -> new Ipv4Address(bits | ~ipv4(prefixLength));
            case Ipv6Address(long high, long low) ->
                new Ipv6Address(high | ~high(prefixLength), low | ~low(prefixLength));
        };
    }

    /** Whether both are of one family and agree in that many leading bits. */
    static boolean agree(IpAddress one, IpAddress other, int prefixLength) {
        return switch (one) {
            case Ipv4Address a -> other instanceof Ipv4Address b && ((a.bits() ^ b.bits()) & ipv4(prefixLength)) == 0;
            case Ipv6Address a ->
                other instanceof Ipv6Address b
                        && ((a.high() ^ b.high()) & high(prefixLength)) == 0
                        && ((a.low() ^ b.low()) & low(prefixLength)) == 0;
        };
    }

    private static int ipv4(int ones) {
        return (int) (high(ones) >>> Integer.SIZE);
    }

    private static long high(int ones) {
        return ones == 0 ? 0 : ones >= Long.SIZE ? -1L : -1L << (Long.SIZE - ones);
    }

    private static long low(int ones) {
        return high(Math.max(0, ones - Long.SIZE));
    }
}
