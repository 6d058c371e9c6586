package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A link as {@link Ipvlan} makes it, whose packets a program exchanges through a character device ({@code
 * drivers/net/ipvlan}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("ip0").link("eth0").kind(Ipvtap.of(IpvlanKind.Mode.L2)).up());
 * }
 */
public final class Ipvtap extends IpvlanKind<Ipvtap> {
    /** The kind {@code ipvtap}. */
    public static final KindType<Ipvtap> TYPE = KindType.of("ipvtap", KEYS, Ipvtap::new);

    private Ipvtap(Content content) {
        super(TYPE, content);
    }

    /** A link in the default mode of the kernel. */
    public static Ipvtap defaults() {
        return TYPE.defaults();
    }

    /** A link in a mode. */
    public static Ipvtap of(Mode mode) {
        return defaults().mode(mode);
    }
}
