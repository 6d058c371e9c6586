package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.KindText.Word;
import java.util.List;
import java.util.function.Function;

/**
 * All that is said of a kind once and not for each of its options.
 *
 * @param name the kernel's name for it
 * @param schema its options
 * @param words its options as {@code ip} shows them, in that order
 * @param reader makes a value of options
 */
record KindType<K extends KnownKind<K>>(String name, Schema schema, List<Word<?>> words, Function<Content, K> reader) {
    /** A kind with the kernel's defaults. */
    K defaults() {
        return reader.apply(Content.of(new byte[0]));
    }
}
