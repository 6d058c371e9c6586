package io.netlink4j.nft.error;

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
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.kernel.Messages;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Explains errors of requests for elements. {@code ElementCheck} finds elements that do not fit their set before they are sent. */
final class ElementErrors {
    static final ErrorExplainer<ElementList> TABLE = ErrorExplainer.of(ElementList.class, ElementErrors::add);

    private static final Pattern ELEMENT = Pattern.compile("NFTA_SET_ELEM_LIST_ELEMENTS\\[(\\d+)].*");

    private ElementErrors() {}

    private static void add(ErrorExplainer.Builder<ElementList> rows) {
        rows.on(ENOENT).at(ElementList.TABLE.name()).means(refused -> ObjectErrors.noTable(refused, ElementList.TABLE));
        rows.on(ENOENT)
                .at(ElementList.SET.name())
                .means(refused -> ObjectErrors.none(
                        refused, "set or map", refused.object().get(ElementList.SET), ElementList.TABLE));
        rows.on(ENOENT).of(Messages.NEWSETELEM).means(ElementErrors::missing);
        rows.on(ENOENT)
                .means(refused -> element(refused.object(), refused.report())
                        .map(any -> "there is no such element")
                        .orElse(null));
        rows.on(EEXIST)
                .of(Messages.NEWSETELEM)
                .means("an element with that key, or a range that overlaps it, already exists");
        rows.on(EOPNOTSUPP)
                .means(refused -> target(refused).map(ObjectErrors::unfitChain).orElse(null));
        rows.on(EBUSY).means("a rule uses the set, which is constant");
        rows.on(ENFILE, ENOSPC).of(Messages.NEWSETELEM).means(Kind.INVALID, "the set is full");
        rows.on(EINVAL)
                .of(Messages.NEWSETELEM)
                .means(refused -> element(refused.object(), refused.report())
                        .map(any -> "its key, value or timeout does not fit the set")
                        .orElse(null));
    }

    /** The encoded element that the kernel reported. */
    static Optional<SetElement> element(ElementList list, KernelReport report) {
        return index(list, report).map(list.elements()::get);
    }

    /** The index of that element. */
    static Optional<Integer> index(ElementList list, KernelReport report) {
        Matcher matcher = ELEMENT.matcher(report.attribute().orElse(""));
        return matcher.matches()
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                        .filter(index -> index < list.elements().size())
                : Optional.empty();
    }

    /** The sentence for a full set. */
    static String full(NamedSet set) {
        return "the set is full"
                + (set.size().isPresent() ? ": its size() is " + set.size().orElseThrow() : "");
    }

    private static Optional<String> target(RefusedRequest<ElementList> refused) {
        return element(refused.object(), refused.report()).flatMap(ChainGraph::target);
    }

    private static @Nullable String missing(RefusedRequest<ElementList> refused) {
        return target(refused)
                .map(chain -> ObjectErrors.none(refused, "chain", Optional.of(chain), ElementList.TABLE))
                .or(() -> element(refused.object(), refused.report())
                        .flatMap(element -> element.get(SetElement.OBJREF))
                        .map(object ->
                                "there is no object '" + Printable.of(object) + "' of the map's type; add it first"))
                .orElse(null);
    }
}
