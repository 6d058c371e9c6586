package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.object.Numbered;
import java.util.List;
import java.util.Optional;

/**
 * A link kind with a type in this library, and its options ({@code IFLA_INFO_DATA}).
 *
 * <p>An option is on, off (or has a value), or absent. The getter of an absent option is empty, and an absent option is not sent: a new
 * link gets the default of the kernel, and a changed link keeps its value.
 *
 * @param <K> the kind itself
 */
public abstract class KnownKind<K extends KnownKind<K>> extends NetlinkObject<K> implements LinkKind {
    private final KindType<K> type;

    /** Internal: each kind has to be registered in this library. */
    @SuppressWarnings("exports")
    protected KnownKind(KindType<K> type, Content content) {
        super(content);
        this.type = type;
    }

    /** The description of the kind. */
    public final KindType<K> type() {
        return type;
    }

    @Override
    public final String kind() {
        return type.name();
    }

    @Override
    public final Nest data() {
        return Nest.of(this);
    }

    @Override
    public final Schema schema() {
        return type.schema();
    }

    @Override
    protected final K copy(Content content) {
        return type.read(content);
    }

    /** The constant of an option; empty if it is not set, or for a number of a newer kernel. */
    protected final <E extends Enum<E> & Numbered> Optional<E> constant(
            Attribute<? extends Number> key, Class<E> type) {
        return get(key).flatMap(number -> Numbered.of(type, number.longValue()));
    }

    /** A copy in which a flag is set, or is not. */
    final K flag(Attribute<Boolean> key, boolean on) {
        return on ? with(key, true) : without(key);
    }

    /** The reported kind, completed by the options that the kernel omits if they are off. */
    public KnownKind<K> reported() {
        return this;
    }

    /**
     * The options that are set here and that {@code made}, the kind of a link that was added or listed, does not have at all. The kernel acknowledges a
     * request with options that it does not know, and ignores these. Values are not compared, since the kernel rounds some.
     */
    public final List<Attribute<?>> missingIn(LinkKind made) {
        NetlinkObject<?> reported = made instanceof KnownKind<?> known ? known.reported() : made.data();
        return schema().attributes().stream()
                .filter(key -> key.access() == Access.READ_WRITE && has(key) && !reported.has(key))
                .toList();
    }

    /** The kind as a create request contains it. The link may be one that was listed. */
    public LinkKind creatable() {
        return this;
    }

    /** The options as {@code ip -d link} shows them. Other links are shown as {@code if} with their index. */
    @Override
    public final String toString() {
        try {
            return type.text(type.name(), this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
