package io.netlink4j.nft.match;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A map that is looked up with the value of a selection: one with a name, or one that belongs to the rule. */
public sealed interface ValueMap {
    /** The selection that is looked up. */
    Selection on();

    /**
     * Loads the selection and looks it up.
     *
     * @param value the type of the values
     * @param data converts a value
     * @param to the register of the result; 0 for a verdict
     */
    default void lookUp(Compilation compilation, SetKey value, Function<Object, Data> data, int to) {
        lookUp(compilation, value, data, Selection.REGISTER, to);
    }

    /** As above, with the selection in the register {@code from}. */
    void lookUp(Compilation compilation, SetKey value, Function<Object, Data> data, int from, int to);

    /** The map in the syntax of nft, without the selection. */
    String text(Function<Object, String> value);

    /** A copy with values of that type. */
    ValueMap withValues(SetKey type);

    /** The map with these entries. */
    static ValueMap of(Selection on, List<? extends Map.Entry<?, ?>> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A map without entries for '" + on + "' would never match.");
        }
        List<Entry> read = new ArrayList<>();
        for (Map.Entry<?, ?> entry : entries) {
            Object key = entry.getKey();
            read.add(new Entry(Values.isCatchAll(key) ? new Element.CatchAll() : on.read(key), entry.getValue()));
        }
        return new Anonymous(on, List.copyOf(read));
    }

    /** A key and its value, which the statement reads. */
    record Entry(Element key, Object value) {}

    /** A map of the rule. */
    record Anonymous(Selection on, List<Entry> entries) implements ValueMap {
        @Override
        public ValueMap withValues(SetKey type) {
            return this;
        }

        @Override
        public void lookUp(Compilation compilation, SetKey value, Function<Object, Data> data, int from, int to) {
            boolean interval = entries.stream().anyMatch(entry -> entry.key().isRange());
            Selection keys = on.keys(interval, compilation.profile());
            keys.load(compilation, interval, Selection.word(from));
            List<SetElement> elements = entries.stream()
                    .map(entry -> entry.key().member(keys).value(data.apply(entry.value())))
                    .toList();
            int number =
                    compilation.add(new AnonymousSet(NamedSet.anonymousMap(keys.key(), interval, value), elements));
            compilation.match(Lookup.map(AnonymousSet.MAP_NAME, from, to).setId(number));
        }

        @Override
        public String text(Function<Object, String> value) {
            return entries.stream()
                    .map(entry -> entry.key().text(on.inMap()) + " : " + value.apply(entry.value()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
    }

    /**
     * A map with a name.
     *
     * @param interval whether its keys are known to be ranges
     * @param value the type of its values, if it is known
     */
    record Named(Selection on, String name, boolean interval, Optional<SetKey> value) implements ValueMap {
        @Override
        public ValueMap withValues(SetKey type) {
            return new Named(on, name, interval, Optional.of(type));
        }

        @Override
        public void lookUp(Compilation compilation, SetKey type, Function<Object, Data> data, int from, int to) {
            on.stored().load(compilation, interval, Selection.word(from));
            compilation.match(Lookup.map(name, from, to));
        }

        @Override
        public String text(Function<Object, String> value) {
            return "@" + name;
        }
    }
}
