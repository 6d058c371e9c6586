package io.netlink4j.rtnl.internal;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.internal.OptionText.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a link kind. Each is a row: number, name, type, and the text that {@code ip -d link} shows. The rows are in the
 * order of that text. Options without a text are not shown.
 */
public final class KindKeys {
    private final Schema.Builder keys;
    private final List<Row<?>> rows = new ArrayList<>();
    private @Nullable Schema schema;

    private KindKeys(String name) {
        this.keys = Schema.builder(name);
    }

    public static KindKeys of(String name) {
        return new KindKeys(name);
    }

    public <T> Attribute<T> add(int number, String name, Codec<T> codec, Function<? super T, String> text) {
        return add(Attribute.of(number, name, codec), text);
    }

    public <T> Attribute<T> add(Attribute<T> key, Function<? super T, String> text) {
        return add(key, (value, options) -> text.apply(value));
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
