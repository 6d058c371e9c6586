package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import io.netlink4j.rtnl.link.kind.LinkKind;
import java.util.Optional;

/**
 * A link kind without a type in this library: its name and its raw options.
 *
 * {@snippet :
 * UnknownKind vrf = UnknownKind.of("vrf").with(Attribute.of(1, "IFLA_VRF_TABLE", Codecs.U32), 10L);
 * }
 *
 * @param kind the kernel's name for it, such as {@code vrf}
 * @param data the options as attributes
 */
public record UnknownKind(String kind, Nest data) implements LinkKind {
    /** Interprets the options with the schema of the kind, if it is known. */
    public UnknownKind {
        Schema schema = LinkKinds.options(kind);
        data = data.as(content -> new Nest(schema, content));
    }

    /** The kind without options. */
    public static UnknownKind of(String kind) {
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("a kind of link has a name");
        }
        return new UnknownKind(kind, Nest.empty(Schema.UNKNOWN));
    }

    /** The kind with the payload of {@code IFLA_INFO_DATA} as bytes. */
    public static UnknownKind of(String kind, byte[] data) {
        return new UnknownKind(of(kind).kind, new Nest(Schema.UNKNOWN, Content.of(data.clone())));
    }

    /** The value of an option. */
    public <T> Optional<T> get(Attribute<T> key) {
        return data.get(key);
    }

    /** A copy in which an option has a value. */
    public <T> UnknownKind with(Attribute<T> key, T value) {
        return new UnknownKind(kind, data.with(key, value));
    }

    /** A copy without an option. */
    public UnknownKind without(Attribute<?> key) {
        return new UnknownKind(kind, data.without(key));
    }

    /** The peer as requested, if links of this kind come in pairs (netkit, vxcan). The kernel does not report it. */
    public Optional<Link> peer() {
        return LinkKinds.peer(kind).flatMap(data::get);
    }

    /**
     * A copy with a peer.
     *
     * @throws IllegalArgumentException if links of this kind do not come in pairs
     */
    public UnknownKind peer(Link peer) {
        return with(
                LinkKinds.peer(kind)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a link of kind '" + Printable.of(kind) + "' has no peer")),
                peer);
    }

    /** The name and the options. */
    @Override
    public String toString() {
        return data.byteLength() == 0
                ? Printable.of(kind)
                : Printable.of(kind) + " "
                        + data.toString().substring(data.schema().name().length());
    }
}
