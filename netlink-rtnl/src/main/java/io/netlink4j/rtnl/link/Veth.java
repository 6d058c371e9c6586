package io.netlink4j.rtnl.link;

import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindKeys;
import io.netlink4j.rtnl.link.kind.KindType;
import io.netlink4j.rtnl.link.kind.KnownKind;
import java.util.Optional;

/**
 * A pair of links with a cable between them ({@code VETH_INFO_*} of {@code linux/veth.h}): both are made by one request, and
 * each end that is deleted takes the other one along.
 *
 * <p>The kernel does not report the peer among the options. {@link Link#link()} is its index.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("veth-red-br").kind(Veth.to(Link.named("veth-red").in(red))));
 * }
 */
public final class Veth extends KnownKind<Veth> {
    private static final KindKeys KEYS = KindKeys.of("veth");
    /** The other end: a header of its own and attributes, its namespace among them. */
    public static final Attribute<Link> PEER =
            KEYS.object(1, "VETH_INFO_PEER", () -> Link.SCHEMA, Link::new, word("peer"));

    /** The kind {@code veth}. */
    public static final KindType<Veth> TYPE = KindType.of("veth", KEYS, Veth::new);

    private Veth(Content content) {
        super(TYPE, content);
    }

    /** A pair whose other end the kernel names. */
    public static Veth pair() {
        return TYPE.defaults();
    }

    /** A pair whose other end is {@code peer}. */
    public static Veth to(Link peer) {
        return pair().with(PEER, peer);
    }

    /** A pair whose other end has a name. */
    public static Veth to(String peer) {
        return to(Link.named(peer));
    }

    /** The other end, as it was asked for; empty in what the kernel reports. */
    public Optional<Link> peer() {
        return get(PEER);
    }
}
