package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.internal.KindKeys;
import io.netlink4j.rtnl.internal.OptionText;
import java.util.List;
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
    private final Function<Content, K> reader;

    private KindType(String name, Schema schema, List<OptionText.Row<?>> rows, Function<Content, K> reader) {
        this.name = name;
        this.schema = schema;
        this.rows = rows;
        this.reader = reader;
    }

    /** A kind with the options in {@code keys}. Several kinds may share them. */
    @SuppressWarnings("exports") // called by the classes of the kinds
    public static <K> KindType<K> of(String name, KindKeys keys, Function<Content, K> reader) {
        return new KindType<>(name, keys.schema(), keys.rows(), reader);
    }

    static <K> KindType<K> of(String name, Schema schema, List<OptionText.Row<?>> rows, Function<Content, K> reader) {
        return new KindType<>(name, schema, rows, reader);
    }

    /** The name of the kernel, such as {@code bridge}. */
    public String name() {
        return name;
    }

    /** Its options. */
    public Schema schema() {
        return schema;
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
