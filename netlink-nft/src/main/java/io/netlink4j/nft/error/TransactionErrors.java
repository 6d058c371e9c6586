package io.netlink4j.nft.error;

import io.netlink4j.core.TransmitResult;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementErrors;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.element.ElementText;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.FlowOffload;
import io.netlink4j.nft.internal.ErrorText;
import io.netlink4j.nft.kernel.RulesetReader;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Explains errors of transactions that depend on more than the refused object: on earlier changes of the transaction, and on objects of
 * the kernel, which are read for the explanation.
 */
public final class TransactionErrors {
    /** The number of refusals, beside the first one, that are explained with the state of the kernel. An exception keeps no more. */
    private static final int EXPLAINED = 100;

    private final RulesetReader reader;
    private final List<Request> changes;
    private final Map<Table, TableState> kernel = new HashMap<>();

    public TransactionErrors(RulesetReader reader, List<Request> changes) {
        this.reader = reader;
        this.changes = changes;
    }

    /** The exception for the first refusal of a transaction, with those for the other refusals as suppressed exceptions. */
    public NetlinkException explained(List<TransmitResult.Failure> failures, String where) {
        List<NetlinkException> all = new ArrayList<>(failures.size());
        for (TransmitResult.Failure failure : failures) {
            all.add(all.size() <= EXPLAINED ? explained(failure, where) : failure.exception());
        }
        return all.getFirst().alongWith(all.subList(1, all.size()));
    }

    private NetlinkException explained(TransmitResult.Failure failure, String where) {
        NetlinkException refusal = failure.exception();
        // the first message begins the transaction
        int index = failure.index() - 1;
        Errno errno = refusal.errno().orElse(null);
        if (errno == null || index < 0 || index >= changes.size()) {
            return refusal;
        }
        Explanation explanation = explain(index, errno, refusal.report());
        return explanation == null
                ? refusal
                : NetlinkException.refused(changes.get(index) + " in " + where, errno, explanation, refusal.report());
    }

    /** Explains the error of the change at {@code index}; null if the transaction and the kernel add nothing to the request. */
    private @Nullable Explanation explain(int index, Errno errno, KernelReport report) {
        Request change = changes.get(index);
        try {
            Optional<Explanation> found = report.message().isEmpty() ? around(index, errno, report) : Optional.empty();
            Explanation explanation = found.orElseGet(() -> ErrorExplanations.row(change, errno, report));
            return ErrorExplanations.at(place(index, report), explanation, errno);
        } catch (RuntimeException failed) {
            // Reading from the kernel failed, or a user's statement threw. Report the original refusal, not this.
            return null;
        }
    }

    /** The statement, expression or element that the kernel reported. */
    private Optional<String> place(int index, KernelReport report) {
        NetlinkObject<?> body = changes.get(index).body();
        if (body instanceof Rule rule) {
            return report.index(Rule.EXPRESSIONS.name()).flatMap(at -> RuleText.textAt(rule, at));
        }
        if (body instanceof ElementList list) {
            TableState state = before(index);
            Optional<String> text = state.set(list)
                    .flatMap(set ->
                            element(list, set, report).map(element -> "element " + ElementText.of(element, set)));
            if (text.isPresent()) {
                return text;
            }
        }
        return ErrorExplanations.place(changes.get(index), report);
    }

    /** The element that the kernel reported, as the program wrote it. */
    private static Optional<SetElement> element(ElementList list, NamedSet set, KernelReport report) {
        List<SetElement> encoded = list.elements();
        return report.index(ElementList.ELEMENTS.name())
                .filter(index -> index < encoded.size())
                .map(index -> encoded.get(index).isEnd() && index > 0 ? index - 1 : index)
                .flatMap(first ->
                        ElementEncoding.of(set)
                                .written(encoded.subList(first, Math.min(first + 2, encoded.size())))
                                .stream()
                                .findFirst());
    }

    private Optional<Explanation> around(int index, Errno errno, KernelReport report) {
        Request change = changes.get(index);
        return switch (errno.symbol()) {
            case "EOPNOTSUPP" ->
                baseChain(index, report).or(() -> misplaced(index)).or(() -> exists(index, errno));
            case "EEXIST" ->
                change.body() instanceof ElementList list ? exists(index, list, report) : exists(index, errno);
            case "EMLINK", "ELOOP" -> graph(index).tooLong().map(TransactionErrors::invalid);
            case "EBUSY" ->
                new UsageFinder(before(index))
                        .of(change.body())
                        .map(user -> Explanation.of(user + "; delete that first"));
            case "ENFILE", "ENOSPC" ->
                change.body() instanceof ElementList list
                        ? before(index).set(list).map(set -> invalid(ElementErrors.full(set)))
                        : Optional.empty();
            case "ENOENT" -> namesake(index, report).or(() -> unknown(index, report));
            default -> Optional.empty();
        };
    }

