package io.netlink4j.nft.analysis;

import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.set.SetElement;
import java.util.Optional;

/** A jump or goto: an expression that uses a chain. */
public record ChainUse(Immediate expression, Verdict verdict) {
    /** The prefix of the names of anonymous chains. */
    private static final String ANONYMOUS = "__chain";

    public static Optional<ChainUse> of(Expression expression) {
        return expression instanceof Immediate immediate
                ? immediate
                        .verdict()
                        .filter(verdict -> verdict.has(Verdict.CHAIN) || verdict.has(Verdict.CHAIN_ID))
                        .map(verdict -> new ChainUse(immediate, verdict))
                : Optional.empty();
    }

    /** Identifies the chain that an expression leads to. */
    public static Optional<String> target(Expression expression) {
        return of(expression).map(use -> target(use.verdict()));
    }

    /** Identifies the chain that an element of a map of verdicts leads to. */
    public static Optional<String> target(SetElement element) {
        return element.value()
                .flatMap(data -> data.get(Data.VERDICT))
                .filter(verdict -> verdict.has(Verdict.CHAIN) || verdict.has(Verdict.CHAIN_ID))
                .map(ChainUse::target);
    }

    private static String target(Verdict verdict) {
        return key(verdict.chain(), verdict.get(Verdict.CHAIN_ID));
    }

    /** Identifies a chain by its name, or by the number of an anonymous chain in the transaction that adds it. */
    public static String key(Optional<String> name, Optional<Integer> number) {
        return name.orElseGet(() -> "#" + number.orElse(0));
    }

    public String chain() {
        return verdict.chain().orElse("");
    }

    public boolean mayBeAnonymous() {
        return chain().startsWith(ANONYMOUS);
    }

    /** A copy for the chain with the number {@code id} in the same transaction. */
    public Expression with(int id) {
        return expression.with(
                Immediate.DATA, Data.verdict(verdict.without(Verdict.CHAIN).with(Verdict.CHAIN_ID, id)));
    }

    /** The expression with the number of its chain, if it has one, raised by {@code shift}. */
    public Expression shifted(int shift) {
        return verdict.get(Verdict.CHAIN_ID).map(id -> with(id + shift)).orElse(expression);
    }
}
