package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import java.util.Optional;

/**
 * A tunnel of IP packets in GRE over IPv4 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0").kind(Gre.between("192.0.2.1", "192.0.2.2").key(7)).up());
 * }
 */
public final class Gre extends KnownKind<Gre> implements Ipv4Tunnel<Gre>, GreTunnel<Gre> {
    /** The kind {@code gre}. */
    public static final KindType<Gre> TYPE = KindType.of("gre", GreAttributes.IPV4, Gre::new);

    private Gre(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Gre defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Gre between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }

    /** Whether the flag DF of the inner packet is ignored ({@code IFLA_GRE_IGNORE_DF}). */
    public Optional<Boolean> ignoreDf() {
        return get(GreAttributes.IGNORE_DF);
    }

    /** A copy that ignores the flag DF of the inner packet or does not. It needs path MTU discovery off. */
    public Gre ignoreDf(boolean on) {
        return with(GreAttributes.IGNORE_DF, on);
    }
}
