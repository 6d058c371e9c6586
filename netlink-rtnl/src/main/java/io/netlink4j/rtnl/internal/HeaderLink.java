package io.netlink4j.rtnl.internal;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.link.LinkReference;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The link of an object whose header holds only an index. A name is kept in an attribute that is never sent. It is resolved to an index
 * when the object is sent.
 */
public final class HeaderLink {
    /** The kernel does not use this number. */
    private static final Attribute<LinkReference> BY_NAME = Attribute.of(0x1ffe, "link", LinkReference.CODEC);

    private HeaderLink() {}

    /** A copy of {@code object} on a link. */
    public static <T extends NetlinkObject<T>> T set(T object, Field<Integer> index, LinkReference link) {
        return link.ifindex()
                .map(known -> object.without(BY_NAME).with(index, known))
                .orElseGet(() -> object.with(index, 0).with(BY_NAME, link));
    }

    /** The link of {@code object}; empty if none was set. */
    public static Optional<LinkReference> get(NetlinkObject<?> object, Field<Integer> index) {
        int known = object.get(index);
        return known > 0 ? Optional.of(LinkReference.of(known)) : object.get(BY_NAME);
    }

    /** A copy of {@code object} with the index of its link in the header. */
    public static <T extends NetlinkObject<T>> T resolve(
            T object, Field<Integer> index, ToIntFunction<LinkReference> indexes) {
        return object.get(BY_NAME)
                .map(link -> object.without(BY_NAME).with(index, indexes.applyAsInt(link)))
                .orElse(object);
    }
}
