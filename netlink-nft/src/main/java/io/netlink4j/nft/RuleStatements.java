package io.netlink4j.nft;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.expression.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements that a rule was made of, by which messages name it. They are no part of its value, and say nothing any more once
 * somebody gave it other expressions.
 *
 * @param statements in their order; none where the rule was read
 * @param hash that of the expressions that became of them
 */
record RuleStatements(List<? extends Statement> statements, int hash) {
    static final RuleStatements NONE = new RuleStatements(List.of(), 0);

    static RuleStatements of(List<? extends Statement> statements, byte[] program) {
        return new RuleStatements(List.copyOf(statements), Arrays.hashCode(program));
    }

    /** The same when {@code before} became {@code after} because its sets and chains got other numbers. */
    RuleStatements renumbered(byte[] before, byte[] after) {
        return describe(before) ? new RuleStatements(statements, Arrays.hashCode(after)) : NONE;
    }

    private boolean describe(byte[] program) {
        return !statements.isEmpty() && Arrays.hashCode(program) == hash;
    }

    /** As nft writes them; empty where they do not stand for {@code program}, or all of them are expressions. */
    Optional<String> text(byte[] program) {
        return describe(program) && statements.stream().anyMatch(RuleStatements::hasText)
                ? Optional.of(statements.stream().map(RuleStatements::text).collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    /** The statement that made the expression with that index of {@code program}, as nft writes it, in quotation marks. */
    Optional<String> textAt(int index, NfFamily family, byte[] program) {
        if (!describe(program)) {
            return Optional.empty();
        }
        List<List<Expression>> stages = stages(family);
        if (index >= stages.getLast().size()) {
            return Optional.empty();
        }
        // A statement may put expressions before earlier ones or join them: it made those that are there since it.
        Expression wanted = stages.getLast().get(index);
        int stage = 0;
        while (!isIn(stages.get(stage), wanted)) {
            stage++;
        }
        return Optional.of(statements.get(stage))
                .filter(RuleStatements::hasText)
                .map(statement -> "'" + text(statement) + "'");
    }

    /** The expressions after each statement. */
    private List<List<Expression>> stages(NfFamily family) {
        Compilation again = new Compilation(family);
        List<List<Expression>> stages = new ArrayList<>();
        for (Statement statement : statements) {
            again.compile(statement);
            stages.add(again.expressions());
        }
        return stages;
    }

    @SuppressWarnings("ReferenceEquality") // equal expressions may come of several statements
    private static boolean isIn(List<Expression> expressions, Expression wanted) {
        return expressions.stream().anyMatch(each -> each == wanted);
    }

    /** A lambda of the user has none. */
    private static boolean hasText(Statement statement) {
        return !(statement instanceof Expression) && !statement.getClass().isHidden();
    }

    private static String text(Statement statement) {
        return statement.getClass().isHidden() ? "..." : Printable.of(statement.toString());
    }
}
