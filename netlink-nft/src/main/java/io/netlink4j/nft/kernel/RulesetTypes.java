package io.netlink4j.nft.kernel;

import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of objects of a ruleset. A new type has one line here. */
public final class RulesetTypes {
    /** The types of objects that the kernel reports to a transaction that creates them. */
    private static final List<ObjectDescriptor<?>> ECHOED = List.of(
            Rule.DESCRIPTOR,
            NamedSet.DESCRIPTOR,
            Chain.DESCRIPTOR,
            NamedObject.DESCRIPTOR,
            Table.DESCRIPTOR,
            Flowtable.DESCRIPTOR);

    /** The types of bodies of requests. */
    public static final List<ObjectDescriptor<?>> REQUESTED = and(ElementList.DESCRIPTOR, Generation.DESCRIPTOR);

    /** The types of objects that events report. */
    public static final List<ObjectDescriptor<?>> REPORTED = and(SetElements.DESCRIPTOR, Generation.DESCRIPTOR);

    private RulesetTypes() {}

    private static List<ObjectDescriptor<?>> and(ObjectDescriptor<?>... more) {
        List<ObjectDescriptor<?>> all = new ArrayList<>(ECHOED);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** All messages. */
    public static List<MessageType> messages() {
        List<MessageType> all =
                new ArrayList<>(List.of(Batch.BEGIN, Batch.END, NamedObject.RESET, Rule.RESET, ElementList.RESET));
        REQUESTED.forEach(type -> all.addAll(type.messages()));
        return all;
    }

    /** The type of the object in the message {@code answer}; empty for elements and other messages. */
    public static Optional<ObjectDescriptor<?>> ofAnswer(int answer) {
        for (ObjectDescriptor<?> type : ECHOED) {
            if (type.created().number() == answer) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
