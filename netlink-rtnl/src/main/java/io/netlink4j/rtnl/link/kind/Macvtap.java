package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * Like {@link Macvlan}, with a character device {@code /dev/tapN} instead of the network stack. N is the index of the link ({@code
 * drivers/net/macvtap.c}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("m0").link("eth0").kind(Macvtap.of(MacvlanMode.BRIDGE)));
 * }
 */
public final class Macvtap extends MacvlanKind<Macvtap> {
    /** The kind {@code macvtap}. */
    public static final KindType<Macvtap> TYPE = KindType.of("macvtap", KEYS, Macvtap::new);

    private Macvtap(Content content) {
        super(TYPE, content);
    }

    /** The kind with the kernel's defaults. */
    public static Macvtap defaults() {
        return TYPE.defaults();
    }

    /** The kind with a mode. */
    public static Macvtap of(MacvlanMode mode) {
        return defaults().mode(mode);
    }
}
