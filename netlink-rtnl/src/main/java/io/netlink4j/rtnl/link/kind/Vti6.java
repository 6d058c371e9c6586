package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A tunnel of IPsec policies and states with a mark, over IPv6 ({@code IFLA_VTI_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("vti0").kind(Vti6.between("2001:db8::1", "2001:db8::2").key(7)).up());
 * }
 */
public final class Vti6 extends VtiKind<Vti6> {
    /** The kind {@code vti6}. */
    public static final KindType<Vti6> TYPE = KindType.of("vti6", IPV6, Vti6::new);

    private Vti6(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints, for requests that change options. */
    public static Vti6 defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Vti6 between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }
}
