package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A link with the MAC address of its lower link and IP addresses of its own ({@code
 * drivers/net/ipvlan}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("ip0").link("eth0").kind(Ipvlan.of(IpvlanKind.Mode.L2)).up());
 * }
 */
public final class Ipvlan extends IpvlanKind<Ipvlan> {
    /** The kind {@code ipvlan}. */
    public static final KindType<Ipvlan> TYPE = KindType.of("ipvlan", KEYS, Ipvlan::new);

    private Ipvlan(Content content) {
        super(TYPE, content);
    }

    /** A link in the default mode of the kernel. */
    public static Ipvlan defaults() {
        return TYPE.defaults();
    }

    /** A link in a mode. */
    public static Ipvlan of(Mode mode) {
        return defaults().mode(mode);
    }
}
