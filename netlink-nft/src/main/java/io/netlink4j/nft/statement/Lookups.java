package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.FieldNotes;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Concatenations, maps, sets that rules change, and lookups of routes, for {@code import static}. Entries are those of {@link Map#entry}; a key {@code "*"} stands for all others.
 *
 * {@snippet :
 * chain.rule(vmap(ct().state(), entry(INVALID, drop()), entry(ESTABLISHED, accept()), entry(RELATED, accept())));
 * chain.rule(concat(ip().saddr(), tcp().dport()).oneOf("10.0.0.0/8 . 22", "192.168.0.1 . 80-90"), accept());
 * chain.rule(dnatTo(map(tcp().dport(), entry(80, "10.0.0.1 . 8080"), entry(443, "10.0.0.2 . 8443"))));
 * chain.rule(meta().setMark(map(ip().saddr(), "@marks")));
 * }
 */
public final class Lookups {
    private Lookups() {}

    /**
     * The concatenation of fields: nft's {@code ip saddr . tcp dport}.
     *
     * @throws IllegalArgumentException if one of them is a concatenation, or all of them take more than 64 bytes
     */
    public static Selector concat(Selector first, Selector second, Selector... more) {
        Selection all = new Selection(Stream.concat(Stream.of(first, second), Arrays.stream(more))
                .flatMap(each -> each.selection().fields().stream())
                .toList());
        all.key(); // refuses what is too long
        return new Selector(all);
    }

    /** A value of a concatenation, with one value for each field. */
    public static List<Object> tuple(Object first, Object second, Object... more) {
        return Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList();
    }

    /**
     * Applies the verdict of the entry for the packet: {@code vmap} of nft. Without one, the next rule follows.
     *
     * @throws IllegalArgumentException if a key is no value of {@code on}
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Statement vmap(Selector on, Map.Entry<?, ? extends Statement>... entries) {
        return new VerdictMap(ValueMap.of(on.selection(), List.of(entries)));
    }

    /** Applies the verdict that the map with this name, such as {@code "@ports"}, has for the packet. */
    public static Statement vmap(Selector on, String map) {
        return new VerdictMap(Operands.inMap(on.selection(), map));
    }

    /**
     * Applies the verdict that the map has for the packet.
     *
     * @throws IllegalArgumentException if the keys of the map have another type
     */
    public static Statement vmap(Selector on, NamedSet map) {
        return new VerdictMap(Operands.inMap(on.selection(), map));
    }

    /**
     * The value of the entry for the packet: {@code map} of nft. The statement that takes it decides the type of the values.
     *
     * @throws IllegalArgumentException if a key is no value of {@code on}
     */
    public static MapLookup map(Selector on, Map.Entry<?, ?>... entries) {
        return new MapLookup(ValueMap.of(on.selection(), List.of(entries)));
    }

    /** The value that the map with this name, such as {@code "@marks"}, has for the packet. */
    public static MapLookup map(Selector on, String map) {
        return new MapLookup(Operands.inMap(on.selection(), map));
    }

    /**
     * The value that the map has for the packet.
     *
     * @throws IllegalArgumentException if the keys of the map have another type
     */
    public static MapLookup map(Selector on, NamedSet map) {
        return new MapLookup(Operands.inMap(on.selection(), map));
    }

    /**
     * A lookup of an address of the packet in the routing tables: {@code fib} of nft.
     *
     * @throws IllegalArgumentException if not exactly one of the addresses is among the keys, or both links are
     */
    public static FibLookup fib(FibKey first, FibKey... more) {
        return new FibLookup(
                Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
    }

    /**
     * The element of a set with this key, a value of the type of its keys as {@link Selector} reads them: {@code "10.0.0.0/8"}, {@code 80},
     * {@code "eth0"}, {@code tuple("10.0.0.1", "80-90")}; {@code "*"} is the element for all other keys.
     *
     * @throws IllegalArgumentException if it is no value of that type
     */
    public static SetElement element(NamedSet set, Object key) {
        return member(selection(set.key()), key);
    }

    /** The elements of a set with these keys. */
    public static List<SetElement> elements(NamedSet set, Object first, Object... more) {
        Selection keys = selection(set.key());
        return Stream.concat(Stream.of(first), Arrays.stream(more))
                .map(key -> member(keys, key))
                .toList();
    }

    /**
     * The element of a map with this key and value: a value of the type of the map, a range where its values are ranges, a verdict such as
     * {@code accept()}, or the name of an object.
     *
     * @throws IllegalArgumentException if one is no value of its type, or the set is no map
     */
    public static SetElement element(NamedSet map, Object key, Object value) {
        SetElement element = element(map, key);
        if (map.isObjectMap() && value instanceof String object) {
            return element.with(SetElement.OBJREF, object);
        }
        SetKey type = map.valueType()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'@" + map.name() + "' is no map to '" + value + "', so its elements have no such values."));
        if (type.isVerdict()) {
            return element.value(VerdictMap.data(value));
        }
        Selection values = selection(type);
        Element read = values.read(value);
        return element.value(map.hasValueRanges() ? range(read.member(values)) : read.data(values));
    }

    /** The first values and then the last, as the values of a map of ranges are. */
    private static Data range(SetElement range) {
        byte[] both = Arrays.copyOf(range.key(), 2 * range.key().length);
        System.arraycopy(range.last(), 0, both, range.key().length, range.last().length);
        return Data.value(both);
    }

    /**
     * A set in {@code table} whose keys are values of these fields, also of fields without a type of their own: nft's
     * {@code typeof vlan id . ip saddr}.
     *
     * @throws IllegalArgumentException if nft could not read the name, or has no {@code typeof} for one of the fields
     */
    public static NamedSet setOf(Table table, String name, Selector key) {
        NamedSet set = table.set(name, key.selection().declaredKey());
        return noted(set, Userdata.SET_KEY_TYPEOF, key);
    }

    /** A map as {@link #setOf} makes a set, whose values are those of {@code value}. */
    public static NamedSet mapOf(Table table, String name, Selector key, Selector value) {
        NamedSet map = setOf(table, name, key).value(value.selection().declaredKey());
        return noted(map, Userdata.SET_DATA_TYPEOF, value);
    }

    /** A map as {@link #setOf} makes a set, whose values are the names of objects. */
    public static NamedSet mapOf(Table table, String name, Selector key, ObjectType objects) {
        return setOf(table, name, key).objects(objects);
    }

    /** A map as {@link #setOf} makes a set, whose values are verdicts. */
    public static NamedSet vmapOf(Table table, String name, Selector key) {
        return setOf(table, name, key).value(SetKey.VERDICT);
    }

    private static NamedSet noted(NamedSet set, int note, Selector fields) {
        byte[] notes = set.get(NamedSet.USERDATA).orElse(Userdata.EMPTY);
        return set.with(NamedSet.USERDATA, Userdata.with(notes, note, FieldNotes.write(fields.selection())));
    }

    private static SetElement member(Selection keys, Object key) {
        Element read = key.equals("*") ? new Element.CatchAll() : keys.read(key);
        return read.member(keys);
    }

    private static Selection selection(SetKey type) {
        return type.isConcatenation()
                ? new Selection(type.fields().stream().map(Fields::of).toList())
                : Selection.of(Fields.of(type));
    }

    /** Adds the value of a field to the set with this name, unless the set has it: {@code add @set { ip saddr }} of nft. */
    public static SetStatement addTo(String set, Selector key) {
        return statement(SetStatement.Operation.ADD, set, key);
    }

    /** Adds the value of a field to the set with this name, or renews its timeout: {@code update @set { ip saddr }} of nft. */
    public static SetStatement update(String set, Selector key) {
        return statement(SetStatement.Operation.UPDATE, set, key);
    }

    /** Deletes the value of a field from the set with this name: {@code delete @set { ip saddr }} of nft. */
    public static SetStatement deleteFrom(String set, Selector key) {
        return statement(SetStatement.Operation.DELETE, set, key);
    }

    private static SetStatement statement(SetStatement.Operation operation, String set, Selector key) {
        return new SetStatement(operation, Operands.nameOf(set), key.selection());
    }

    /** Applies the verdict that a map has for a field of the packet. Without an entry the rule ends. */
    record VerdictMap(ValueMap map) implements Statement {
        private static final int VERDICT_REGISTER = 0;

        @Override
        public void compile(Compilation compilation) {
            map.on().require(compilation, this);
            map.lookUp(compilation, SetKey.VERDICT, VerdictMap::data, VERDICT_REGISTER);
        }

        static Optional<VerdictMap> decode(Lookup lookup, Inputs inputs) {
            return lookup.to()
                    .filter(register -> register == VERDICT_REGISTER)
                    .flatMap(register -> inputs.verdicts(lookup, StatementDecoder::verdict))
                    .map(VerdictMap::new);
        }

        private static Data data(Object value) {
            if (value instanceof PlainStatement(Immediate immediate, String text)
                    && immediate.verdict().isPresent()) {
                return Data.verdict(immediate.verdict().get());
            }
            throw new IllegalArgumentException("'" + Printable.of(value.toString())
                    + "' is no verdict; a vmap has accept(), drop(), jump(..) and the like.");
        }

        @Override
        public String toString() {
            return map.on() + " vmap " + map.text(Object::toString);
        }
    }
}
