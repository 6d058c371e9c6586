package io.netlink4j.nft.kernel;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.RulesetObjects;
import io.netlink4j.nft.set.NamedSet;

/** Reads the ruleset of one network namespace. */
public final class RulesetReader {
    private final NetlinkSocket socket;
    private final ElementReader elements;

    public RulesetReader(NetlinkSocket socket) {
        this.socket = socket;
        this.elements =
                new ElementReader(socket, set -> objects(NamedSet.DESCRIPTOR).find(set));
    }

    /** Reads the objects of one type. */
    public <T extends NetlinkObject<T>> RulesetObjects<T> objects(ObjectDescriptor<T> type) {
        return new RulesetObjects<>(socket, type);
    }

    /** Reads the elements of sets. */
    public ElementReader elements() {
        return elements;
    }

    /** The ruleset's generation. */
    public Generation generation() {
        return socket.get(
                new Request(
                        Generation.DESCRIPTOR.requested(),
                        0,
                        Generation.DESCRIPTOR.empty(),
                        () -> "read the ruleset's generation"),
                Generation.DESCRIPTOR::decodeCreated);
    }

    /** Resets a counter or quota to zero, and returns the object as it was before. */
    public NamedObject reset(NamedObject object) {
        return socket.get(
                new Request(NamedObject.RESET, 0, NamedObject.DESCRIPTOR.reference(object), () -> "reset " + object),
                NamedObject.DESCRIPTOR::decodeCreated);
    }

    /** Resets the counters and quotas of a rule, and returns it as it was before. */
    public Rule reset(Rule rule) {
        return socket.get(
                new Request(Rule.RESET, 0, Rule.DESCRIPTOR.reference(rule), () -> "reset rule " + rule.label()),
                Rule.DESCRIPTOR::decodeCreated);
    }
}
