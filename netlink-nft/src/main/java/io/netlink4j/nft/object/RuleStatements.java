package io.netlink4j.nft.object;

import io.netlink4j.nft.expression.RulePart;
import java.util.Arrays;
import java.util.List;

/**
 * The statements that a rule was made of, for messages. They are not part of its value, and are ignored if the rule got other expressions.
 *
 * @param statements in their order; none if the rule was read
 * @param hash the hash of the expressions that were compiled from them
 */
record RuleStatements(List<? extends RulePart> statements, int hash) {
    static final RuleStatements NONE = new RuleStatements(List.of(), 0);

    static RuleStatements of(List<? extends RulePart> statements, byte[] program) {
        return new RuleStatements(List.copyOf(statements), Arrays.hashCode(program));
    }

    /** A copy for {@code after}, which differs from {@code before} only in the numbers of sets and chains. */
    RuleStatements renumbered(byte[] before, byte[] after) {
        return describe(before) ? new RuleStatements(statements, Arrays.hashCode(after)) : NONE;
    }

    /** Whether {@code program} was compiled from them. */
    boolean describe(byte[] program) {
        return !statements.isEmpty() && Arrays.hashCode(program) == hash;
    }
}
