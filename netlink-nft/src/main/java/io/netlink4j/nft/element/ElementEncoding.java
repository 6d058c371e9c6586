package io.netlink4j.nft.element;

import io.netlink4j.nft.analysis.KeyFields;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Encodes the elements of one set for the kernel, and decodes them.
 *
 * <ul>
 *   <li>In a set without ranges an element is its key.
 *   <li>In a set of ranges of one field it is two elements: the first key with all other attributes, and the key after the last one,
 * marked as an end. A range up to the highest key has no end.
 *   <li>In a set of ranges of several fields it is the first and the last key.
 * </ul>
 *
 * <p>The kernel compares the keys of ranges byte by byte. Numbers in host byte order are therefore sent in network byte order.
 */
public final class ElementEncoding {
    private static final int KEY_BITS = SetElement.bit(SetElement.KEY) | SetElement.bit(SetElement.KEY_END);
    private static final ByteOrder MACHINE = ByteOrder.nativeOrder();

    private final NamedSet set;
    private final Kind kind;
    private final SetKey key;
    private final ElementCheck check;
    private final boolean known;
    private boolean open;

    private enum Kind {
        KEYS,
        RANGES,
        FIELDS
    }

    private ElementEncoding(NamedSet set, boolean known) {
        this.set = set;
        this.key = set.key();
        this.kind = !set.isInterval() ? Kind.KEYS : set.isConcatenated() ? Kind.FIELDS : Kind.RANGES;
        this.check = new ElementCheck(set, known);
        this.known = known;
    }

    /** The encoding of a set that was read, or that the transaction adds. */
    public static ElementEncoding of(NamedSet set) {
        return new ElementEncoding(set, true);
    }

    /** The encoding for the set that {@code set} describes. */
    public static ElementEncoding assumed(NamedSet set) {
        return new ElementEncoding(set, false);
    }

    public NamedSet set() {
        return set;
    }

    /** Whether the kernel's set may be of another kind. */
    public boolean isAssumed() {
        return !known;
    }

    /** Whether a set with the {@code other} encoding accepts everything that was encoded so far. */
    public boolean suits(ElementEncoding other) {
        return kind == other.kind && key.equals(other.key) && !check.isDoubtful();
    }

    /** Whether the kernel has two elements for a range, which readers must combine. */
    public boolean isPaired() {
        return kind == Kind.RANGES;
    }

    /**
     * Encodes {@code element} for adding and passes the result to {@code out}.
     *
     * @throws IllegalArgumentException if it does not fit the set
     */
    public void add(SetElement element, Consumer<SetElement> out) {
        check.require(element);
        put(element, out);
    }

    /** Whether a range up to the highest key was encoded, which has no end in the kernel. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Encodes {@code element} for deleting it or looking it up, and passes the result to {@code out}. Only the keys matter.
     *
     * @throws IllegalArgumentException if it does not fit the set
     */
    public void delete(SetElement element, Consumer<SetElement> out) {
        check.requireKeys(element);
        put(element.isCatchAll() ? SetElement.catchAll() : SetElement.range(element.key(), element.last()), out);
    }

    private void put(SetElement element, Consumer<SetElement> out) {
        if (kind == Kind.KEYS || element.length(SetElement.KEY) < 0) {
            out.accept(element);
            return;
        }
        byte[] first = ordered(element.key());
        byte[] last = element.isRange() ? ordered(element.last()) : first;
        check.requireOrder(element, first, last);
        boolean bare = (element.attributes() & ~KEY_BITS) == 0;
        SetElement keyed = bare ? SetElement.of(first) : element.with(SetElement.KEY, Data.value(first));
        if (kind == Kind.FIELDS) {
            out.accept(keyed.with(SetElement.KEY_END, Data.value(last)));
            return;
        }
        if (!isHighest(last)) {
            out.accept(bare ? keyed : KernelElements.open(keyed.without(SetElement.KEY_END), false));
            out.accept(KernelElements.end(next(last)));
            return;
        }
        out.accept(KernelElements.open(keyed.without(SetElement.KEY_END), true));
        open = true;
    }

    /** Whether elements of one call are merged if they overlap or touch ({@link NamedSet#autoMerge}). */
    public boolean merges() {
        return isPaired() && set.isAutoMerge() && !answers();
    }

    /** Whether elements have values, so that two of them differ even if their keys touch. */
    private boolean answers() {
        return set.isMap() || set.isObjectMap();
    }

    /**
     * The elements in the order of their keys. Elements that overlap or touch are merged; the result has the other attributes of the
     * first one.
     */
    public List<SetElement> merged(Iterable<SetElement> elements) {
        List<SetElement> merged = new ArrayList<>();
        for (SetElement next : sorted(elements)) {
            SetElement before = merged.isEmpty() ? next : merged.getLast();
            byte[] last = ordered(before.last());
            if (merged.isEmpty() || before.isCatchAll() || isBehind(ordered(next.key()), last)) {
                merged.add(next);
            } else if (Arrays.compareUnsigned(ordered(next.last()), last) > 0) {
                merged.set(merged.size() - 1, before.with(SetElement.KEY_END, Data.value(next.last())));
            }
        }
        return merged;
    }

    private static boolean isBehind(byte[] first, byte[] last) {
        return !isHighest(last) && Arrays.compareUnsigned(first, next(last)) > 0;
    }

    private List<SetElement> sorted(Iterable<SetElement> elements) {
        List<SetElement> sorted = new ArrayList<>();
        elements.forEach(element -> {
            check.require(element);
            sorted.add(element);
        });
        sorted.sort(Comparator.comparing(element -> ordered(element.key()), Arrays::compareUnsigned));
        return sorted;
    }

