package io.netlink4j.nft.kernel;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.ObjectEvents;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElements;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The messages that report changes of the ruleset to subscribers. */
public final class RulesetEvents {
    /** {@code NFNLGRP_NFTABLES}. */
    private static final int GROUP = 7;

    private static final Map<Class<?>, ObjectEvents<? extends NetlinkObject<?>>> BY_TYPE = Map.of(
            Table.class, events(ObjectKind.TABLES),
            Chain.class, events(ObjectKind.CHAINS),
            Rule.class, events(ObjectKind.RULES),
            NamedSet.class, events(ObjectKind.SETS),
            NamedObject.class, events(ObjectKind.OBJECTS),
            Flowtable.class, events(ObjectKind.FLOWTABLES),
            SetElements.class,
                    events(
                            Messages.NEWSETELEM,
                            List.of(Messages.DELSETELEM, Messages.DESTROYSETELEM),
                            SetElements::new),
            Generation.class, events(Messages.NEWGEN, List.of(), Generation::new));

    private RulesetEvents() {}

    private static <T extends NetlinkObject<T>> ObjectEvents<T> events(ObjectKind<T> kind) {
        return events(kind.add(), List.of(kind.delete(), kind.destroy()), kind.factory());
    }

    private static <T extends NetlinkObject<T>> ObjectEvents<T> events(
            MessageType changed, List<MessageType> deleted, Function<Content, T> factory) {
        return new ObjectEvents<>(changed, deleted, (type, flags, body) -> factory.apply(RulesetReader.content(body)));
    }

    /** A subscription to all kinds of objects. */
    public static Subscription<NetlinkObject<?>> subscribe(NetlinkSocket socket) {
        return socket.subscribe(BY_TYPE.values(), GROUP);
    }

    /** A subscription to the objects of one type. */
    @SuppressWarnings("unchecked") // the map has events of type T under the class of T
    public static <T extends NetlinkObject<T>> Subscription<T> subscribe(NetlinkSocket socket, Class<T> type) {
        ObjectEvents<?> events = BY_TYPE.get(type);
        if (events == null) {
            throw new IllegalArgumentException(
                    "the kernel sends no events for " + type.getSimpleName() + "; it sends events for "
                            + BY_TYPE.keySet().stream()
                                    .map(Class::getSimpleName)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return socket.subscribe(List.of((ObjectEvents<T>) events), GROUP);
    }
}
