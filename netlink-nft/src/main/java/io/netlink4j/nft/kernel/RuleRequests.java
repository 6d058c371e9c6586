package io.netlink4j.nft.kernel;

import io.netlink4j.nft.analysis.Xtables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.packet.NfFamily;

/** Converts rules for requests. */
public final class RuleRequests {
    private RuleRequests() {}

    /** The rule as a new one: without handle and position, and with the attributes that the kernel does not report. */
    public static Rule unplaced(Rule rule) {
        Rule copy = rule.has(Rule.HANDLE) ? withProtocol(rule).without(Rule.HANDLE) : rule.again();
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

    /** A copy in the anonymous chain with the number {@code id} in this transaction, in the table of {@code other}. */
    public static Rule inAnonymousChain(Rule rule, Rule other, int id) {
        return rule.with(Nfgenmsg.FAMILY, other.get(Nfgenmsg.FAMILY))
                .with(Rule.TABLE, other.table().name())
                .without(Rule.CHAIN)
                .with(Rule.CHAIN_ID, id);
    }
}
