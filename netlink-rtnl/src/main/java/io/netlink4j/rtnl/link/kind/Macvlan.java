package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;

/**
 * A link with its own MAC address on a lower link ({@code drivers/net/macvlan.c}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("m0").link("eth0").kind(Macvlan.of(MacvlanMode.BRIDGE)));
 * }
 */
public final class Macvlan extends MacvlanKind<Macvlan> {
    /** The kind {@code macvlan}. */
    public static final KindType<Macvlan> TYPE = KindType.of("macvlan", KEYS, Macvlan::new);

    private Macvlan(Content content) {
        super(TYPE, content);
    }

    /** The kind with the kernel's defaults. */
    public static Macvlan defaults() {
        return TYPE.defaults();
    }

    /** The kind with a mode. */
    public static Macvlan of(MacvlanMode mode) {
        return defaults().mode(mode);
    }
}
