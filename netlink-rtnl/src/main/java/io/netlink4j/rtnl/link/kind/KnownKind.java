package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;

/**
 * A kind of link that this library has a type for, with its options ({@code IFLA_INFO_DATA}).
 *
 * <p>An option has three states: a getter is empty where nothing is known of the option, and what was not set is not sent. A new link
 * then gets the kernel's default, and a link that is changed keeps what it has.
 *
 * @param <K> the kind itself
 */
public abstract class KnownKind<K extends KnownKind<K>> extends NetlinkObject<K> implements LinkKind {
    private final KindType<K> type;

    /** Only this library makes kinds, as each has to be registered. */
    @SuppressWarnings("exports")
    protected KnownKind(KindType<K> type, Content content) {
        super(content);
        this.type = type;
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

    /** What the kernel reported, with the options that it leaves out where they are off. */
    public KnownKind<K> reported() {
        return this;
    }

    /** What a request carries that creates such a link, which may be one that was listed. */
    public LinkKind creatable() {
        return this;
    }

    /** The options as {@code ip -d link} shows them; other links are shown as {@code if} with their index. */
    @Override
    public final String toString() {
        try {
            return type.text(type.name(), this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
