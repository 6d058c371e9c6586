package io.netlink4j.nft;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.ElementReplacement.Keys;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the elements of one set or map again and again. It remembers what it wrote, so that {@link #change} costs what it costs to send the
 * change, and {@link #replace} does not read the set, as {@link Nft#replaceElements} does. It is not thread-safe.
 *
 * <p>The generation of the ruleset tells whether something else changed since. Then the set is read, and brought to what this program wants.
 * The kernel compares the generation once more when it makes the changes, so no change of others is overlooked. Elements that expire or that
 * packets add make no new generation: a set with timeouts, or one that rules change, is read each time.
 *
 * {@snippet :
 * ElementWriter blocked = nft.elementWriter(set);
 * blocked.replace(elements); // reads the set
 * blocked.change(List.of(elements.getFirst()), List.of(SetElement.of(IpAddress.of("192.0.2.1"))));
 * }
 */
public final class ElementWriter {
    private static final long LAST_GENERATION = 0xffff_ffffL;
    private static final long NONE = -1;

    private final Nft nft;
    private final NamedSet set;
    private List<SetElement> wanted = List.of();
    /** What was added to the wanted elements, and removed from them, since they were given. */
    private final Map<Keys, Optional<SetElement>> changed = new LinkedHashMap<>();

    private @Nullable Written written;
    private int readings;

    /** The set that was written, and the generation since; {@link #NONE} if the set has to be read in any case. */
    private record Written(NamedSet set, long generation) {}

    ElementWriter(Nft nft, NamedSet set) {
        this.nft = nft;
        this.set = set;
    }

    /**
     * Makes {@code elements} the elements of the set, with the result of {@link Nft#replaceElements}. The lists are compared fastest if they
     * share objects in the same order, as a list does with its changed copy.
     *
     * @throws NetlinkException.NotFound if there is no such set
     * @throws NetlinkException.Conflict if other programs changed the ruleset too often meanwhile
     * @throws IllegalArgumentException if an element does not fit the set
     */
    public Commit replace(Iterable<SetElement> elements) {
        List<SetElement> next = new ArrayList<>();
        elements.forEach(next::add);
        Commit commit = write(last -> difference(last, with(changed), next), () -> next);
        wanted = next;
        changed.clear();
        return commit;
    }

    /**
     * Removes some of the elements that were written, and adds others.
     *
     * @throws IllegalStateException if {@link #replace} was not called before
     * @throws NetlinkException.NotFound if the set or a removed element does not exist
     * @throws NetlinkException.AlreadyExists if an added element exists
     * @throws NetlinkException.Conflict if other programs changed the ruleset too often meanwhile
     * @throws IllegalArgumentException if an element does not fit the set
     */
    public Commit change(Collection<SetElement> removed, Collection<SetElement> added) {
        if (written == null) {
            throw new IllegalStateException("replace must be called before change, so that the elements are known");
        }
        Map<Keys, Optional<SetElement>> more = new LinkedHashMap<>();
        removed.forEach(element -> more.put(Keys.of(element), Optional.empty()));
        added.forEach(element -> more.put(Keys.of(element), Optional.of(element)));
        Map<Keys, Optional<SetElement>> all = new LinkedHashMap<>();
        Supplier<List<SetElement>> next = () -> {
            all.putAll(changed);
            all.putAll(more);
            return with(all);
        };
        Commit commit = write(
                last -> ElementReplacement.merges(last)
                        ? difference(last, with(changed), next.get())
                        : new ElementReplacement(List.copyOf(removed), List.copyOf(added)),
                next);
        changed.putAll(more);
        if (changed.size() > wanted.size()) {
            wanted = with(changed);
            changed.clear();
        }
        return commit;
    }

    private static ElementReplacement difference(NamedSet last, List<SetElement> before, List<SetElement> next) {
        return ElementReplacement.between(ElementReplacement.sent(last, before), ElementReplacement.sent(last, next));
    }

    private List<SetElement> with(Map<Keys, Optional<SetElement>> changes) {
        if (changes.isEmpty()) {
            return wanted;
        }
        List<SetElement> elements = new ArrayList<>();
        for (SetElement element : wanted) {
            if (!changes.containsKey(Keys.of(element))) {
                elements.add(element);
            }
        }
        changes.values().forEach(added -> added.ifPresent(elements::add));
        return elements;
    }

    /**
     * Sends changes.
     *
     * @param sinceThen the changes, if nothing else changed since the set was written
     * @param next all elements that the set is to have
     */
    private Commit write(Function<NamedSet, ElementReplacement> sinceThen, Supplier<List<SetElement>> next) {
        Written last = written;
        if (last != null && last.generation != NONE) {
            Generation now = nft.generation();
            if (now.id() == last.generation) {
                try {
                    return send(last.set, sinceThen.apply(last.set), now);
                } catch (NetlinkException.Conflict overtaken) {
                    // the set is read below
                }
            }
        }
        List<SetElement> elements = next.get();
        return nft.transacting(now -> {
            readings++;
            NamedSet found = ElementReplacement.find(nft, set);
            List<SetElement> sent = ElementReplacement.sent(found, elements);
            return send(found, ElementReplacement.between(nft.elements(found), sent), now);
        });
    }

    private Commit send(NamedSet found, ElementReplacement difference, Generation now) {
        Transaction changes = Transaction.of(tx -> difference.addTo(tx, found));
        Commit commit = nft.commit(changes, now);
        boolean changesItself = found.hasTimeouts() || found.isDynamic();
        long generation = changes.isEmpty() ? now.id() : following(now.id());
        written = new Written(found, changesItself ? NONE : generation);
        return commit;
    }

    /** The generation that a transaction makes of this one. The kernel leaves out 0. */
    private static long following(long generation) {
        return generation == LAST_GENERATION ? 1 : generation + 1;
    }

    /** How often the set was read. */
    int readings() {
        return readings;
    }

    @Override
    public String toString() {
        return "writer of " + set;
    }
}
