package io.netlink4j.nft.analysis;

import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What decoding a rule needs beside its expressions.
 *
 * @param sets the anonymous set that an expression uses, if it is known
 * @param chains the statements of each rule of the chain without a name that an expression leads to, if it is known
 * @param named a set of the table by its name, if it is known
 * @param links the name of a link by its index, if it is known
 * @param stateless whether counters and the like are without their state, as {@code nft --stateless} lists them
 */
public record RuleContext(
        Function<Expression, Optional<AnonymousSet>> sets,
        Function<Expression, Optional<List<List<RulePart>>>> chains,
        Function<String, Optional<NamedSet>> named,
        IntFunction<Optional<String>> links,
        boolean stateless) {

    /** The context of a rule with these anonymous sets, of which the first has the number {@code first}. */
    public static RuleContext of(List<AnonymousSet> sets, int first) {
        return new RuleContext(
                expression -> SetUse.of(expression)
                        .flatMap(SetUse::id)
                        .map(id -> id - first)
                        .filter(index -> index >= 0 && index < sets.size())
                        .map(sets::get),
                expression -> Optional.empty(),
                name -> Optional.empty(),
                index -> Optional.empty(),
                false);
    }

    /** A copy that knows the rules of chains without a name. */
    public RuleContext chains(Function<Expression, Optional<List<List<RulePart>>>> ofRule) {
        return new RuleContext(sets, ofRule, named, links, stateless);
    }

    /** A copy that knows the sets of the table by their names. */
    public RuleContext named(Function<String, Optional<NamedSet>> ofTable) {
        return new RuleContext(sets, chains, ofTable, links, stateless);
    }

    /** A copy that knows the names of links. */
    public RuleContext links(IntFunction<Optional<String>> names) {
        return new RuleContext(sets, chains, named, names, stateless);
    }

    /** A copy without states. */
    public RuleContext withoutStates() {
        return new RuleContext(sets, chains, named, links, true);
    }
}
