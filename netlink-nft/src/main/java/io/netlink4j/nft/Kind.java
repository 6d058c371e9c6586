package io.netlink4j.nft;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of objects of the ruleset.
 *
 * @param plural what several are called
 * @param get the message that asks for them
 * @param answer the message that has one
 * @param factory makes one of its content
 * @param table where it has the name of its table
 */
record Kind<T extends NetlinkObject<T>>(
        String plural, MessageType get, MessageType answer, Function<Content, T> factory, Attribute<String> table) {
    static final Kind<Table> TABLES =
            new Kind<>("tables", Messages.GETTABLE, Messages.NEWTABLE, Table::new, Table.NAME);
    static final Kind<Chain> CHAINS =
            new Kind<>("chains", Messages.GETCHAIN, Messages.NEWCHAIN, Chain::new, Chain.TABLE);
    static final Kind<Rule> RULES = new Kind<>("rules", Messages.GETRULE, Messages.NEWRULE, Rule::new, Rule.TABLE);
    static final Kind<NamedSet> SETS =
            new Kind<>("sets", Messages.GETSET, Messages.NEWSET, NamedSet::new, NamedSet.TABLE);
    static final Kind<NamedObject> OBJECTS =
            new Kind<>("objects", Messages.GETOBJ, Messages.NEWOBJ, NamedObject::new, NamedObject.TABLE);
    static final Kind<Flowtable> FLOWTABLES =
            new Kind<>("flowtables", Messages.GETFLOWTABLE, Messages.NEWFLOWTABLE, Flowtable::new, Flowtable.TABLE);

    private static final List<Kind<?>> ALL = List.of(RULES, SETS, CHAINS, OBJECTS, TABLES, FLOWTABLES);

    /** The kind of which the message {@code answer} has one; empty for elements and what is no object. */
    static Optional<Kind<?>> ofAnswer(int answer) {
        for (Kind<?> kind : ALL) {
            if (kind.answer.number() == answer) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** What stands for all of them in a request. */
    T all() {
        return factory.apply(Content.of(Nfgenmsg.header(0)));
    }

    /** What stands for all of them in {@code owner}. */
    T allIn(Table owner) {
        return factory.apply(Content.of(Nfgenmsg.header(owner.get(Nfgenmsg.FAMILY))))
                .with(table, owner.name());
    }

    /** Whether {@code object} is in {@code owner}: not every kernel lists by the names in the request. */
    boolean isIn(Table owner, T object) {
        return object.get(table).equals(Optional.of(owner.name()));
    }
}
