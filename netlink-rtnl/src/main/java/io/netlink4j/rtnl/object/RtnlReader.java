package io.netlink4j.rtnl.object;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.collection.ObjectReader;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Reads objects of rtnetlink. Names of links in requests become the indexes of this namespace.
 *
 * @param <T> the type of the objects
 * @param <F> the filter for them
 */
public abstract class RtnlReader<T extends NetlinkObject<T>, F extends ObjectFilter<T>> extends ObjectReader<T, F> {
    private final RtnlSender sender;

    /** Internal: {@code Rtnl} creates the collections. */
    @SuppressWarnings("exports")
    protected RtnlReader(RtnlSender sender, ObjectDescriptor<T> type) {
        super(sender.socket(), type);
        this.sender = sender;
    }

    /** Sends the requests. */
    @SuppressWarnings("exports")
    protected final RtnlSender sender() {
        return sender;
    }

    @Override
    protected final T resolved(T object, Supplier<String> operation) {
        ToIntFunction<LinkReference> indexes = new LinkIndexes(sender, operation);
        return sender.resolved(header(object, indexes), indexes);
    }

    /** A copy of {@code object} with the index of its link in the header. */
    final T header(T object, ToIntFunction<LinkReference> indexes) {
        return descriptor()
                .linkField()
                .map(field -> HeaderLink.resolve(object, field, indexes))
                .orElse(object);
    }
}
