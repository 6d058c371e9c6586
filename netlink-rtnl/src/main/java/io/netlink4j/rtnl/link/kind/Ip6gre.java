package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of IP packets in GRE over IPv6 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0").kind(Ip6gre.between("2001:db8::1", "2001:db8::2").key(7)).up());
 * }
 */
public final class Ip6gre extends KnownKind<Ip6gre> implements Ipv6Tunnel<Ip6gre>, GreTunnel<Ip6gre> {
    /** The kind {@code ip6gre}. */
    public static final KindType<Ip6gre> TYPE = KindType.of("ip6gre", GreAttributes.IPV6, Ip6gre::new);

    private Ip6gre(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Ip6gre defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Ip6gre between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }
}
