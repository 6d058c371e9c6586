package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of Ethernet packets in GRE over IPv6 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0")
 *         .kind(Ip6gretap.between("2001:db8::1", "2001:db8::2").key(7))
 *         .up());
 * }
 */
public final class Ip6gretap extends KnownKind<Ip6gretap> implements Ipv6Tunnel<Ip6gretap>, GreTunnel<Ip6gretap> {
    /** The kind {@code ip6gretap}. */
    public static final KindType<Ip6gretap> TYPE = KindType.of("ip6gretap", GreAttributes.IPV6, Ip6gretap::new);

    private Ip6gretap(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Ip6gretap defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Ip6gretap between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }
}
