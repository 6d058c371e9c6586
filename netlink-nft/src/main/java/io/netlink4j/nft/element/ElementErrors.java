package io.netlink4j.nft.element;

import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ENFILE;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.ENOSPC;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;

import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.RefusedRequest;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.internal.ErrorText;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains errors of requests for elements. {@code ElementCheck} finds elements that do not fit their set before they are sent. */
public final class ElementErrors {
    private ElementErrors() {}

    static void add(ErrorExplainer.Builder<ElementList> rows) {
        rows.on(ENOENT).at(ElementList.TABLE.name()).means(ErrorText::noTable);
        rows.on(ENOENT)
                .at(ElementList.SET.name())
                .means(refused ->
                        ErrorText.none(refused, "set or map", refused.object().get(ElementList.SET)));
        rows.on(ENOENT).of(ElementList.DESCRIPTOR.created()).means(ElementErrors::missing);
        rows.on(ENOENT)
                .means(refused -> element(refused.object(), refused.report())
                        .map(any -> "there is no such element")
                        .orElse(null));
        rows.on(EEXIST)
                .of(ElementList.DESCRIPTOR.created())
                .means("an element with that key, or a range that overlaps it, already exists");
        rows.on(EOPNOTSUPP)
                .means(refused -> target(refused).map(ErrorText::unfitChain).orElse(null));
        rows.on(EBUSY).means("a rule uses the set, which is constant");
        rows.on(ENFILE, ENOSPC).of(ElementList.DESCRIPTOR.created()).means(Kind.INVALID, "the set is full");
        rows.on(EINVAL)
                .of(ElementList.DESCRIPTOR.created())
                .means(refused -> element(refused.object(), refused.report())
                        .map(any -> "its key, value or timeout does not fit the set")
                        .orElse(null));
    }

    /** The encoded element that the kernel reported. */
    public static Optional<SetElement> element(ElementList list, KernelReport report) {
        return report.element(ElementList.ELEMENTS.name(), list.elements());
    }

    /** The sentence for a full set. */
    public static String full(NamedSet set) {
        return "the set is full"
                + (set.size().isPresent() ? ": its size() is " + set.size().orElseThrow() : "");
    }

    private static Optional<String> target(RefusedRequest<ElementList> refused) {
        return element(refused.object(), refused.report()).flatMap(ChainUse::target);
    }

    private static @Nullable String missing(RefusedRequest<ElementList> refused) {
        return target(refused)
                .map(chain -> ErrorText.none(refused, "chain", Optional.of(chain)))
                .or(() -> element(refused.object(), refused.report())
                        .flatMap(element -> element.get(SetElement.OBJREF))
                        .map(object ->
                                "there is no object '" + Printable.of(object) + "' of the map's type; add it first"))
                .orElse(null);
    }
}
