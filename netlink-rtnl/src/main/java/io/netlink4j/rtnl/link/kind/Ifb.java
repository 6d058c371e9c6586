package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;

/**
 * A link that receives what traffic control redirects to it, so that incoming packets can be queued ({@code drivers/net/ifb.c}). It has no options.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("ifb0").kind(Ifb.defaults()).up());
 * }
 */
public final class Ifb extends KnownKind<Ifb> {
    /** The kind {@code ifb}. */
    public static final KindType<Ifb> TYPE = KindType.of("ifb", KindSchema.of("ifb"), Ifb::new);

    private Ifb(Content content) {
        super(TYPE, content);
    }

    /** A link of kind {@code ifb}. */
    public static Ifb defaults() {
        return TYPE.defaults();
    }
}
