package io.netlink4j.rtnl.link;

import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.link.kind.KindType;
import io.netlink4j.rtnl.link.kind.KnownKind;
import java.util.Optional;

/**
 * A pair of connected links ({@code VETH_INFO_*} of {@code linux/veth.h}). One request creates both ends. Deleting one end deletes the
 * other, too.
 *
 * <p>The kernel does not report the peer among the options. {@link Link#link()} is its index.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("veth-red-br").kind(Veth.to(Link.named("veth-red").in(red))));
 * }
 */
public final class Veth extends KnownKind<Veth> {
    private static final KindSchema KEYS = KindSchema.of("veth");
    /** The peer: a link with a header and attributes, such as its namespace. */
    public static final Attribute<Link> PEER =
            KEYS.object(1, "VETH_INFO_PEER", () -> Link.SCHEMA, Link::new, word("peer"));

    static {
        KEYS.fixed(PEER);
    }

    /** The kind {@code veth}. */
    public static final KindType<Veth> TYPE = KindType.of("veth", KEYS, Veth::new);

    private Veth(Content content) {
        super(TYPE, content);
    }

    /** A pair; the kernel chooses the name of the peer. */
    public static Veth pair() {
        return TYPE.defaults();
    }

    /** A pair with a peer. */
    public static Veth to(Link peer) {
        return pair().with(PEER, peer);
    }

    /** A pair whose peer has a name. */
    public static Veth to(String peer) {
        return to(Link.named(peer));
    }

    /** The peer as requested; the kernel does not report it. */
    public Optional<Link> peer() {
        return get(PEER);
    }
}