    /**
     * Encodes all elements of an anonymous set as nft does: ranges in order, merged if they overlap or touch, and an end at the lowest
     * key if no range contains it.
     */
    public List<SetElement> whole(Collection<SetElement> elements) {
        List<SetElement> all = new ArrayList<>();
        if (kind != Kind.RANGES) {
            elements.forEach(element -> add(element, all::add));
            return all;
        }
        List<SetElement> keyed =
                elements.stream().filter(element -> !element.isCatchAll()).toList();
        (answers() ? sorted(keyed) : merged(keyed)).forEach(element -> put(element, all::add));
        byte[] lowest = new byte[key.length()];
        if (!all.isEmpty() && !Arrays.equals(all.getFirst().key(), lowest)) {
            all.addFirst(KernelElements.end(lowest));
        }
        for (int i = all.size() - 2; i >= 0; i--) {
            if (all.get(i).isEnd()
                    && Arrays.equals(all.get(i).key(), all.get(i + 1).key())) {
                all.remove(i); // the next range begins there
            }
        }
        elements.stream().filter(SetElement::isCatchAll).forEach(all::add);
        return all;
    }

    /** The size that nft gives such a set. It counts an end for each range, even if the kernel has none. */
    public int size(List<SetElement> whole) {
        if (!isPaired() || whole.isEmpty()) {
            return whole.size();
        }
        int size = whole.getFirst().isEnd() ? 1 : 0;
        for (SetElement element : whole) {
            size += element.isEnd() ? 0 : element.isCatchAll() ? 1 : 2;
        }
        return size;
    }

    /** Decodes what {@link #add} encoded, in the same order. */
    public List<SetElement> written(List<SetElement> encoded) {
        if (kind != Kind.RANGES) {
            return encoded.stream().map(this::read).toList();
        }
        List<SetElement> elements = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            SetElement start = encoded.get(i);
            SetElement next = i + 1 < encoded.size() ? encoded.get(i + 1) : start;
            if (start.isCatchAll()) {
                elements.add(start);
            } else if (!start.isEnd()) {
                boolean open = KernelElements.isOpen(start) || i + 1 == encoded.size() || next.isCatchAll();
                byte[] last = open ? highest(start.key().length) : previous(next.key());
                elements.add(joined(start, last));
            }
        }
        return elements;
    }

    /** Decodes elements in any order and returns them in the order of their keys. */
    public List<SetElement> paired(List<SetElement> encoded) {
        List<SetElement> elements = new ArrayList<>();
        RangeAssembler pairs = new RangeAssembler(this, elements::add);
        encoded.stream()
                .sorted(Comparator.comparing(SetElement::key, Arrays::compareUnsigned)
                        .thenComparing(element -> !element.isEnd()))
                .forEach(pairs::add);
        pairs.finish();
        return elements;
    }

    /** The key to look up for the element that contains the first key of {@code element}. */
    public SetElement first(SetElement element) {
        check.requireKeys(element);
        return element.isCatchAll() ? SetElement.catchAll() : SetElement.of(ordered(element.key()));
    }

    /** Decodes one element of a set that is not {@linkplain #isPaired paired}. */
    public SetElement read(SetElement element) {
        return kind == Kind.FIELDS && !element.isCatchAll() ? joined(element, element.last()) : element;
    }

    /** The range that begins with the element {@code start} and ends with the key {@code last}. */
    public SetElement joined(SetElement start, byte[] last) {
        byte[] first = start.key();
        byte[] lowest = ordered(first);
        SetElement keyed = Arrays.equals(lowest, first) ? start : start.with(SetElement.KEY, Data.value(lowest));
        SetElement element = Arrays.equals(first, last)
                ? keyed.without(SetElement.KEY_END)
                : keyed.with(SetElement.KEY_END, Data.value(ordered(last)));
        return KernelElements.open(element, false);
    }

    /** Whether every key of {@code inner} is in {@code outer}. */
    public boolean covers(SetElement outer, SetElement inner) {
        byte[] first = ordered(outer.key());
        byte[] last = ordered(outer.last());
        byte[] lowest = ordered(inner.key());
        byte[] highest = ordered(inner.last());
        int from = 0;
        for (int width : first.length == lowest.length ? KeyFields.widths(key) : new int[0]) {
            int to = from + width;
            if (Arrays.compareUnsigned(first, from, to, lowest, from, to) > 0
                    || Arrays.compareUnsigned(highest, from, to, last, from, to) > 0) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** Converts a key between the order of the set's type and the order in which the kernel compares ranges; it is its own inverse. */
    public byte[] ordered(byte[] value) {
        return kind == Kind.KEYS || MACHINE == ByteOrder.BIG_ENDIAN ? value : KeyFields.reversed(key, value);
    }

    /** The highest key of that length. */
    public static byte[] highest(int length) {
        byte[] highest = new byte[length];
        Arrays.fill(highest, (byte) 0xff);
        return highest;
    }

    public static boolean isHighest(byte[] key) {
        for (byte part : key) {
            if (part != (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    public static byte[] next(byte[] key) {
        byte[] next = key.clone();
        for (int i = next.length - 1; i >= 0 && ++next[i] == 0; i--) {
            // the carry goes to the byte before
        }
        return next;
    }

    public static byte[] previous(byte[] key) {
        byte[] previous = key.clone();
        for (int i = previous.length - 1; i >= 0 && previous[i]-- == 0; i--) {
            // the borrow comes from the byte before
        }
        return previous;
    }
}
