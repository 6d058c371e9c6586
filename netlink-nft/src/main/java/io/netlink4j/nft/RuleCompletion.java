package io.netlink4j.nft;

import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.object.AnonymousChain;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the anonymous sets and chains of a rule that was read.
 *
 * @param sets the anonymous set that has a name, if there is one
 * @param chains the anonymous chain that has a name, if there is one
 * @param rules the rules of a chain
 */
record RuleCompletion(
        Function<String, Optional<AnonymousSet>> sets,
        Function<String, Optional<Chain>> chains,
        Function<Chain, List<Rule>> rules) {

    /** The rule with its anonymous sets and chains; the rule itself if it has none. */
    Rule complete(Rule rule) {
        Map<String, AnonymousSet> usedSets = new HashMap<>();
        Map<String, AnonymousChain> usedChains = new HashMap<>();
        for (Expression expression : rule.expressions()) {
            SetUse.of(expression)
                    .filter(SetUse::mayBeAnonymous)
                    .ifPresent(use -> sets.apply(use.set()).ifPresent(set -> usedSets.put(use.set(), set)));
            ChainUse.of(expression)
                    .filter(ChainUse::mayBeAnonymous)
                    .ifPresent(use ->
                            chains.apply(use.chain()).ifPresent(chain -> usedChains.put(use.chain(), complete(chain))));
        }
        return usedSets.isEmpty() && usedChains.isEmpty() ? rule : rule.anonymous(usedSets, usedChains);
    }

    /** An anonymous set that was read, as it was before the kernel gave it a name. */
    static AnonymousSet anonymous(NamedSet read, List<SetElement> elements) {
        // the user chose the name of a meter, so keep it
        String name = read.name();
        NamedSet set = read.with(
                        NamedSet.NAME, name.startsWith(SetUse.ANONYMOUS) ? name.replaceAll("\\d+$", "%d") : name)
                .without(NamedSet.HANDLE);
        // Those of a hash table come in another order each time. Those of intervals are in order, and their ends must
        // stay where they are.
        return new AnonymousSet(
                set,
                set.isInterval()
                        ? elements
                        : elements.stream().sorted(SetElement.BY_KEY).toList());
    }

    private AnonymousChain complete(Chain chain) {
        return new AnonymousChain(
                chain, rules.apply(chain).stream().map(this::complete).toList());
    }
}
