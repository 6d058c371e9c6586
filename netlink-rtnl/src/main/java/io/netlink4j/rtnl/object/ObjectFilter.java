package io.netlink4j.rtnl.object;

import io.netlink4j.core.attribute.NetlinkObject;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects objects of one type. A partial object goes into the request, from which the kernel selects what it can select by. Every condition
 * is checked again here, since kernels ignore what they do not know.
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
     * @param pattern what the request carries
     * @param conditions what is checked here
     */
    protected ObjectFilter(T pattern, List<Condition<T>> conditions) {
        this.pattern = pattern;
        this.conditions = conditions;
    }

    /**
     * One condition.
     *
     * @param words what the filter's text says of it
     * @param byKernel whether a kernel that says that it filtered has checked it
     * @param accepts compares the pattern, in which links are indexes, and an object
     * @param <T> the type of the objects
     */
    public record Condition<T>(String words, boolean byKernel, BiPredicate<? super T, ? super T> accepts) {
        /** A condition that is checked here alone. */
        public static <T> Condition<T> of(String words, Predicate<? super T> test) {
            return new Condition<>(words, false, (pattern, object) -> test.test(object));
        }
    }

    /** What the request carries. */
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

    /** The partial objects to ask the kernel for, one after the other. */
    protected List<T> requests() {
        return List.of(pattern);
    }

    /** Whether a message may hold a wanted object. It is asked before anything is copied, so it has to be fast. */
    protected boolean mayAccept(T asked, MemorySegment message, long body) {
        return true;
    }

    /**
     * Whether an object meets all conditions.
     *
     * @param asked the pattern with indexes for links
     * @param filtered whether the kernel said that it filtered ({@code NLM_F_DUMP_FILTERED})
     */
    public final boolean accepts(T asked, T object, boolean filtered) {
        for (Condition<T> condition : conditions) {
            if (!(filtered && condition.byKernel) && !condition.accepts.test(asked, object)) {
                return false;
            }
        }
        return true;
    }

    /** The conditions in words: {@code of link 'eth0' of scope global}; empty where everything is accepted. */
    @Override
    public String toString() {
        return conditions.stream()
                .map(Condition::words)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
