package io.netlink4j.nft.kernel;

import io.netlink4j.nft.analysis.Xtables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;

/** Rules as requests have them. */
public final class RuleRequests {
    private RuleRequests() {}

    /** All rules of a table. */
    public static Rule allOf(Table table) {
        return ObjectKind.RULES.allIn(table);
    }

    /** All rules of a chain. */
    public static Rule allOf(Chain chain) {
        return allOf(chain.table()).with(Rule.CHAIN, chain.name());
    }

    /** As a new rule: without the place that the kernel gave it, and with what the kernel did not report. */
    public static Rule unplaced(Rule rule) {
        // a copy in any case: a rule that is added twice is two rules
        Rule copy = rule.has(Rule.HANDLE)
                ? withProtocol(rule).without(Rule.HANDLE)
                : rule.with(Nfgenmsg.FAMILY, rule.get(Nfgenmsg.FAMILY));
        return copy.without(Rule.POSITION).without(Rule.ID).without(Rule.POSITION_ID);
    }

    private static Rule withProtocol(Rule rule) {
        return rule.has(Rule.COMPAT)
                ? rule
                : NfFamily.ofNumber(rule.get(Nfgenmsg.FAMILY))
                        .flatMap(family -> Xtables.protocol(family, rule.expressions()))
                        .map(protocol -> rule.with(Rule.COMPAT, protocol))
                        .orElse(rule);
    }

    /** The same in the anonymous chain that has the number {@code id} in this transaction, of the table of {@code other}. */
    public static Rule inAnonymousChain(Rule rule, Rule other, int id) {
        return rule.with(Nfgenmsg.FAMILY, other.get(Nfgenmsg.FAMILY))
                .with(Rule.TABLE, other.table().name())
                .without(Rule.CHAIN)
                .with(Rule.CHAIN_ID, id);
    }
}
