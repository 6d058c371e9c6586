package io.netlink4j.nft.object;

import java.util.List;

/**
 * A chain without a name that belongs to the rule which jumps to it: nft's {@code jump { ... }}.
 *
 * @param chain what it is; it has no name
 * @param rules what is in it, in order
 */
public record AnonymousChain(Chain chain, List<Rule> rules) {
    /** A chain with a copy of {@code rules}. */
    public AnonymousChain {
        rules = List.copyOf(rules);
    }
}
