package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of mirrored Ethernet packets over IPv6 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0")
 *         .kind(Ip6erspan.between("2001:db8::1", "2001:db8::2").key(7).inputSequence(true).outputSequence(true))
 *         .up());
 * }
 */
public final class Ip6erspan extends KnownKind<Ip6erspan> implements Ipv6Tunnel<Ip6erspan>, ErspanTunnel<Ip6erspan> {
    /** The kind {@code ip6erspan}. */
    public static final KindType<Ip6erspan> TYPE = KindType.of("ip6erspan", GreAttributes.IPV6, Ip6erspan::new);

    private Ip6erspan(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Ip6erspan defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Ip6erspan between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }
}
