package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import java.util.Optional;

/**
 * A tunnel of mirrored Ethernet packets over IPv4 ({@code IFLA_GRE_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0")
 *         .kind(Erspan.between("192.0.2.1", "192.0.2.2").key(7).inputSequence(true).outputSequence(true))
 *         .up());
 * }
 */
public final class Erspan extends KnownKind<Erspan> implements Ipv4Tunnel<Erspan>, ErspanTunnel<Erspan> {
    /** The kind {@code erspan}. */
    public static final KindType<Erspan> TYPE = KindType.of("erspan", GreAttributes.IPV4, Erspan::new);

    private Erspan(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Erspan defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Erspan between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }

    /** Whether the flag DF of the inner packet is ignored ({@code IFLA_GRE_IGNORE_DF}). */
    public Optional<Boolean> ignoreDf() {
        return get(GreAttributes.IGNORE_DF);
    }

    /** A copy that ignores the flag DF of the inner packet or does not. It needs path MTU discovery off. */
    public Erspan ignoreDf(boolean on) {
        return with(GreAttributes.IGNORE_DF, on);
    }
}
