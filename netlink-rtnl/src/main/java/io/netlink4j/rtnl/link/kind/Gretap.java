package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import java.util.Optional;

/**
 * A tunnel of Ethernet packets in GRE over IPv4 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0").kind(Gretap.between("192.0.2.1", "192.0.2.2").key(7)).up());
 * }
 */
public final class Gretap extends KnownKind<Gretap> implements Ipv4Tunnel<Gretap>, GreTunnel<Gretap> {
    /** The kind {@code gretap}. */
    public static final KindType<Gretap> TYPE = KindType.of("gretap", GreAttributes.IPV4, Gretap::new);

    private Gretap(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Gretap defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Gretap between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }

    /** Whether the flag DF of the inner packet is ignored ({@code IFLA_GRE_IGNORE_DF}). */
    public Optional<Boolean> ignoreDf() {
        return get(GreAttributes.IGNORE_DF);
    }

    /** A copy that ignores the flag DF of the inner packet or does not. It needs path MTU discovery off. */
    public Gretap ignoreDf(boolean on) {
        return with(GreAttributes.IGNORE_DF, on);
    }
}
