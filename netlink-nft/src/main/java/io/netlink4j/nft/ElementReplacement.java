package io.netlink4j.nft;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The least changes that give a set other elements. */
record ElementReplacement(List<SetElement> removed, List<SetElement> added) {
    /** How many elements that were removed in a row are found without a comparison of keys. */
    private static final int NEAR = 64;

    /** The keys of an element. */
    record Keys(ByteBuffer first, ByteBuffer last) {
        static Keys of(SetElement element) {
            return new Keys(ByteBuffer.wrap(element.key()), ByteBuffer.wrap(element.last()));
        }
    }

    static NamedSet find(Nft nft, NamedSet set) {
        return nft.sets()
                .find(set)
                .orElseThrow(() -> NetlinkException.refused(
                        "replace the elements of " + set, Errno.ENOENT, "there is no such set"));
    }

    static boolean merges(NamedSet set) {
        return ElementEncoding.of(set).merges();
    }

    /** The elements that are sent for the wanted ones: merged ones if the set merges them. */
    static List<SetElement> sent(NamedSet set, List<SetElement> wanted) {
        ElementEncoding form = ElementEncoding.of(set);
        return form.merges() ? form.merged(wanted) : wanted;
    }

    void addTo(TransactionBuilder changes, NamedSet set) {
        if (!removed.isEmpty()) {
            changes.deleteElements(set, removed);
        }
        if (!added.isEmpty()) {
            changes.addElements(set, added);
        }
    }

    /** The least changes from {@code before} to {@code wanted}. It is fast if most elements are the same objects in the same order. */
    static ElementReplacement between(List<SetElement> before, List<SetElement> wanted) {
        List<SetElement> old = new ArrayList<>();
        List<SetElement> fresh = new ArrayList<>();
        int at = 0;
        for (SetElement element : wanted) {
            int same = indexOf(before, element, at);
            if (same < 0) {
                fresh.add(element);
            } else {
                old.addAll(before.subList(at, same));
                at = same + 1;
            }
        }
        old.addAll(before.subList(at, before.size()));
        return byKeys(old, fresh);
    }

    /** The index of the same object at {@code from} or a little behind; negative if it is not there. */
    private static int indexOf(List<SetElement> before, SetElement element, int from) {
        int end = Math.min(before.size(), from + NEAR);
        for (int i = from; i < end; i++) {
            if (isIdentical(before.get(i), element)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("ReferenceEquality") // equal ones that are not identical are compared by their keys
    private static boolean isIdentical(SetElement one, SetElement other) {
        return one == other;
    }

    private static ElementReplacement byKeys(List<SetElement> before, List<SetElement> wanted) {
        Map<Keys, SetElement> left = new LinkedHashMap<>();
        before.forEach(element -> left.put(Keys.of(element), element));
        List<SetElement> added = new ArrayList<>();
        List<SetElement> removed = new ArrayList<>();
        for (SetElement element : wanted) {
            SetElement there = left.remove(Keys.of(element));
            if (there == null) {
                added.add(element);
            } else if (!isSame(there, element)) {
                removed.add(there);
                added.add(element);
            }
        }
        removed.addAll(left.values());
        return new ElementReplacement(removed, added);
    }

    /** Whether value, comment and timeout are equal. A wanted element without a timeout accepts any. */
    private static boolean isSame(SetElement there, SetElement wanted) {
        return there.value().equals(wanted.value())
                && there.get(SetElement.OBJREF).equals(wanted.get(SetElement.OBJREF))
                && there.comment().equals(wanted.comment())
                && (wanted.timeout().isEmpty() || wanted.timeout().equals(there.timeout()));
    }
}
