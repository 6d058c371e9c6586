package io.netlink4j.nft.object;

import io.netlink4j.nft.expression.RulePart;
import java.util.Arrays;
import java.util.List;

/**
 * The statements that a rule was made of, by which messages name it. They are no part of its value, and say nothing any more once
 * somebody gave it other expressions.
 *
 * @param statements in their order; none if the rule was read
 * @param hash that of the expressions that became of them
 */
record RuleStatements(List<? extends RulePart> statements, int hash) {
    static final RuleStatements NONE = new RuleStatements(List.of(), 0);

    static RuleStatements of(List<? extends RulePart> statements, byte[] program) {
        return new RuleStatements(List.copyOf(statements), Arrays.hashCode(program));
    }

    /** The same when {@code before} became {@code after} because its sets and chains got other numbers. */
    RuleStatements renumbered(byte[] before, byte[] after) {
        return describe(before) ? new RuleStatements(statements, Arrays.hashCode(after)) : NONE;
    }

    /** Whether {@code program} was compiled from them. */
    boolean describe(byte[] program) {
        return !statements.isEmpty() && Arrays.hashCode(program) == hash;
    }
}
