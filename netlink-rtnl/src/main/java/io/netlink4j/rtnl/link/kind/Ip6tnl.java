package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of IPv4 or IPv6 packets over IPv6 ({@code IFLA_IPTUN_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0").kind(Ip6tnl.between("2001:db8::1", "2001:db8::2").ttl(64)).up());
 * }
 */
public final class Ip6tnl extends IpTunnelKind<Ip6tnl> implements Ipv6Tunnel<Ip6tnl> {
    /** The kind {@code ip6tnl}. */
    public static final KindType<Ip6tnl> TYPE = KindType.of("ip6tnl", complete(keys("ip6tnl", true)), Ip6tnl::new);

    private Ip6tnl(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Ip6tnl defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Ip6tnl between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }

    /** Whether the remote endpoint may be an address of this host ({@code IP6_TNL_F_ALLOW_LOCAL_REMOTE}). */
    public boolean allowLocalRemote() {
        return (TunnelOptions.FLAGS.get(this).orElse(0L) & TunnelOptions.LOCAL_REMOTE) != 0;
    }

    /** A copy that allows an address of this host as remote endpoint or does not. */
    public Ip6tnl allowLocalRemote(boolean on) {
        long others = TunnelOptions.FLAGS.get(this).orElse(0L) & ~TunnelOptions.LOCAL_REMOTE;
        return TunnelOptions.FLAGS.set(this, on ? others | TunnelOptions.LOCAL_REMOTE : others);
    }
}
