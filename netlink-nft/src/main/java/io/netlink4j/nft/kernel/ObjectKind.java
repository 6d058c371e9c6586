package io.netlink4j.nft.kernel;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Describes one kind of objects of the ruleset.
 *
 * @param plural the plural of its name
 * @param get the message that asks for them
 * @param add the message that adds one, which is also the type of answers
 * @param delete the message that deletes one
 * @param destroy the message that deletes one if it exists
 * @param factory makes an object of its content
 * @param table the attribute with the name of its table
 * @param identity the attributes by which others refer to it, beside the family
 */
public record ObjectKind<T extends NetlinkObject<T>>(
        String plural,
        MessageType get,
        MessageType add,
        MessageType delete,
        MessageType destroy,
        Function<Content, T> factory,
        Attribute<String> table,
        List<Attribute<?>> identity) {

    public static final ObjectKind<Table> TABLES = new ObjectKind<>(
            "tables",
            Messages.GETTABLE,
            Messages.NEWTABLE,
            Messages.DELTABLE,
            Messages.DESTROYTABLE,
            Table::new,
            Table.NAME,
            List.of(Table.NAME));

    public static final ObjectKind<Chain> CHAINS = new ObjectKind<>(
            "chains",
            Messages.GETCHAIN,
            Messages.NEWCHAIN,
            Messages.DELCHAIN,
            Messages.DESTROYCHAIN,
            Chain::new,
            Chain.TABLE,
            List.of(Chain.TABLE, Chain.NAME));

    public static final ObjectKind<Rule> RULES = new ObjectKind<>(
            "rules",
            Messages.GETRULE,
            Messages.NEWRULE,
            Messages.DELRULE,
            Messages.DESTROYRULE,
            Rule::new,
            Rule.TABLE,
            List.of(Rule.TABLE, Rule.CHAIN, Rule.HANDLE));

    public static final ObjectKind<NamedSet> SETS = new ObjectKind<>(
            "sets",
            Messages.GETSET,
            Messages.NEWSET,
            Messages.DELSET,
            Messages.DESTROYSET,
            NamedSet::new,
            NamedSet.TABLE,
            List.of(NamedSet.TABLE, NamedSet.NAME));

    public static final ObjectKind<NamedObject> OBJECTS = new ObjectKind<>(
            "objects",
            Messages.GETOBJ,
            Messages.NEWOBJ,
            Messages.DELOBJ,
            Messages.DESTROYOBJ,
            NamedObject::new,
            NamedObject.TABLE,
            List.of(NamedObject.TABLE, NamedObject.NAME, NamedObject.TYPE));

    public static final ObjectKind<Flowtable> FLOWTABLES = new ObjectKind<>(
            "flowtables",
            Messages.GETFLOWTABLE,
            Messages.NEWFLOWTABLE,
            Messages.DELFLOWTABLE,
            Messages.DESTROYFLOWTABLE,
            Flowtable::new,
            Flowtable.TABLE,
            List.of(Flowtable.TABLE, Flowtable.NAME));

    private static final List<ObjectKind<?>> ALL = List.of(RULES, SETS, CHAINS, OBJECTS, TABLES, FLOWTABLES);

    /** The kind of object in the message {@code answer}; empty for elements and other messages. */
    public static Optional<ObjectKind<?>> ofAnswer(int answer) {
        for (ObjectKind<?> kind : ALL) {
            if (kind.add.number() == answer) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The body of a request for all objects of this kind. */
    public T all() {
        return allOf(0);
    }

    private T allOf(int family) {
        return factory.apply(Content.of(Nfgenmsg.header(family)));
    }

    /** The body of a request for all objects of this kind in a table. */
    public T allIn(Table owner) {
        return allIn(owner.get(Nfgenmsg.FAMILY), owner.name());
    }

    private T allIn(int family, String owner) {
        return allOf(family).with(table, owner);
    }

    /** Whether {@code object} is in {@code owner}. Some kernels ignore the table of a list request. */
    public boolean isIn(Table owner, T object) {
        return object.get(table).equals(Optional.of(owner.name()));
    }

    /** The object with only its identity, for requests. */
    public T reference(T object) {
        T reference = allOf(object.get(Nfgenmsg.FAMILY));
        for (Attribute<?> key : identity) {
            reference = copied(object, key, reference);
        }
        return reference;
    }

    private static <T extends NetlinkObject<T>, V> T copied(T from, Attribute<V> key, T to) {
        return from.get(key).map(value -> to.with(key, value)).orElse(to);
    }

    /** A reference to the table, without its other attributes. */
    public static Table table(int family, String name) {
        return TABLES.allIn(family, name);
    }

    /** The table that an object of this kind is in, by its name. */
    public Table tableOf(T object) {
        return table(object.get(Nfgenmsg.FAMILY), object.get(table).orElse(""));
    }
}
