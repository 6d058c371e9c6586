package io.netlink4j.nft;

import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Verdict;
import java.util.Optional;

/** A jump or goto: an expression that uses a chain. */
record ChainUse(Immediate expression, Verdict verdict) {

    static Optional<ChainUse> of(Expression expression) {
        return expression instanceof Immediate immediate
                ? immediate
                        .verdict()
                        .filter(verdict -> verdict.has(Verdict.CHAIN) || verdict.has(Verdict.CHAIN_ID))
                        .map(verdict -> new ChainUse(immediate, verdict))
                : Optional.empty();
    }

    String chain() {
        return verdict.chain().orElse("");
    }

    boolean mayBeAnonymous() {
        return chain().startsWith(AnonymousChain.PREFIX);
    }

    /** The same to the chain that is made in the same transaction under the number {@code id}. */
    Expression with(int id) {
        return expression.with(
                Immediate.DATA, Data.verdict(verdict.without(Verdict.CHAIN).with(Verdict.CHAIN_ID, id)));
    }

    /** The expression with the number of its chain, if it has one, raised by {@code shift}. */
    Expression shifted(int shift) {
        return verdict.get(Verdict.CHAIN_ID).map(id -> with(id + shift)).orElse(expression);
    }
}
