package io.netlink4j.nft.object;

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
}
