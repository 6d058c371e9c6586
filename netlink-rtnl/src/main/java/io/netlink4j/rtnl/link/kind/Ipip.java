package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of IPv4 packets over IPv4 ({@code IFLA_IPTUN_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0").kind(Ipip.between("192.0.2.1", "192.0.2.2")).up());
 * }
 */
public final class Ipip extends IpTunnelKind<Ipip> implements Ipv4Tunnel<Ipip> {
    /** The kind {@code ipip}. */
    public static final KindType<Ipip> TYPE = KindType.of("ipip", complete(keys("ipip", false)), Ipip::new);

    private Ipip(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Ipip defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Ipip between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }
}
