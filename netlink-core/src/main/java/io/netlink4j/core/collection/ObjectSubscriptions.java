package io.netlink4j.core.collection;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Subscribes to objects by their descriptors. */
public final class ObjectSubscriptions {
    private ObjectSubscriptions() {}

    /** Subscribes to the objects of one type: to the groups in {@code chosen}, or to all of their groups if none is given. */
    public static <T extends NetlinkObject<T>> Subscription<T> subscribe(
            NetlinkSocket socket, ObjectDescriptor<T> type, MulticastGroup... chosen) {
        return socket.subscribe(type, MulticastGroup.numbers(groups(List.of(type), chosen)));
    }

    /** Subscribes to the objects of several types. */
    public static Subscription<NetlinkObject<?>> subscribe(
            NetlinkSocket socket, List<? extends ObjectDescriptor<?>> types, MulticastGroup... chosen) {
        return socket.subscribe(types, MulticastGroup.numbers(groups(types, chosen)));
    }

    /**
     * The groups for a subscription to objects of several types: those that were chosen, or all of their groups if none is given.
     *
     * @throws IllegalArgumentException if a group carries other objects
     */
    public static Set<MulticastGroup> groups(List<? extends ObjectDescriptor<?>> types, MulticastGroup... chosen) {
        Set<MulticastGroup> possible = new LinkedHashSet<>();
        types.forEach(type -> possible.addAll(type.groups()));
        for (MulticastGroup group : chosen) {
            if (!possible.contains(group)) {
                throw new IllegalArgumentException(plural(types) + " are reported in " + possible + ", not in " + group
                        + ": see NetlinkSocket.subscribe");
            }
        }
        return chosen.length == 0 ? possible : new LinkedHashSet<>(List.of(chosen));
    }

    /** {@code links, addresses and routes}. */
    private static String plural(List<? extends ObjectDescriptor<?>> types) {
        List<String> names = types.stream().map(ObjectDescriptor::plural).toList();
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
