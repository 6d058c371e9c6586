package io.netlink4j.nft.object;

import io.netlink4j.nft.compile.Profile;
import java.util.List;

/**
 * A chain without a name that belongs to the rule which jumps to it: nft's {@code jump { ... }}.
 *
 * @param chain the chain; it has no name
 * @param rules the rules of the chain, in order
 */
public record AnonymousChain(Chain chain, List<Rule> rules) {
    /** A chain with a copy of {@code rules}. */
    public AnonymousChain {
        rules = List.copyOf(rules);
    }

    /** A copy with the bytecode of {@code profile}. */
    AnonymousChain withProfile(Profile profile) {
        return new AnonymousChain(
                chain, rules.stream().map(rule -> rule.withProfile(profile)).toList());
    }
}
