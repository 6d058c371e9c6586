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

    /** The keys of an element. */
    private record Keys(ByteBuffer first, ByteBuffer last) {
        static Keys of(SetElement element) {
            return new Keys(ByteBuffer.wrap(element.key()), ByteBuffer.wrap(element.last()));
        }
    }

    /** The changes from the elements that {@code set} has to {@code wanted}. */
    static void add(Nft nft, NamedSet set, Iterable<SetElement> wanted, TransactionBuilder changes) {
        NamedSet found = nft.sets()
                .find(set)
                .orElseThrow(() -> NetlinkException.refused(
                        "replace the elements of " + set, Errno.ENOENT, "there is no such set"));
        ElementEncoding form = ElementEncoding.of(found);
        ElementReplacement difference = between(nft.elements(found), form.merges() ? form.merged(wanted) : wanted);
        if (!difference.removed.isEmpty()) {
            changes.deleteElements(found, difference.removed);
        }
        if (!difference.added.isEmpty()) {
            changes.addElements(found, difference.added);
        }
    }

    static ElementReplacement between(Iterable<SetElement> before, Iterable<SetElement> wanted) {
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
