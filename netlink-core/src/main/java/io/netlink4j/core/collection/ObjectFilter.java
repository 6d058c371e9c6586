package io.netlink4j.core.collection;

import io.netlink4j.core.attribute.NetlinkObject;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects objects of one type. The request contains a partial object: the kernel selects by the attributes that it supports. Every
 * condition is checked again here, since kernels ignore attributes that they do not know.
 *
 * <p>Filters are immutable.
 *
 * @param <T> the type of the objects
 */
public abstract class ObjectFilter<T extends NetlinkObject<T>> {
    private final T pattern;
    private final List<Condition<T>> conditions;

    /**
     * A filter.
     *
     * @param pattern the partial object for the request
     * @param conditions the conditions that are checked here
     */
    protected ObjectFilter(T pattern, List<Condition<T>> conditions) {
        this.pattern = pattern;
        this.conditions = conditions;
    }

    /**
     * One condition.
     *
     * @param words the words of the condition in the text of the filter
     * @param byKernel whether the kernel has checked it if it reports that it filtered
     * @param accepts compares an object with the pattern, in which links are indexes
     * @param <T> the type of the objects
     */
    public record Condition<T>(String words, boolean byKernel, BiPredicate<? super T, ? super T> accepts) {
        /** A condition that only this library checks. */
        public static <T> Condition<T> of(String words, Predicate<? super T> test) {
            return new Condition<>(words, false, (pattern, object) -> test.test(object));
        }
    }

    /** The partial object for the request. */
    protected final T pattern() {
        return pattern;
    }

    /** The conditions of this filter and one more. */
    protected final List<Condition<T>> and(Condition<T> condition) {
        List<Condition<T>> more = new ArrayList<>(conditions);
        more.add(condition);
        return List.copyOf(more);
    }

    /** The conditions of this filter. */
    protected final List<Condition<T>> conditions() {
        return conditions;
    }

    /** The partial objects for the requests, which are sent one after the other. */
    protected List<T> requests() {
        return List.of(pattern);
    }

    /** Whether a message may hold an accepted object. It is called before anything is copied, so it has to be fast. */
    protected boolean mayAccept(T asked, MemorySegment message, long body) {
        return true;
    }

    /**
     * Whether an object meets all conditions.
     *
     * @param asked the pattern with indexes for links
     * @param filtered whether the kernel reported that it filtered ({@code NLM_F_DUMP_FILTERED})
     */
    public final boolean accepts(T asked, T object, boolean filtered) {
        for (Condition<T> condition : conditions) {
            if (!(filtered && condition.byKernel) && !condition.accepts.test(asked, object)) {
                return false;
            }
        }
        return true;
    }

    /** The conditions in words: {@code of link 'eth0' of scope global}; empty if everything is accepted. */
    @Override
    public String toString() {
        return conditions.stream()
                .map(Condition::words)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
