package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;

/**
 * A link that receives a copy of each netlink message of the namespace ({@code drivers/net/nlmon.c}). It has no options.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("nlmon0").kind(Nlmon.defaults()).up());
 * }
 */
public final class Nlmon extends KnownKind<Nlmon> {
    /** The kind {@code nlmon}. */
    public static final KindType<Nlmon> TYPE = KindType.of("nlmon", KindSchema.of("nlmon"), Nlmon::new);

    private Nlmon(Content content) {
        super(TYPE, content);
    }

    /** A link of kind {@code nlmon}. */
    public static Nlmon defaults() {
        return TYPE.defaults();
    }
}
