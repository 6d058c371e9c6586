package io.netlink4j.nft.object;

import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ELOOP;
import static io.netlink4j.core.error.Errno.EMLINK;
import static io.netlink4j.core.error.Errno.ENODATA;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;
import static io.netlink4j.core.error.Errno.EPROTO;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.RefusedRequest;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.FlowOffload;
import io.netlink4j.nft.expression.Log;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.internal.ErrorText;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explains errors of requests for rules. The kernel reports the expression. The type of the expression determines what can be missing:
 * an object that it names, or support in the kernel.
 */
final class RuleErrors {
    private RuleErrors() {}

    static void add(ErrorExplainer.Builder<Rule> rows) {
        rows.on(ENOENT).at(Rule.TABLE.name()).means(ErrorText::noTable);
        rows.on(ENOENT)
                .at(Rule.CHAIN.name())
                .means(refused ->
                        ErrorText.none(refused, "chain", refused.object().get(Rule.CHAIN)));
        rows.on(ENOENT).means(at(RuleErrors::missing));
        rows.on(ENOENT)
                .means(
                        Kind.NOT_SUPPORTED,
                        at((refused, expression) -> ErrorText.unknown(refused.object(), expression.name())));
        for (Attribute<?> key : new Attribute<?>[] {Rule.POSITION, Rule.POSITION_ID}) {
            rows.on(ENOENT).at(key.name()).means("there is no such rule to place it next to");
        }
        rows.on(ENOENT).means("there is no such rule");
        rows.on(EMLINK, ELOOP).means(Kind.INVALID, "there are more than 15 jumps in a row, or the jumps form a loop");
        rows.on(ENODATA)
                .means(
                        Kind.INVALID,
                        at((refused, expression) -> "it reads a register that no expression loads before"));
        rows.on(EOPNOTSUPP).means(at(RuleErrors::unfit));
        rows.on(EOPNOTSUPP)
                .means(at((refused, expression) ->
                        "this kernel does not support that in " + ErrorText.family(refused.object())));
        rows.on(EINVAL).means(at((refused, expression) -> invalid(expression)));
        rows.on(EBUSY)
                .means(at((refused, expression) -> expression instanceof Dynset dynset
                        ? "rules cannot add elements to the set '" + set(dynset) + "', which is constant"
                        : null));
        rows.on(EPROTO)
                .means(
                        Kind.NOT_SUPPORTED,
                        at((refused, expression) -> expression instanceof Ct
                                ? "there is no connection tracking in " + ErrorText.family(refused.object())
                                : null));
    }

    private static Function<RefusedRequest<Rule>, @Nullable String> at(
            BiFunction<RefusedRequest<Rule>, Expression, @Nullable String> sentence) {
        return refused -> refused.report()
                .element(Rule.EXPRESSIONS.name(), refused.object().expressions())
                .map(expression -> sentence.apply(refused, expression))
                .orElse(null);
    }

    /** The sentence for the missing object that an expression names; null if it names none. */
    private static @Nullable String missing(RefusedRequest<Rule> refused, Expression expression) {
        return switch (expression) {
            case Dynset dynset
            when dynset.has(Dynset.EXPR) || dynset.has(Dynset.EXPRESSIONS) ->
                ErrorText.none(refused, "set", dynset.get(Dynset.SET_NAME));
            case Objref objref
            when objref.has(Objref.IMM_NAME) ->
                ErrorText.none(
                        refused,
                        new ObjectType(objref.get(Objref.IMM_TYPE).orElse(0)).toString(),
                        objref.get(Objref.IMM_NAME));
            case FlowOffload flow -> ErrorText.none(refused, "flowtable", flow.get(FlowOffload.TABLE_NAME));
            case Log log -> "this kernel has no such logger, and no module provides it";
            default ->
                ChainUse.of(expression)
                        .map(use -> ErrorText.none(refused, "chain", Optional.of(use.chain())))
                        .or(() -> SetUse.of(expression)
                                .map(use -> ErrorText.none(refused, "set or map", Optional.of(use.set()))))
                        .orElse(null);
        };
    }

    private static @Nullable String unfit(RefusedRequest<Rule> refused, Expression expression) {
        return expression instanceof Dynset dynset
                ? "rules cannot add such elements to the set '" + set(dynset)
                        + "': it is not dynamic, or its elements have other expressions"
                : ChainUse.of(expression)
                        .map(use -> ErrorText.unfitChain(use.chain()))
                        .orElse(null);
    }

    private static @Nullable String invalid(Expression expression) {
        return switch (expression) {
            case Lookup lookup ->
                lookup.has(Lookup.DREG)
                        ? "'" + Printable.of(lookup.set()) + "' is not a map, or its keys or values have another length"
                        : "'" + Printable.of(lookup.set())
                                + "' is a verdict map, or a map on a kernel that matches only on sets (Linux 6.1), or"
                                + " its keys have another length";
            case Dynset dynset -> "the key, value or timeout does not fit the set '" + set(dynset) + "'";
            default -> null;
        };
    }

    private static String set(Dynset dynset) {
        return dynset.get(Dynset.SET_NAME).map(Printable::of).orElse("");
    }
}
