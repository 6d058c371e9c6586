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

    /**
     * Lists the rules of a chain, in order.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such chain
     */
    public List<Rule> list(Chain chain) {
        List<Rule> rules = list(in(chain));
        if (rules.isEmpty()) { // the kernel lists no rules of a chain that is not there, too
            nft.chains().get(chain);
        }
        return rules;
    }

    /** A filter for the rules of a chain. */
    public RulesetFilter<Rule> in(Chain chain) {
        return RulesetFilter.in(chain);
    }
}
