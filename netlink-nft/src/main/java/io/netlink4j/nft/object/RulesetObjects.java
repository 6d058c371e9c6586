package io.netlink4j.nft.object;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectReader;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.List;

/**
 * Lists the objects of one type in the ruleset of one namespace, waits for them and subscribes to their changes. Every method may be called
 * by any thread and blocks until the kernel has replied.
 *
 * @param <T> the type of the objects
 */
public class RulesetObjects<T extends NetlinkObject<T>> extends ObjectReader<T, RulesetFilter<T>> {
    /** Internal: {@code Nft} creates the collections. */
    public RulesetObjects(NetlinkSocket socket, ObjectDescriptor<T> type) {
        super(socket, type);
    }

    @Override
    protected final RulesetFilter<T> defaultFilter() {
        return RulesetFilter.all(descriptor());
    }

    /** Lists the objects of a table: rules in the order of their chains. The list is empty if there is no such table. */
    public final List<T> list(Table table) {
        return list(in(table));
    }

    /** A filter for the objects of a table. */
    public final RulesetFilter<T> in(Table table) {
        return RulesetFilter.in(table, descriptor());
    }

    /**
     * The current state of an object. Its table and name identify it, a named object also its type, a rule its handle.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    @Override
    public final T get(T object) {
        return socket().get(
                        new Request(
                                descriptor().requested(), 0, descriptor().reference(object), () -> "find " + object),
                        descriptor()::decodeCreated);
    }

    @Override
    protected final String describe(T object) {
        return object.toString();
    }
}
