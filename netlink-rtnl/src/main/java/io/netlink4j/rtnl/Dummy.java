package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Content;

/**
 * A link that drops what is sent through it ({@code drivers/net/dummy.c}). It has no options.
 *
 * {@snippet :
 * rtnl.links().create(Link.named("service").kind(Dummy.defaults()).up());
 * }
 */
public final class Dummy extends KnownKind<Dummy> {
    static final KindType<Dummy> TYPE = KindKeys.of("dummy").kind("dummy", Dummy::new);

    private Dummy(Content content) {
        super(TYPE, content);
    }

    /** A dummy link. */
    public static Dummy defaults() {
        return TYPE.defaults();
    }
}
