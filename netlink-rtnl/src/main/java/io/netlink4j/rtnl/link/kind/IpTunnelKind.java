package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.internal.OptionText;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * The options of {@link Ipip}, {@link Sit} and {@link Ip6tnl} ({@code IFLA_IPTUN_*} of {@code linux/if_tunnel.h}).
 *
 * @param <K> the kind itself
 */
public abstract sealed class IpTunnelKind<K extends IpTunnelKind<K>> extends KnownKind<K> implements UdpTunnel<K>
        permits Ipip, Sit, Ip6tnl {
    static final String PREFIX = "IFLA_IPTUN_";
    private static final Attribute<Integer> PROTO = Attribute.of(9, "IFLA_IPTUN_PROTO", U8);

    IpTunnelKind(KindType<K> type, Content content) {
        super(type, content);
    }

    /** Begins the options, those that come first in the text. */
    static KindSchema keys(String name, boolean ipv6) {
        KindSchema keys = KindSchema.of(name).whole();
        TunnelOptions.external(keys, PREFIX, 19);
        keys.add(
                PROTO,
                protocol -> Numbered.of(Carried.class, protocol)
                        .map(carried -> ipv6 ? carried.overIpv6 : carried.overIpv4)
                        .orElse(""));
        TunnelOptions.endpoints(keys, PREFIX, ipv6, 3, 2, 1);
        TunnelOptions.TTL.addTo(keys, PREFIX, 4);
        if (ipv6) {
            TunnelOptions.ENCAP_LIMIT.addTo(keys, PREFIX, 6);
            TunnelOptions.flow(keys, PREFIX, 7, 8);
        } else {
            TunnelOptions.TOS.addTo(keys, PREFIX, 5);
            keys.shared(
                    TunnelOptions.PMTUDISC,
                    keys.add(TunnelOptions.PMTUDISC.key(PREFIX, 10), OptionText.onOrOff("pmtudisc")));
        }
        return keys;
    }

    /** Ends the options with those that come last in the text. */
    static KindSchema complete(KindSchema keys) {
        TunnelOptions.FWMARK.addTo(keys, PREFIX, 20);
        TunnelOptions.encapsulation(keys, PREFIX, 15);
        return keys;
    }

    /** The inner packets ({@code IFLA_IPTUN_PROTO}); empty if it is not set, or not known here. */
    public final Optional<Carried> carried() {
        return constant(PROTO, Carried.class);
    }

    /** A copy for other inner packets ({@code mode} of {@code ip link}). */
    public final K carried(Carried packets) {
        return with(PROTO, packets.number());
    }

    /** The inner packets of a tunnel ({@code IPPROTO_*}). */
    public enum Carried implements Numbered {
        /** All that the kind knows. */
        ANY(0, "any", "any"),
        /** IPv4 packets. */
        IPV4(4, "ipip", "ipip6"),
        /** IPv6 packets. */
        IPV6(41, "ip6ip", "ip6ip6"),
        /** MPLS packets. */
        MPLS(137, "mplsip", "");

        private final int number;
        private final String overIpv4;
        private final String overIpv6;

        Carried(int number, String overIpv4, String overIpv6) {
            this.number = number;
            this.overIpv4 = overIpv4;
            this.overIpv6 = overIpv6;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
