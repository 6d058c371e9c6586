package io.netlink4j.rtnl.address;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.Printable;

/** Addresses as {@code ip addr} shows them. */
final class AddressText {
    private AddressText() {}

    static String of(Address address) {
        StringBuilder out = new StringBuilder();
        boolean ipv6 = address.family() == IpFamily.IPV6;
        out.append(ipv6 ? "inet6 " : "inet ").append(address.address());
        address.peer().ifPresent(peer -> out.append(" peer ").append(peer));
        out.append('/').append(address.prefixLength());
        address.metric().ifPresent(metric -> out.append(" metric ").append(metric));
        address.broadcast().ifPresent(broadcast -> out.append(" brd ").append(broadcast));
        address.get(Address.ANYCAST).ifPresent(anycast -> out.append(" any ").append(anycast));
        out.append(" scope ").append(address.scope());
        flags(address, ipv6, out);
        address.protocol().ifPresent(protocol -> out.append(" proto ").append(protocol(protocol)));
        address.label().ifPresent(label -> out.append(' ').append(Printable.of(label)));
        address.get(Address.CACHEINFO).ifPresent(lifetime -> out.append(' ').append(lifetime));
        return out.toString();
    }

    private static void flags(Address address, boolean ipv6, StringBuilder out) {
        for (AddressFlag flag : AddressFlag.values()) {
            if (flag == AddressFlag.PERMANENT) {
                boolean reported = address.link().isPresent() || address.has(Address.CACHEINFO);
                out.append(reported && !address.has(flag) ? " dynamic" : "");
            } else if (address.has(flag)) {
                out.append(' ').append(ipv6 && flag == AddressFlag.SECONDARY ? "temporary" : flag);
            }
        }
    }

    private static String protocol(int number) {
        return switch (number) {
            case 0 -> "unspecified";
            case 1 -> "kernel_lo";
            case 2 -> "kernel_ra";
            case 3 -> "kernel_ll";
            default -> Integer.toString(number);
        };
    }
}
