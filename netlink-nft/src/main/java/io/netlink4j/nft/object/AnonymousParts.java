package io.netlink4j.nft.object;

import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.List;

/**
 * The anonymous sets and chains of a rule, which are added and deleted with it. The expressions refer to them by numbers that are
 * unique in the transaction.
 *
 * @param sets the anonymous sets, numbered in this order
 * @param chains the anonymous chains, numbered in this order
 * @param firstSet the number of the first set
 * @param firstChain the number of the first chain
 */
record AnonymousParts(List<AnonymousSet> sets, List<AnonymousChain> chains, int firstSet, int firstChain) {
    static final AnonymousParts NONE = new AnonymousParts(List.of(), List.of(), 1, 1);

    static AnonymousParts of(List<AnonymousSet> sets, List<AnonymousChain> chains) {
        return sets.isEmpty() && chains.isEmpty()
                ? NONE
                : new AnonymousParts(List.copyOf(sets), List.copyOf(chains), 1, 1);
    }

    RuleContext context() {
        return RuleContext.of(sets, firstSet)
                .chains(expression -> ChainUse.of(expression)
                        .flatMap(use -> use.verdict().get(Verdict.CHAIN_ID))
                        .map(id -> id - firstChain)
                        .filter(index -> index >= 0 && index < chains.size())
                        .map(index -> chains.get(index).rules().stream()
                                .map(Rule::statements)
                                .toList()));
    }

    boolean isEmpty() {
        return sets.isEmpty() && chains.isEmpty();
    }

    AnonymousParts numbered(int set, int chain) {
        return new AnonymousParts(sets, chains, set, chain);
    }

    /** The rule's expressions with other numbers. */
    List<Expression> renumber(List<Expression> expressions, int set, int chain) {
        return expressions.stream()
                .map(expression -> SetUse.of(expression)
                        .map(use -> use.shifted(set - firstSet))
                        .or(() -> ChainUse.of(expression).map(use -> use.shifted(chain - firstChain)))
                        .orElse(expression))
                .toList();
    }
}
