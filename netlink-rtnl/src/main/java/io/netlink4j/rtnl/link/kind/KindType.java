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
 * What is said once of a kind of link and not of each of its options.
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

    /** A kind with the options in {@code keys}; several kinds may have the same. */
    @SuppressWarnings("exports") // the classes of the kinds call it
    public static <K> KindType<K> of(String name, KindKeys keys, Function<Content, K> reader) {
        return new KindType<>(name, keys.schema(), keys.rows(), reader);
    }

    static <K> KindType<K> of(String name, Schema schema, List<OptionText.Row<?>> rows, Function<Content, K> reader) {
        return new KindType<>(name, schema, rows, reader);
    }

    /** The kernel's name for it, such as {@code bridge}. */
    public String name() {
        return name;
    }

    /** Its options. */
    public Schema schema() {
        return schema;
    }

    /** A kind on which no option is set. */
    public K defaults() {
        return reader.apply(Content.of(new byte[0]));
    }

    /** The kind with the options that a nest holds. */
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
