package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.util.Optional;

/**
 * A kind of link that this library has no type for: its name, and its options as they are.
 *
 * {@snippet :
 * UnknownKind vlan = UnknownKind.of("vlan").with(Attribute.of(1, "IFLA_VLAN_ID", Codecs.U16), 5);
 * }
 *
 * @param kind the kernel's name for it, such as {@code vlan}
 * @param data the options as attributes
 */
public record UnknownKind(String kind, Nest data) implements LinkKind {
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

    /** The name and the bytes of the options. */
    @Override
    public String toString() {
        return data.byteLength() == 0
                ? kind
                : kind + " " + data.toString().substring(Schema.UNKNOWN.name().length());
    }
}
