package io.netlink4j.rtnl.internal;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The text of objects of one type as rows: a word, a value and its format. A row whose value is empty is left out; so is
 * an empty word. Values are made printable.
 *
 * @param <T> the type of the objects
 */
public final class TextRows<T extends NetlinkObject<?>> {
    private final List<BiFunction<T, Function<LinkReference, String>, Collection<?>>> values = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** A word and the value of an attribute. */
    public TextRows<T> add(String word, Attribute<?> key) {
        return add(word, object -> object.get(key));
    }

    /** A word and the value of an attribute in a format of its own. */
    public <V> TextRows<T> add(String word, Attribute<V> key, Function<? super V, String> format) {
        return add(word, object -> object.get(key).map(format));
    }

    /** A word and its value. */
    public TextRows<T> add(String word, Function<? super T, ? extends Optional<?>> value) {
        return addEach(word, (object, links) -> value.apply(object).stream().toList());
    }

    /** A word and its value in a format of its own. */
    public <V> TextRows<T> add(
            String word, Function<? super T, Optional<V>> value, Function<? super V, String> format) {
        return add(word, object -> value.apply(object).map(format));
    }

    /** A word and a value that every object has. */
    public TextRows<T> addAlways(String word, Function<? super T, ?> value) {
        return addIf(object -> true, word, value);
    }

    /** A word alone, where something is true. */
    public TextRows<T> addIf(Predicate<? super T> test, String word) {
        return addIf(test, "", object -> word);
    }

    /** A word and its value, where something is true. */
    public TextRows<T> addIf(Predicate<? super T> test, String word, Function<? super T, ?> value) {
        return add(word, object -> Optional.of(object).filter(test).map(value));
    }

    /** A word and the name of a link. */
    public TextRows<T> addLink(String word, Function<? super T, Optional<LinkReference>> link) {
        return addEach(
                word, (object, links) -> link.apply(object).map(links).stream().toList());
    }

    /** A word before each of several values. */
    public TextRows<T> addEach(String word, Function<? super T, ? extends Collection<?>> several) {
        return addEach(word, (object, links) -> several.apply(object));
    }

    /** A word before each of several values, which depend on the names of links. */
    public TextRows<T> addEach(String word, BiFunction<T, Function<LinkReference, String>, Collection<?>> several) {
        words.add(word);
        values.add(several);
        return this;
    }

    /** The text of an object. */
    public String text(T object) {
        return text(object, Words.LINKS);
    }

    /** The text of an object with names for links. */
    public String text(T object, Function<LinkReference, String> links) {
        Words text = new Words();
        for (int i = 0; i < words.size(); i++) {
            for (Object value : values.get(i).apply(object, links)) {
                text.add(words.get(i), Optional.of(Printable.of(value.toString())));
            }
        }
        return text.toString();
    }
}
