package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of IPsec policies and states with a mark, over IPv4 ({@code IFLA_VTI_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("vti0").kind(Vti.between("192.0.2.1", "192.0.2.2").key(7)).up());
 * }
 */
public final class Vti extends VtiKind<Vti> {
    /** The kind {@code vti}. */
    public static final KindType<Vti> TYPE = KindType.of("vti", IPV4, Vti::new);

    private Vti(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints, for requests that change options. */
    public static Vti defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Vti between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }
}
