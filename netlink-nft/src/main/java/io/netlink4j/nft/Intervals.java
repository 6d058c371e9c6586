package io.netlink4j.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of sets of ranges. To the kernel a range is two elements: its first key, and the first key behind it, marked as
 * an end.
 */
public final class Intervals {
    /** By the key, ends first: where one range ends and the next begins, the one before is over. */
    static final Comparator<SetElement> ORDER =
            Comparator.comparing(SetElement::key, Arrays::compareUnsigned).thenComparing(element -> !element.isEnd());

    private Intervals() {}

    /** The ranges in order, those that overlap or touch as one. */
    public static List<Interval> merge(Collection<Interval> intervals) {
        List<Interval> merged = new ArrayList<>();
        for (Interval next : intervals.stream().sorted().toList()) {
            Interval last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && (last.isOpen() || Arrays.compareUnsigned(next.first(), last.next()) <= 0)) {
                byte[] end = Arrays.compareUnsigned(next.last(), last.last()) > 0 ? next.last() : last.last();
                merged.set(merged.size() - 1, Interval.of(last.first(), end));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    /** The elements that {@code intervals} are, in order; a range up to the highest key has no end element. */
    public static List<SetElement> elements(Collection<Interval> intervals) {
        List<SetElement> elements = new ArrayList<>(2 * intervals.size());
        for (Interval interval : intervals.stream().sorted().toList()) {
            elements.add(SetElement.of(interval.first()));
            if (!interval.isOpen()) {
                elements.add(SetElement.of(interval.next()).end());
            }
        }
        return elements;
    }

    /** The same as nft writes a whole set: where the lowest key is in no range, an end stands there. */
    public static List<SetElement> whole(Collection<Interval> intervals) {
        List<SetElement> elements = elements(intervals);
        if (!elements.isEmpty()) {
            byte[] first = elements.getFirst().key();
            byte[] zero = new byte[first.length];
            if (!Arrays.equals(first, zero)) {
                elements.addFirst(SetElement.of(zero).end());
            }
        }
        return elements;
    }

    /** The ranges that {@code elements} stand for, in order, in whatever order the kernel reported them. */
    public static List<Interval> of(Collection<SetElement> elements) {
        List<SetElement> sorted = elements.stream().sorted(ORDER).toList();
        List<Interval> intervals = new ArrayList<>();
        byte @Nullable [] first = null;
        for (SetElement element : sorted) {
            byte[] key = element.key();
            if (first != null) {
                intervals.add(Interval.of(first, previous(key)));
            }
            first = element.isEnd() ? null : key;
        }
        if (first != null) {
            byte[] highest = new byte[first.length];
            Arrays.fill(highest, (byte) 0xff);
            intervals.add(Interval.of(first, highest));
        }
        return intervals;
    }

    private static byte[] previous(byte[] key) {
        byte[] previous = key.clone();
        for (int i = previous.length - 1; i >= 0 && previous[i]-- == 0; i--) {
            // the borrow comes from the byte before
        }
        return previous;
    }
}
