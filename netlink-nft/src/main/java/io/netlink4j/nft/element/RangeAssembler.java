package io.netlink4j.nft.element;

import io.netlink4j.nft.set.SetElement;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Combines the first keys and ends that the kernel reports to ranges. It keeps only a few elements: the kernel reports them in
 * ascending or descending order, and two with the same key in any order. A range without an end extends to the next range, or to the
 * highest key.
 */
public final class RangeAssembler {
    private final ElementEncoding form;
    private final Predicate<? super SetElement> visitor;
    /** The key of the last elements, and whether one of them is the first key of a range. */
    private byte @Nullable [] key;

    private @Nullable SetElement start;
    /** Positive if the keys ascend, negative if they descend, 0 until a second key comes. */
    private int direction;
    /** Ascending: the range that is not at its end yet. */
    private @Nullable SetElement pending;
    /** Descending: the next key, where a range ends or begins. */
    private byte @Nullable [] limit;

    public RangeAssembler(ElementEncoding form, Predicate<? super SetElement> visitor) {
        this.form = form;
        this.visitor = visitor;
    }

    /** Takes the next element. Returns false if the visitor stopped; {@link #finish} then does nothing. */
    public boolean add(SetElement element) {
        byte[] next = element.key();
        if (next.length == 0) {
            return pass(element);
        }
        byte[] before = key;
        key = next;
        if (before != null && !Arrays.equals(before, next)) {
            if (!complete(before, Integer.signum(Arrays.compareUnsigned(next, before)))) {
                return false;
            }
            start = null;
        }
        if (!element.isEnd()) {
            start = element;
        }
        return true;
    }

    /** Ends the last range. Returns whether the visitor would continue. */
    public boolean finish() {
        byte[] last = key;
        return last == null
                || (complete(last, direction)
                        && (pending == null || pass(form.joined(pending, ElementEncoding.highest(last.length)))));
    }

    private boolean pass(SetElement element) {
        boolean more = visitor.test(element);
        if (!more) {
            key = null;
        }
        return more;
    }

    /** Processes all elements with the key {@code at}, after which the keys continue in {@code newDirection}. */
    private boolean complete(byte[] at, int newDirection) {
        if (newDirection != direction) {
            // the order is broken because the ruleset changed meanwhile; the end of the dump reports that
            direction = newDirection;
            pending = null;
            limit = null;
        }
        SetElement begun = start;
        if (newDirection > 0) {
            SetElement ended = pending;
            pending = begun;
            return ended == null || pass(form.joined(ended, ElementEncoding.previous(at)));
        }
        byte[] next = limit;
        limit = at;
        return begun == null
                || pass(form.joined(
                        begun, next == null ? ElementEncoding.highest(at.length) : ElementEncoding.previous(next)));
    }
}
