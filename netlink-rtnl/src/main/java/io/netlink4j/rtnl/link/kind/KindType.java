package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.internal.OptionText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Describes a link kind: its name, its options and its class.
 *
 * @param <K> the class of the kind
 */
public final class KindType<K> {
    private final String name;
    private final Schema schema;
    private final List<OptionText.Row<?>> rows;
    private final Map<Object, Attribute<?>> shared;
    private final Map<Attribute<?>, BinaryOperator<?>> merges;
    private final Set<Attribute<?>> fixed;
    private final Set<Attribute<?>> ignored;
    private final Function<Content, K> reader;

    private KindType(
            String name, Schema schema, List<OptionText.Row<?>> rows, KindSchema keys, Function<Content, K> reader) {
        this.name = name;
        this.schema = schema;
        this.rows = rows;
        this.shared = keys.shared();
        this.merges = keys.merges();
        this.fixed = keys.fixed();
        this.ignored = keys.ignored();
        this.reader = reader;
    }

    /** A kind with the options in {@code keys}. Several kinds may share them. */
    @SuppressWarnings("exports") // called by the classes of the kinds
    public static <K> KindType<K> of(String name, KindSchema keys, Function<Content, K> reader) {
        return new KindType<>(name, keys.schema(), keys.rows(), keys, reader);
    }

    static <K> KindType<K> of(String name, Schema schema, List<OptionText.Row<?>> rows, Function<Content, K> reader) {
        return new KindType<>(name, schema, rows, KindSchema.of(name), reader);
    }

    /** The name of the kernel, such as {@code bridge}. */
    public String name() {
        return name;
    }

    /** Its options. */
    public Schema schema() {
        return schema;
    }

    /** How an option of an existing link can be changed. */
    public OptionChange change(Attribute<?> option) {
        if (option.access() == Access.READ_ONLY) {
            return OptionChange.NEVER;
        }
        return fixed.contains(option) ? OptionChange.ANEW : OptionChange.IN_PLACE;
    }

    /** Whether the kernel acknowledges a request to change an option and does nothing. */
    public boolean ignoresChange(Attribute<?> option) {
        return ignored.contains(option);
    }

    /** The value that a change to {@code wanted} sends, if the kernel replaces all options. An option with several parts keeps the others. */
    @SuppressWarnings("unchecked") // an option and its merge have the same type of value
    public <T> T merged(Attribute<T> option, T current, T wanted) {
        BinaryOperator<?> merge = merges.get(option);
        return merge == null ? wanted : ((BinaryOperator<T>) merge).apply(current, wanted);
    }

    /** The key of an option that several kinds share. */
    @SuppressWarnings("unchecked") // an option and its key have the same type of value
    <T> Attribute<T> key(SharedOption<T> option) {
        Attribute<?> key = shared.get(option);
        if (key == null) {
            throw new IllegalStateException("a link of kind '" + name + "' has no " + option.name());
        }
        return (Attribute<T>) key;
    }

    /** The kind without options. */
    public K defaults() {
        return reader.apply(Content.of(new byte[0]));
    }

    /** The kind with the options of a nest. */
    public K read(Nest options) {
        return options.as(reader);
    }

    K read(Content options) {
        return reader.apply(options);
    }

    /** The options as {@code ip -d link} shows them, after {@code title}. */
    String text(String title, NetlinkObject<?> options) {
        return OptionText.words(title, options, rows);
    }

    @Override
    public String toString() {
        return name;
    }
}
