package io.netlink4j.rtnl.internal;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.internal.OptionText.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a link kind. Each is a row: number, name, type, and the text that {@code ip -d link} shows. The rows are in the
 * order of that text. Options without a text are not shown.
 */
public final class KindSchema {
    private final Schema.Builder keys;
    private final List<Row<?>> rows = new ArrayList<>();
    private final Map<Object, Attribute<?>> shared = new HashMap<>();
    private final Map<Attribute<?>, BinaryOperator<?>> merges = new HashMap<>();
    private final Set<Attribute<?>> fixed = new HashSet<>();
    private final Set<Attribute<?>> ignored = new HashSet<>();
    private @Nullable Schema schema;

    private KindSchema(String name) {
        this.keys = Schema.builder(name);
    }

    public static KindSchema of(String name) {
        return new KindSchema(name);
    }

    public <T> Attribute<T> add(int number, String name, Codec<T> codec, Function<? super T, String> text) {
        return add(Attribute.of(number, name, codec), text);
    }

    public <T> Attribute<T> add(Attribute<T> key, Function<? super T, String> text) {
        return add(key, (value, options) -> text.apply(value));
    }

    /** A change replaces all options: the kernel gives its defaults to those that a request omits. */
    public KindSchema whole() {
        keys.whole();
        return this;
    }

    /** Options that the kernel takes only when it creates the link. It refuses to change them. */
    public KindSchema fixed(Attribute<?>... options) {
        Collections.addAll(fixed, options);
        return this;
    }

    /** Options that the kernel takes only when it creates the link. It ignores a request to change them. */
    public KindSchema ignored(Attribute<?>... options) {
        Collections.addAll(ignored, options);
        return fixed(options);
    }

    /** An option with several parts, of which a change may set one: the value from the current and the wanted one. */
    public <T> void merged(Attribute<T> key, BinaryOperator<T> merge) {
        merges.put(key, merge);
    }

    /** Options of this kind that are known to others by {@code role}. */
    public <T> Attribute<T> shared(Object role, Attribute<T> key) {
        shared.put(role, key);
        return key;
    }

    /** A flag whose text is the only one where it is on. */
    public Attribute<Boolean> alone(Attribute<Boolean> key, String text) {
        rows.add(new Row<>(key, (on, options) -> on ? text : "", true));
        return keys.add(key);
    }

    /** An option whose text depends on other options. */
    public <T> Attribute<T> add(Attribute<T> key, BiFunction<? super T, NetlinkObject<?>, String> text) {
        rows.add(new Row<>(key, text));
        return keys.add(key);
    }

    /** An option that is an object with a header and attributes. */
    public <T extends NetlinkObject<T>> Attribute<T> object(
            int number,
            String name,
            Supplier<Schema> schema,
            Function<Content, T> reader,
            Function<? super T, String> text) {
        Attribute<T> key = keys.nest(number, name, schema, reader);
        rows.add(new Row<>(key, (value, options) -> text.apply(value)));
        return key;
    }

    /** An option that is not shown. */
    public <T> Attribute<T> add(int number, String name, Codec<T> codec) {
        return keys.add(number, name, codec);
    }

    /** An option that is not shown. */
    public <T> Attribute<T> add(Attribute<T> key) {
        return keys.add(key);
    }

    /** The texts of the options, in the order in which {@code ip -d link} shows them. */
    public List<Row<?>> rows() {
        return List.copyOf(rows);
    }

    /** The options that are known by a role. */
    public Map<Object, Attribute<?>> shared() {
        return Map.copyOf(shared);
    }

    /** The options with several parts. */
    public Map<Attribute<?>, BinaryOperator<?>> merges() {
        return Map.copyOf(merges);
    }

    /** The options that are taken only when the link is created. */
    public Set<Attribute<?>> fixed() {
        return Set.copyOf(fixed);
    }

    /** Those of {@link #fixed()} that a change ignores. */
    public Set<Attribute<?>> ignored() {
        return Set.copyOf(ignored);
    }

    /** The options. The first call ends the collection. */
    public Schema schema() {
        Schema built = schema;
        if (built == null) {
            built = keys.build();
            schema = built;
        }
        return built;
    }
}
