package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import java.util.Optional;

/**
 * A pair of links with a cable between them ({@code VETH_INFO_*} of {@code linux/veth.h}): both are made by one request, and
 * each end that is deleted takes the other one along.
 *
 * <p>The kernel does not report the peer among the options. {@link Link#link()} is its index.
 *
 * {@snippet :
 * rtnl.links().create(Link.named("veth-red-br").kind(Veth.to(Link.named("veth-red").in(red))));
 * }
 */
public final class Veth extends NetlinkObject<Veth> implements LinkKind {
    static final String KIND = "veth";

    private static final Schema.Builder KEYS = Schema.builder("veth");
    /** The other end: a header of its own and attributes, its namespace among them. */
    public static final Attribute<Link> PEER = KEYS.nest(1, "VETH_INFO_PEER", () -> Link.SCHEMA, Link::new);

    static final Schema SCHEMA = KEYS.build();

    Veth(Content content) {
        super(content);
    }

    /** A pair whose other end the kernel names. */
    public static Veth pair() {
        return new Veth(Content.of(new byte[0]));
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

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Nest data() {
        return Nest.of(this);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Veth copy(Content content) {
        return new Veth(content);
    }

    /** As {@code ip} shows and takes it: {@code veth peer name veth-red}. */
    @Override
    public String toString() {
        try {
            return KIND + peer().map(peer -> " peer " + peer).orElse("");
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