    private static Explanation invalid(String reason) {
        return new Explanation(NetlinkException.Kind.INVALID, reason);
    }

    /** A rule or element whose target is a base chain. */
    private Optional<Explanation> baseChain(int index, KernelReport report) {
        Optional<String> target = switch (changes.get(index).body()) {
            case Rule rule ->
                report.element(Rule.EXPRESSIONS.name(), rule.expressions()).flatMap(ChainUse::target);
            case ElementList list -> ElementErrors.element(list, report).flatMap(ChainUse::target);
            default -> Optional.empty();
        };
        return target.flatMap(name -> before(index).chain(name))
                .filter(Chain::isBase)
                .map(base -> invalid("chain '" + Printable.of(base.name())
                        + "' is a base chain, which cannot be a target; use a chain without a hook"));
    }

    private Optional<Explanation> misplaced(int index) {
        NetlinkObject<?> body = changes.get(index).body();
        return body instanceof Rule || body instanceof ElementList
                ? graph(index).misplaced().map(Explanation::of)
                : Optional.empty();
    }

    /** A missing table, if another family has a table of that name. */
    private Optional<Explanation> namesake(int index, KernelReport report) {
        String path = report.attribute().orElse("");
        if (!path.endsWith("_TABLE") && !path.equals(Table.NAME.name())) {
            return Optional.empty();
        }
        Table wanted = Table.of(changes.get(index).body());
        return reader.objects(Table.DESCRIPTOR).list().stream()
                .filter(other -> other.name().equals(wanted.name()))
                .findFirst()
                .map(other -> Explanation.of("there is no " + wanted + ", but " + other));
    }

    /** An expression that the kernel does not support, if the object that it names exists. */
    private Optional<Explanation> unknown(int index, KernelReport report) {
        if (!(changes.get(index).body() instanceof Rule rule)) {
            return Optional.empty();
        }
        return report.element(Rule.EXPRESSIONS.name(), rule.expressions())
                .filter(expression -> switch (expression) {
                    case Dynset dynset -> before(index).set(dynset).isPresent();
                    case FlowOffload flow ->
                        before(index)
                                .hasFlowtable(flow.get(FlowOffload.TABLE_NAME).orElse(""));
                    default -> false;
                })
                .map(expression -> new Explanation(
                        NetlinkException.Kind.NOT_SUPPORTED, ErrorText.unknown(rule, expression.name())));
    }

    /** The table, chain or set that already exists with other properties. */
    private Optional<Explanation> exists(int index, Errno errno) {
        Request change = changes.get(index);
        boolean taken = errno.equals(Errno.EEXIST);
        return switch (change.body()) {
            case Table table
            when !taken ->
                reader.objects(Table.DESCRIPTOR)
                        .find(table)
                        .map(other -> exists(other, other.isOwned() ? "with an owner" : "without an owner"));
            case Chain chain
            when change.type().equals(Chain.DESCRIPTOR.created()) && (taken || chain.isBase()) ->
                before(index)
                        .chain(chain.name())
                        .map(other -> exists(
                                other,
                                other.isBase()
                                        ? ErrorText.place(other.type(), other.hook()) + " with priority "
                                                + other.priority().orElse(0)
                                        : "without a hook"));
            case NamedSet set
            when taken ->
                before(index)
                        .set(NamedSet.DESCRIPTOR.reference(set))
                        .map(other -> exists(other, "as { " + other.declaration() + " }"));
            default -> Optional.empty();
        };
    }

    private static Explanation exists(NetlinkObject<?> other, String how) {
        return new Explanation(
                NetlinkException.Kind.ALREADY_EXISTS,
                other + " already exists, " + how + "; delete it first, or use it as it is");
    }

    /** The existing element that has the same key or overlaps. */
    private Optional<Explanation> exists(int index, ElementList list, KernelReport report) {
        TableState state = before(index);
        NamedSet set = state.set(list).orElse(null);
        return set == null
                ? Optional.empty()
                : element(list, set, report)
                        .flatMap(element -> state.overlap(set, element))
                        .map(other -> Explanation.of(
                                set + " has element " + ElementText.of(other, set) + " already; delete it first"));
    }

    private ChainGraph graph(int index) {
        return new ChainGraph(state(index, index + 1));
    }

    private TableState before(int index) {
        return state(index, index);
    }

    /** The table of the change at {@code index} after the given number of changes. */
    private TableState state(int index, int count) {
        return kernel.computeIfAbsent(Table.of(changes.get(index).body()), name -> TableState.read(reader, name))
                .after(changes.subList(0, count));
    }
}
