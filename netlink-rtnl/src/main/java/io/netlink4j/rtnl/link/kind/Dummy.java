package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;

/**
 * A link that drops what is sent through it ({@code drivers/net/dummy.c}). It has no options.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("service").kind(Dummy.defaults()).up());
 * }
 */
public final class Dummy extends KnownKind<Dummy> {
    /** The kind {@code dummy}. */
    public static final KindType<Dummy> TYPE = KindType.of("dummy", KindSchema.of("dummy"), Dummy::new);

    private Dummy(Content content) {
        super(TYPE, content);
    }

    /** A dummy link. */
    public static Dummy defaults() {
        return TYPE.defaults();
    }
}
