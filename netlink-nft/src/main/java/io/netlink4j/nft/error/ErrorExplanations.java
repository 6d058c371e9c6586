package io.netlink4j.nft.error;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.element.ElementErrors;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.kernel.Batch;
import io.netlink4j.nft.kernel.RulesetTypes;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.set.SetElement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains errors of nf_tables by the request alone. {@link TransactionErrors} also looks at the transaction and the kernel. */
public final class ErrorExplanations {
    private static final Protocol.Explainer OBJECTS = ObjectDescriptor.explainer(RulesetTypes.REQUESTED);

    private static final Set<MessageType> RESETS = Set.of(Rule.RESET, ElementList.RESET);

    private static final String NO_NF_TABLES = "this kernel has no nf_tables, and no module provides it";

    private ErrorExplanations() {}

    public static @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        return at(place(request, report), row(request, errno, report), errno);
    }

    /** The first row that fits. */
    static @Nullable Explanation row(Request request, Errno errno, KernelReport report) {
        boolean silent = report.message().isEmpty();
        boolean pointed = report.attribute().isPresent();
        if (silent && errno.equals(Errno.EPERM)) {
            // If a capability is missing, the kernel refuses the whole request and reports no attribute.
            return pointed || NfTables.changes(request.type())
                    ? Explanation.of("another program owns the table, and only that program can change it")
                    : null;
        }
        if (report.isEmpty() && errno.equals(Errno.EINVAL) && RESETS.contains(request.type())) {
            return new Explanation(
                    NetlinkException.Kind.NOT_SUPPORTED,
                    "kernels before 6.2 do not reset rules, and those before 6.5 do not reset elements");
        }
        if (report.isEmpty() && errno.equals(lackOf(request))) {
            return new Explanation(NetlinkException.Kind.NOT_SUPPORTED, NO_NF_TABLES);
        }
        if (report.isEmpty() && errno.equals(Errno.EINVAL) && NfTables.destroys(request.type())) {
            return new Explanation(
                    NetlinkException.Kind.NOT_SUPPORTED,
                    "kernels before 6.3 refuse to delete a missing object; check that it exists and call delete");
        }
        if (silent && errno.equals(Errno.ERESTART) && request.type().equals(Batch.BEGIN)) {
            return Explanation.of("the ruleset has changed and has another generation now; read it again and retry");
        }
        return OBJECTS.explain(request, errno, report);
    }

    /** The error of a kernel without nf_tables. */
    private static @Nullable Errno lackOf(Request request) {
        return request.type().equals(Batch.BEGIN)
                ? Errno.EOPNOTSUPP
                : NfTables.changes(request.type()) || request.body() instanceof ElementList ? null : Errno.EINVAL;
    }

    /** The expression or element that the kernel reported. */
    static Optional<String> place(Request request, KernelReport report) {
        return switch (request.body()) {
            case Rule rule ->
                report.element(Rule.EXPRESSIONS.name(), rule.expressions()).map(Expression::toString);
            case ElementList list -> ElementErrors.element(list, report).map(SetElement::toString);
            default -> Optional.empty();
        };
    }

    /** Adds the place to an explanation, or to the meaning of the error number if there is none. */
    static @Nullable Explanation at(Optional<String> place, @Nullable Explanation explanation, Errno errno) {
        if (place.isEmpty()) {
            return explanation;
        }
        String reason = explanation == null || explanation.reason() == null ? errno.meaning() : explanation.reason();
        return new Explanation(explanation == null ? null : explanation.kind(), "at " + place.get() + ": " + reason);
    }
}
