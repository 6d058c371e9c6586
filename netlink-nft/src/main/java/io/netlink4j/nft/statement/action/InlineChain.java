package io.netlink4j.nft.statement.action;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.expression.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Leads to a chain that belongs to the rule: {@code jump { ip saddr 10.0.0.1 accept; drop; }}. */
record InlineChain(boolean returns, List<? extends List<? extends RulePart>> rules) implements Statement {
    /** A name that the number of the chain takes the place of. */
    private static final String UNNAMED = "__chain%d";

    static InlineChain of(boolean returns, List<? extends List<? extends RulePart>> rules) {
        if (rules.isEmpty() || rules.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "A chain that belongs to a rule has one rule or more, each with a statement.");
        }
        return new InlineChain(returns, List.copyOf(rules));
    }

    @Override
    public void compile(Compilation compilation) {
        int number = compilation.addChain(rules);
        Verdict verdict = returns ? Verdict.jump(UNNAMED) : Verdict.goTo(UNNAMED);
        compilation.add(Immediate.verdict(verdict.without(Verdict.CHAIN).with(Verdict.CHAIN_ID, number)));
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return rules.stream()
                .map(rule -> rule.stream().map(RulePart::toString).collect(Collectors.joining(" ")) + "; ")
                .collect(Collectors.joining("", returns ? "jump { " : "goto { ", "}"));
    }
}
