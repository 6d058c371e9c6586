package io.netlink4j.nft.error;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats rules and their parts for messages, by the statements that they were made of. */
public final class RuleText {
    private RuleText() {}

    /**
     * Describes a rule: the statements that it was made of, and its comment. A rule that was read, or made of expressions alone, is described
     * by the statements that it decodes to; if one of them has no text, by its comment or else by its expressions.
     */
    public static String description(Rule rule) {
        Optional<String> comment = rule.comment().map(text -> '"' + Printable.of(text) + '"');
        String says = statements(rule)
                .map(text -> text + comment.map(noted -> " comment " + noted).orElse(""))
                .or(() -> comment)
                .orElseGet(() ->
                        rule.expressions().stream().map(Expression::toString).collect(Collectors.joining(" ")));
        return "rule " + rule.label() + (says.isEmpty() ? "" : " " + says);
    }

    /** The statements in the syntax of nft; empty if the rule was made without any, and not all of it decodes to some. */
    private static Optional<String> statements(Rule rule) {
        List<RulePart> original = rule.original();
        if (original.stream().anyMatch(RuleText::hasText)) {
            return Optional.of(text(original));
        }
        List<RulePart> decoded = rule.statements();
        return !decoded.isEmpty() && decoded.stream().allMatch(RuleText::hasText)
                ? Optional.of(text(decoded))
                : Optional.empty();
    }

    private static String text(List<RulePart> parts) {
        return parts.stream().map(RuleText::text).collect(Collectors.joining(" "));
    }

    /** The quoted text of the statement that made the expression with that index, or else the expression. */
    static Optional<String> textAt(Rule rule, int index) {
        return NfFamily.ofNumber(rule.get(Nfgenmsg.FAMILY))
                .flatMap(family -> statementAt(rule, index, family))
                .or(() -> expressionAt(rule, index).map(Expression::toString));
    }

    /** The expression with that index; empty if the rule has fewer. */
    static Optional<Expression> expressionAt(Rule rule, int index) {
        List<Expression> all = rule.expressions();
        return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
    }

    private static Optional<String> statementAt(Rule rule, int index, NfFamily family) {
        List<RulePart> parts = rule.original();
        List<List<Expression>> stages = stages(parts, new Compilation(family, rule.profile()));
        if (stages.isEmpty() || index >= stages.getLast().size()) {
            return Optional.empty();
        }
        // A statement may insert expressions before earlier ones or merge them. The expressions that are new after it
        // belong to it.
        Expression wanted = stages.getLast().get(index);
        int stage = 0;
        while (!isIn(stages.get(stage), wanted)) {
            stage++;
        }
        return Optional.of(parts.get(stage)).filter(RuleText::hasText).map(part -> "'" + text(part) + "'");
    }

    /** The expressions after each part. */
    private static List<List<Expression>> stages(List<RulePart> parts, Compilation again) {
        List<List<Expression>> stages = new ArrayList<>();
        for (RulePart part : parts) {
            again.compile(part);
            stages.add(List.copyOf(again.expressions()));
        }
        return stages;
    }

    @SuppressWarnings("ReferenceEquality") // several statements may make equal expressions
    private static boolean isIn(List<Expression> expressions, Expression wanted) {
        return expressions.stream().anyMatch(each -> each == wanted);
    }

    /** A lambda of the user has none. */
    private static boolean hasText(RulePart part) {
        return part instanceof Statement && !part.getClass().isHidden();
    }

    private static String text(RulePart part) {
        return part.getClass().isHidden() ? "..." : Printable.of(part.toString());
    }
}
