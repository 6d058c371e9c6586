package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.rtnl.internal.OptionText.ifOn;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.rtnl.internal.KindSchema;

/**
 * The attributes of {@code gre}, {@code gretap}, {@code erspan} and the same over IPv6 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}), in
 * the order of {@code ip}.
 */
final class GreAttributes {
    private static final String PREFIX = "IFLA_GRE_";
    static final Attribute<Boolean> IGNORE_DF = Attribute.of(19, "IFLA_GRE_IGNORE_DF", BOOL);

    static final KindSchema IPV4 = keys("gre", false);
    static final KindSchema IPV6 = keys("ip6gre", true);

    private GreAttributes() {}

    private static KindSchema keys(String name, boolean ipv6) {
        KindSchema keys = KindSchema.of(name).whole();
        TunnelOptions.external(keys, PREFIX, 18);
        TunnelOptions.endpoints(keys, PREFIX, ipv6, 7, 6, 1);
        TunnelOptions.TTL.addTo(keys, PREFIX, 8);
        if (ipv6) {
            TunnelOptions.ENCAP_LIMIT.addTo(keys, PREFIX, 11);
            TunnelOptions.flow(keys, PREFIX, 12, 13);
        } else {
            TunnelOptions.TOS.addTo(keys, PREFIX, 9);
            TunnelOptions.PMTUDISC.addTo(keys, PREFIX, 10);
            keys.add(IGNORE_DF, ifOn("ignore-df"));
        }
        TunnelOptions.IFLAGS.addTo(keys, PREFIX, 2, (before, wanted) -> before | wanted);
        TunnelOptions.OFLAGS.addTo(keys, PREFIX, 3, (before, wanted) -> before | wanted);
        TunnelOptions.IKEY.addTo(keys, PREFIX, 4);
        TunnelOptions.OKEY.addTo(keys, PREFIX, 5);
        TunnelOptions.FWMARK.addTo(keys, PREFIX, 20);
        TunnelOptions.ERSPAN_INDEX.addTo(keys, PREFIX, 21);
        TunnelOptions.ERSPAN_VER.addTo(keys, PREFIX, 22);
        TunnelOptions.ERSPAN_DIR.addTo(keys, PREFIX, 23);
        TunnelOptions.ERSPAN_HWID.addTo(keys, PREFIX, 24);
        TunnelOptions.encapsulation(keys, PREFIX, 14);
        return keys;
    }
}
