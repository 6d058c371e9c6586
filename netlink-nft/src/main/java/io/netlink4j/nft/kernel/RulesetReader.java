package io.netlink4j.nft.kernel;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the ruleset of one network namespace. */
public final class RulesetReader {
    private final NetlinkSocket socket;
    private final ElementReader elements;

    public RulesetReader(NetlinkSocket socket) {
        this.socket = socket;
        this.elements = new ElementReader(socket, set -> find(ObjectKind.SETS, ObjectKind.SETS.reference(set)));
    }

    /** Reads the elements of sets. */
    public ElementReader elements() {
        return elements;
    }

    /** The namespace, for messages. */
    public String where() {
        return socket.where();
    }

    /** The ruleset's generation. */
    public Generation generation() {
        Generation any = new Generation(Content.of(Nfgenmsg.header(0)));
        return socket.get(
                new Request(Messages.GETGEN, 0, any, () -> "read the ruleset's generation"),
                (type, flags, body) -> new Generation(content(body)));
    }

    /** All objects of a kind. */
    public <T extends NetlinkObject<T>> List<T> list(ObjectKind<T> kind) {
        return list(kind, kind.all(), "list " + kind.plural(), object -> true);
    }

    /** The objects of a kind in a table. */
    public <T extends NetlinkObject<T>> List<T> list(ObjectKind<T> kind, Table table) {
        return list(
                kind,
                kind.allIn(table),
                "list the " + kind.plural() + " of " + table,
                object -> kind.isIn(table, object));
    }

    /** The rules of a chain, in order. */
    public List<Rule> rules(Chain chain) {
        Table table = chain.table();
        return list(
                ObjectKind.RULES,
                RuleRequests.allOf(chain),
                "list the rules of " + chain,
                rule -> ObjectKind.RULES.isIn(table, rule)
                        && rule.get(Rule.CHAIN).equals(Optional.of(chain.name())));
    }

    private <T extends NetlinkObject<T>> List<T> list(
            ObjectKind<T> kind, T filter, String operation, Predicate<T> wanted) {
        return socket.list(new Request(kind.get(), 0, filter, () -> operation), (answer, flags, body) -> {
            T object = answer == kind.add().number() ? kind.factory().apply(content(body)) : null;
            return object != null && wanted.test(object) ? object : null;
        });
    }

    /** The object that {@code wanted} refers to, if there is one. */
    public <T extends NetlinkObject<T>> Optional<T> find(ObjectKind<T> kind, T wanted) {
        try {
            return Optional.of(socket.get(
                    new Request(kind.get(), 0, wanted, () -> "find " + wanted),
                    (answer, flags, body) -> kind.factory().apply(content(body))));
        } catch (NetlinkException.NotFound missing) {
            return Optional.empty();
        }
    }

    /** Resets a counter or quota to zero, and returns the object as it was before. */
    public NamedObject reset(NamedObject object) {
        return socket.get(
                new Request(Messages.GETOBJ_RESET, 0, ObjectKind.OBJECTS.reference(object), () -> "reset " + object),
                (answer, flags, body) -> new NamedObject(content(body)));
    }

    /** The body of an answer. */
    static Content content(byte[] body) {
        return Content.of(Nfgenmsg.withoutGeneration(body));
    }
}
