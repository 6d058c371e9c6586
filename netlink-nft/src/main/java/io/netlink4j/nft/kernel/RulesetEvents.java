package io.netlink4j.nft.kernel;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.ObjectEvents;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.set.SetElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages that report changes of the ruleset to subscribers. */
public final class RulesetEvents {
    /** {@code NFNLGRP_NFTABLES}. */
    private static final int GROUP = 7;

    /** The kernel sends no message for the end of a generation. */
    private static final MessageType NONE = new MessageType(-1, "no message", Generation.SCHEMA);

    private static final Map<Class<?>, List<ObjectEvents<? extends NetlinkObject<?>>>> BY_TYPE = Stream.of(
                    entry(ObjectKind.TABLES),
                    entry(ObjectKind.CHAINS),
                    entry(ObjectKind.RULES),
                    entry(ObjectKind.SETS),
                    entry(ObjectKind.OBJECTS),
                    entry(ObjectKind.FLOWTABLES),
                    Map.entry(
                            SetElements.class,
                            events(
                                    Messages.NEWSETELEM,
                                    Messages.DELSETELEM,
                                    Messages.DESTROYSETELEM,
                                    SetElements::new)),
                    Map.entry(Generation.class, events(Messages.NEWGEN, NONE, NONE, Generation::new)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private RulesetEvents() {}

    private static <T extends NetlinkObject<T>>
            Map.Entry<Class<?>, List<ObjectEvents<? extends NetlinkObject<?>>>> entry(ObjectKind<T> kind) {
        return Map.entry(kind.type(), events(kind.add(), kind.delete(), kind.destroy(), kind.factory()));
    }

    /** The kernel reports a deletion with the type of the message that asked for it. */
    private static <T extends NetlinkObject<T>> List<ObjectEvents<? extends NetlinkObject<?>>> events(
            MessageType changed, MessageType deleted, MessageType destroyed, Function<Content, T> factory) {
        return Stream.of(deleted, destroyed)
                .<ObjectEvents<? extends NetlinkObject<?>>>map(gone -> new ObjectEvents<>(
                        changed, gone, (type, flags, body) -> factory.apply(RulesetReader.content(body))))
                .toList();
    }

    /** A subscription to all kinds of objects. */
    public static Subscription<NetlinkObject<?>> subscribe(NetlinkSocket socket) {
        List<ObjectEvents<? extends NetlinkObject<?>>> all = new ArrayList<>();
        BY_TYPE.values().forEach(all::addAll);
        return socket.subscribe(all, GROUP);
    }

    /** A subscription to the objects of one type. */
    @SuppressWarnings("unchecked") // the map has events of type T under the class of T
    public static <T extends NetlinkObject<T>> Subscription<T> subscribe(NetlinkSocket socket, Class<T> type) {
        List<?> events = BY_TYPE.get(type);
        if (events == null) {
            throw new IllegalArgumentException(
                    "the kernel sends no events for " + type.getSimpleName() + "; it sends events for "
                            + BY_TYPE.keySet().stream()
                                    .map(Class::getSimpleName)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return socket.subscribe((List<ObjectEvents<T>>) events, GROUP);
    }
}
