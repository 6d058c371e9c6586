package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.rtnl.link.kind.KindType;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.OptionChange;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Changes of options that the kernel ignores, and changes of kinds whose options it replaces as a whole. */
final class OptionChanges {
    private static final List<Attribute<?>> IGNORED =
            List.of(LinkAttributes.NUM_TX_QUEUES, LinkAttributes.NUM_RX_QUEUES, LinkAttributes.LINK);
    private static final String ANEW = " only when it creates the link; delete the link and add it again";

    private OptionChanges() {}

    /** Whether the current link is needed to send {@code changes}. The kernel ignores a kind without options, also if it is another one. */
    static boolean concerns(Link changes) {
        return IGNORED.stream().anyMatch(changes::has)
                || changes.kind()
                        .filter(kind -> kind.data().byteLength() == 0
                                || kind.data().schema().isWhole()
                                || options(kind, (type, key) -> type.ignoresChange(key) || isFixed(type, key))
                                        .isPresent())
                        .isPresent();
    }

    /**
     * The request for {@code changes}: with the current values of other options where the kernel replaces all, elsewhere without options that the kernel takes
     * for a new link only and that have the value already. It refuses those of some kinds, whatever their value.
     *
     * @throws NetlinkException.NotSupported if the kernel would ignore a change
     */
    static Link complete(Link changes, Link current, Supplier<String> operation) {
        check(changes, current, operation);
        return changes.kind()
                .flatMap(wanted -> current.kind()
                        .map(present -> wanted.data().schema().isWhole()
                                ? changes.kind(over(present.data(), wanted))
                                : withoutSame(changes, wanted, present.data())))
                .orElse(changes);
    }

    /** Without the kind, too, if nothing is left of its options: drivers may refuse it then. */
    private static Link withoutSame(Link changes, LinkKind wanted, Nest present) {
        if (!(wanted instanceof KnownKind<?> known)) {
            return changes;
        }
        Nest data = wanted.data();
        for (Attribute<?> key : known.schema().attributes()) {
            if (known.has(key) && isFixed(known.type(), key) && known.get(key).equals(present.get(key))) {
                data = data.without(key);
            }
        }
        return data.byteLength() == 0
                ? LinkRequests.withoutKind(changes)
                : changes.kind(LinkKinds.of(wanted.kind(), data));
    }

    private static boolean isFixed(KindType<?> type, Attribute<?> key) {
        return type.change(key) == OptionChange.ANEW;
    }

    /**
     * Refuses changes that the kernel would acknowledge and ignore.
     *
     * @throws NetlinkException.NotSupported if there is one
     */
    static void check(Link changes, Link current, Supplier<String> operation) {
        for (Attribute<?> key : IGNORED) {
            checkValue(key, changes.get(key), current.get(key), operation);
        }
        Optional<LinkKind> wanted = changes.kind();
        if (wanted.isEmpty()) {
            return;
        }
        String kind = current.kind().map(LinkKind::kind).orElse("physical");
        if (!kind.equals(wanted.get().kind())) {
            throw new NetlinkException.NotSupported("cannot " + operation.get() + ": it is a " + Printable.of(kind)
                    + " link, and the kernel cannot change the kind of a link; delete the link and add it again");
        }
        if (wanted.get() instanceof KnownKind<?> known) {
            Nest data = current.kind().map(LinkKind::data).orElse(known.data());
            for (Attribute<?> key : known.schema().attributes()) {
                if (known.type().ignoresChange(key)) {
                    checkValue(key, known.get(key), data.get(key), operation);
                }
            }
        }
    }

    private static void checkValue(
            Attribute<?> key, Optional<?> wanted, Optional<?> current, Supplier<String> operation) {
        if (wanted.isPresent() && !wanted.equals(current)) {
            throw new NetlinkException.NotSupported("cannot " + operation.get() + ": " + key + " is "
                    + current.map(Object::toString).orElse("not set") + " and cannot become " + wanted.get()
                    + "; the kernel takes it" + ANEW);
        }
    }

    /** Why the kernel may have refused to change options; empty if all of them can be changed. */
    static Optional<String> refusal(Link changes) {
        return changes.kind()
                .flatMap(kind -> options(kind, OptionChanges::isFixed))
                .map(key -> "the kernel takes " + key + ANEW);
    }

    private static Optional<Attribute<?>> options(LinkKind kind, BiPredicate<KindType<?>, Attribute<?>> test) {
        return kind instanceof KnownKind<?> known
                ? first(known, key -> test.test(known.type(), key))
                : Optional.empty();
    }

    private static Optional<Attribute<?>> first(KnownKind<?> kind, Predicate<Attribute<?>> test) {
        for (Attribute<?> key : kind.schema().attributes()) {
            if (kind.has(key) && test.test(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static LinkKind over(Nest current, LinkKind changes) {
        Nest merged = current;
        for (Attribute<?> key : changes.data().schema().attributes()) {
            merged = put(merged, key, changes);
        }
        return LinkKinds.of(changes.kind(), merged);
    }

    private static <T> Nest put(Nest target, Attribute<T> key, LinkKind source) {
        Optional<T> value = source.data().get(key);
        if (value.isEmpty()) {
            return target;
        }
        Optional<T> before = target.get(key);
        return target.with(
                key,
                source instanceof KnownKind<?> known && before.isPresent()
                        ? known.type().merged(key, before.get(), value.get())
                        : value.get());
    }
}
