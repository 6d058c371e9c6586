package io.netlink4j.nft;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds overlapping ranges that the kernel accepts. nft compares all ranges itself.
 *
 * <ul>
 *   <li>A range up to the highest key has no end in the kernel. The kernel accepts ranges that overlap it, and deletes it for any range
 * without an end that begins with the same key.
 *   <li>Of two ranges with the same last key the kernel accepts the longer one after the shorter one, unless the request has
 * {@code NLM_F_EXCL}.
 * </ul>
 */
final class RangeOverlaps {
    private final Kernel kernel;
    private final String where;
    private final Map<SetName, SetRanges> sets = new HashMap<>();

    /** The kernel's ranges of a set, which may be missing. */
    interface Kernel {
        /** The first key of the range that {@code key} is in, both as the kernel compares them. */
        Optional<byte[]> firstKey(NamedSet set, byte[] key);

        /** All ranges. */
        List<SetElement> ranges(NamedSet set);
    }

    private RangeOverlaps(Kernel kernel, String where) {
        this.kernel = kernel;
        this.where = where;
    }

    /**
     * Compares ranges up to the highest key with others.
     *
     * @param where the namespace
     * @throws NetlinkException.AlreadyExists if two ranges overlap
     * @throws NetlinkException.NotFound if such a range is to be deleted and is not there
     */
    static void checkOpen(List<Request> requests, Kernel kernel, String where) {
        new RangeOverlaps(kernel, where).check(requests, false);
    }

    /** Also compares each range with the kernel's range that contains its last key. */
    static void checkAll(List<Request> requests, Kernel kernel, String where) {
        new RangeOverlaps(kernel, where).check(requests, true);
    }

    private void check(List<Request> requests, boolean all) {
        Map<SetName, NamedSet> changed = new HashMap<>();
        Set<SetName> open = new HashSet<>();
        for (Request request : requests) {
            ElementEncoding form = paired(request);
            if (form != null) {
                SetName name = SetName.of(form.set());
                changed.put(name, form.set());
                if (form.isOpen()) {
                    open.add(name);
                }
            }
        }
        changed.forEach((name, set) -> {
            if (open.contains(name)) {
                sets.put(name, SetRanges.of(ElementEncoding.of(set), kernel.ranges(set)));
                return;
            }
            Optional<byte[]> first =
                    kernel.firstKey(set, ElementEncoding.highest(set.key().length()));
            if (all || first.isPresent()) {
                sets.put(
                        name,
                        new SetRanges(first.orElse(null), key -> all ? kernel.firstKey(set, key) : Optional.empty()));
            }
        });
        requests.forEach(this::apply);
    }

    private static @Nullable ElementEncoding paired(Request request) {
        return request.body() instanceof ElementList list
                ? list.form().filter(ElementEncoding::isPaired).orElse(null)
                : null;
    }

    private void apply(Request request) {
        if (sets.isEmpty()) {
            return;
        }
        switch (request.body()) {
            case ElementList list -> {
                SetRanges ranges = sets.get(SetName.of(list));
                if (ranges != null) {
                    apply(request, list, ranges);
                }
            }
            case NamedSet set
            when !request.type().equals(NamedSet.DESCRIPTOR.created()) -> empty(Set.of(SetName.of(set)));
            case Table table
            when !request.type().equals(Table.DESCRIPTOR.created()) -> {
                Set<SetName> gone = new HashSet<>(sets.keySet());
                gone.removeIf(name -> table.has(Table.NAME) && !name.isIn(table));
                empty(gone);
            }
            default -> {}
        }
    }

    private void empty(Set<SetName> gone) {
        gone.forEach(name -> sets.computeIfPresent(name, (same, ranges) -> SetRanges.empty()));
    }

    private void apply(Request request, ElementList list, SetRanges ranges) {
        List<SetElement> encoded = list.elements();
        if (encoded.isEmpty()) {
            empty(Set.of(SetName.of(list)));
            return;
        }
        for (int i = 0; i < encoded.size(); i++) {
            SetElement start = encoded.get(i);
            if (!start.isEnd() && !start.isCatchAll()) {
                byte[] first = start.key();
                byte[] last = i + 1 < encoded.size() && encoded.get(i + 1).isEnd()
                        ? ElementEncoding.previous(encoded.get(i + 1).key())
                        : ElementEncoding.highest(first.length);
                if (request.type().equals(ElementList.DESCRIPTOR.created())) {
                    ranges.add(first, last).ifPresent(other -> {
                        String reason = text(list, first, last) + " overlaps the range that begins with "
                                + text(list, other, other);
                        throw NetlinkException.refused(request + where, Errno.EEXIST, reason);
                    });
                } else if (!ranges.delete(first, last)) {
                    String reason = "there is no such element, at " + text(list, first, last);
                    throw NetlinkException.refused(request + where, Errno.ENOENT, reason);
                }
            }
        }
    }

    private static String text(ElementList list, byte[] first, byte[] last) {
        return list.form()
                .map(form -> form.joined(SetElement.of(first), last))
                .orElseGet(() -> SetElement.range(first, last))
                .toString();
    }
}
