package io.netlink4j.nft;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.RulesetFilter;
import java.util.List;

/** The rules of the ruleset of one namespace, in the order of their chains. */
public final class Rules extends RulesetCollection<Rule> {
    Rules(Nft nft, NetlinkSocket socket) {
        super(nft, socket, Rule.DESCRIPTOR, TransactionBuilder::add, TransactionBuilder::delete);
    }

    /** Lists the rules of a chain, in order. The list is empty if there is no such chain. */
    public List<Rule> list(Chain chain) {
        return list(in(chain));
    }

    /** A filter for the rules of a chain. */
    public RulesetFilter<Rule> in(Chain chain) {
        return RulesetFilter.in(chain);
    }
}
