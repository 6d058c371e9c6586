package io.netlink4j.rtnl.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The text of objects of one type as rows: a word, a value and its format. A row whose value is empty is left out.
 *
 * @param <T> the type of the objects
 */
public final class TextRows<T> {
    private final List<Function<? super T, Optional<String>>> rows = new ArrayList<>();

    /** A word and its value. */
    public TextRows<T> add(String word, Function<? super T, ? extends Optional<?>> value) {
        rows.add(object -> value.apply(object).map(found -> (word + " " + found).strip()));
        return this;
    }

    /** A word and its value in a format of its own. */
    public <V> TextRows<T> add(
            String word, Function<? super T, Optional<V>> value, Function<? super V, String> format) {
        rows.add(object -> value.apply(object).map(found -> (word + " " + format.apply(found)).strip()));
        return this;
    }

    /** A word alone, where something is true. */
    public TextRows<T> addIf(Predicate<? super T> test, String word) {
        rows.add(object -> test.test(object) ? Optional.of(word) : Optional.empty());
        return this;
    }

    /** The text of an object. */
    public String text(T object) {
        Words words = new Words();
        rows.forEach(row -> words.add(row.apply(object).orElse("")));
        return words.toString();
    }
}
