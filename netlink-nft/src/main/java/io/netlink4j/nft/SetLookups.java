package io.netlink4j.nft;

import io.netlink4j.nft.analysis.LookupCheck;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule that uses sets.
 *
 * @param rule the rule
 * @param names the names of the sets, without anonymous ones
 * @param made the sets that the transaction adds before the rule
 */
record SetLookups(Rule rule, Set<String> names, Map<String, NamedSet> made) {
    static Set<String> names(Rule rule) {
        return rule.usesSets() ? LookupCheck.names(rule.expressions()) : Set.of();
    }

    /** Whether the sets of the transaction are enough to check the lookups. */
    boolean areComplete() {
        return made.size() == names.size();
    }

    /**
     * Checks the lookups.
     *
     * @param others finds a set that the transaction does not add
     * @throws IllegalArgumentException if a lookup can never match
     */
    void check(Function<SetName, Optional<NamedSet>> others) {
        NfFamily.ofNumber(rule.get(Nfgenmsg.FAMILY))
                .ifPresent(family -> LookupCheck.check(
                        family,
                        rule.expressions(),
                        name -> Optional.ofNullable(made.get(name)).or(() -> others.apply(SetName.of(rule, name)))));
    }
}
