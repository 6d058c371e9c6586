package io.netlink4j.nft;

import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.set.SetElement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ranges of one set while a transaction changes them; keys are as the kernel compares them. */
final class SetRanges {
    private final byte @Nullable [] open;
    private final Function<byte[], Optional<byte[]>> kernel;
    /** The known ranges and those of the transaction: last keys by first keys. */
    private final NavigableMap<byte[], byte[]> added = new TreeMap<>(Arrays::compareUnsigned);

    private final Set<ByteBuffer> deleted = new HashSet<>();

    /**
     * The set as the kernel has it.
     *
     * @param open the first key of the range that has the highest key, if there is one
     * @param kernel the first key of the range that a key is in
     */
    SetRanges(byte @Nullable [] open, Function<byte[], Optional<byte[]>> kernel) {
        this.open = open;
        this.kernel = kernel;
    }

    /** The set without elements. */
    static SetRanges empty() {
        return new SetRanges(null, key -> Optional.empty());
    }

    /** The set with all elements of the kernel. */
    static SetRanges of(ElementEncoding form, List<SetElement> ranges) {
        SetRanges set = empty();
        for (SetElement range : ranges) {
            if (!range.isCatchAll()) {
                set.added.put(form.ordered(range.key()), form.ordered(range.last()));
            }
        }
        return set;
    }

    /** Adds a range, or returns the first key of a range that overlaps it. */
    Optional<byte[]> add(byte[] first, byte[] last) {
        Map.Entry<byte[], byte[]> before = added.floorEntry(last);
        if (before != null
                && Arrays.compareUnsigned(before.getValue(), first) >= 0
                && !(Arrays.equals(before.getKey(), first) && Arrays.equals(before.getValue(), last))) {
            return Optional.of(before.getKey());
        }
        Optional<byte[]> other = Optional.ofNullable(open)
                .filter(key -> Arrays.compareUnsigned(last, key) >= 0)
                .filter(key -> !(Arrays.equals(key, first) && ElementEncoding.isHighest(last)))
                .or(() -> kernel.apply(last).filter(key -> !Arrays.equals(key, first)))
                .filter(key -> !deleted.contains(ByteBuffer.wrap(key)));
        if (other.isEmpty()) {
            added.put(first, last);
        }
        return other;
    }

    /**
     * Deletes a range. Returns false if it does not exist; only ranges with the highest key are checked, since the kernel checks the
     * others.
     */
    boolean delete(byte[] first, byte[] last) {
        byte[] lastAdded = added.remove(first);
        boolean there = !ElementEncoding.isHighest(last)
                || (lastAdded != null
                        ? Arrays.equals(lastAdded, last)
                        : Arrays.equals(open, first) && !deleted.contains(ByteBuffer.wrap(first)));
        deleted.add(ByteBuffer.wrap(first));
        return there;
    }
}
