package io.netlink4j.core.address;

/** The one text that RFC 5952 gives to an IPv6 address. */
final class Ipv6Text {

    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static StringBuilder append(StringBuilder out, Ipv6Address address) {
        if (address.isMapped()) {
            return Ipv4Text.append(out.append("::ffff:"), (int) address.low());
        }
        int gapFrom = GROUPS;
        int gapTo = GROUPS;
        int longest = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = endOfZeros(address, start);
            if (end - start > longest) {
                longest = end - start;
                gapFrom = start;
                gapTo = end;
            }
        }
        for (int i = 0; i < gapFrom; i++) {
            out.append(i == 0 ? "" : ":").append(Integer.toHexString(group(address, i)));
        }
        if (gapFrom == GROUPS) {
            return out;
        }
        out.append("::");
        for (int i = gapTo; i < GROUPS; i++) {
            out.append(i == gapTo ? "" : ":").append(Integer.toHexString(group(address, i)));
        }
        return out;
    }

    private static int endOfZeros(Ipv6Address address, int from) {
        int end = from;
        while (end < GROUPS && group(address, end) == 0) {
            end++;
        }
        return end;
    }

    private static int group(Ipv6Address address, int index) {
        long half = index < GROUPS / 2 ? address.high() : address.low();
        return (int) (half >>> (48 - 16 * (index % (GROUPS / 2)))) & 0xffff;
    }
}
