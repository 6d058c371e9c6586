package io.netlink4j.rtnl.address;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Addresses as {@code ip addr} shows them. */
final class AddressText {
    /** {@code IFAPROT_*} of {@code linux/if_addr.h}. */
    private static final Map<Integer, String> PROTOCOLS =
            Map.of(0, "unspecified", 1, "kernel_lo", 2, "kernel_ra", 3, "kernel_ll");

    static final TextRows<Address> ROWS = new TextRows<Address>()
            .addAlways("", address -> address.family() == IpFamily.IPV6 ? "inet6" : "inet")
            .addAlways("", address -> address.peer().isPresent() ? address.address() : address.literal())
            .add("peer", address -> address.peer().map(peer -> peer + "/" + address.prefixLength()))
            .add("metric", Address.RT_PRIORITY)
            .add("brd", Address.BROADCAST)
            .add("any", Address.ANYCAST)
            .addAlways("scope", Address::scope)
            .addEach("", AddressText::flags)
            .add("proto", Address.PROTO, number -> PROTOCOLS.getOrDefault(number, "0x" + Integer.toHexString(number)))
            .add("", Address.LABEL)
            .add("", Address.CACHEINFO);

    private AddressText() {}

    /** An address that was never sent has no creation time; it will be dynamic if its lifetime is limited. */
    private static List<String> flags(Address address) {
        boolean isDynamic = !address.has(AddressFlag.PERMANENT)
                && (address.lifetime().created() != 0
                        || address.lifetime().valid().isPresent());
        return Stream.of(AddressFlag.values())
                .filter(flag -> flag == AddressFlag.PERMANENT ? isDynamic : address.has(flag))
                .map(flag -> switch (flag) {
                    case PERMANENT -> "dynamic";
                    case SECONDARY -> address.family() == IpFamily.IPV6 ? "temporary" : "secondary";
                    default -> flag.toString();
                })
                .toList();
    }
}
