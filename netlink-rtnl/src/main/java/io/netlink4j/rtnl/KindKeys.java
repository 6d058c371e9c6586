package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.KindText.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a kind of link, one row for each: number, name, type, and the text that {@code ip -d link} shows for it. Rows
 * stand in the order of that text. Options without a text are not shown.
 */
final class KindKeys {
    private final Schema.Builder keys;
    private final List<Word<?>> words = new ArrayList<>();
    private @Nullable Schema schema;

    private KindKeys(String name) {
        this.keys = Schema.builder(name);
    }

    static KindKeys of(String name) {
        return new KindKeys(name);
    }

    <T> Attribute<T> add(int number, String name, Codec<T> codec, Function<? super T, String> text) {
        return add(Attribute.of(number, name, codec), text);
    }

    <T> Attribute<T> add(Attribute<T> key, Function<? super T, String> text) {
        return add(key, (value, options) -> text.apply(value));
    }

    /** An option whose text depends on others. */
    <T> Attribute<T> add(Attribute<T> key, BiFunction<? super T, NetlinkObject<?>, String> text) {
        words.add(new Word<>(key, text));
        return keys.add(key);
    }

    /** An option that is a whole link: a header of its own and attributes. */
    Attribute<Link> link(int number, String name, Function<? super Link, String> text) {
        Attribute<Link> key = keys.nest(number, name, () -> Link.SCHEMA, Link::new);
        words.add(new Word<>(key, (link, options) -> text.apply(link)));
        return key;
    }

    /** An option that is not shown. */
    <T> Attribute<T> add(int number, String name, Codec<T> codec) {
        return keys.add(number, name, codec);
    }

    /** An option that is not shown. */
    <T> Attribute<T> add(Attribute<T> key) {
        return keys.add(key);
    }

    /** A kind with these options; several kinds may have the same. */
    <K extends KnownKind<K>> KindType<K> kind(String name, Function<Content, K> reader) {
        return new KindType<>(name, schema(), List.copyOf(words), reader);
    }

    private Schema schema() {
        Schema built = schema;
        if (built == null) {
            built = keys.build();
            schema = built;
        }
        return built;
    }
}
