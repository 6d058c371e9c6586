package io.netlink4j.rtnl.rule;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;

/**
 * The IPv4 and IPv6 routing rules of a network namespace ({@code RTM_*RULE}), as {@code ip rule} handles them. Lists are in the order of
 * priorities.
 *
 * <p>Everything in a rule is part of its identity, so a rule cannot be changed: delete it and add another. {@link #get}, {@link #find} and
 * {@link #delete} use the first rule that matches everything that was set.
 *
 * {@snippet :
 * rtnl.rules().add(RoutingRule.of(IPV4).from("10.0.0.0/8").table(100).priority(1000));
 * }
 */
public final class RoutingRules extends ObjectCollection<RoutingRule, RoutingRuleFilter> {
    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public RoutingRules(RtnlSender sender) {
        super(sender, RoutingRule.DESCRIPTOR);
    }

    @Override
    protected RoutingRuleFilter defaultFilter() {
        return RoutingRuleFilter.all();
    }

    @Override
    public RoutingRule get(RoutingRule rule) {
        return list(RoutingRuleFilter.all().family(rule.family())).stream()
                .filter(rule::agrees)
                .findFirst()
                .orElseThrow(() -> NetlinkException.refused(
                        "find " + describe(rule) + " in " + sender().where(), Errno.ENOENT, "there is no such rule"));
    }

    /** Adds a rule unless a rule matches everything that was set. */
    @Override
    public RoutingRule replace(RoutingRule rule) {
        return find(rule).orElseGet(() -> add(rule));
    }

    /**
     * Always refused.
     *
     * @throws NetlinkException.NotSupported always, since everything in a rule is part of its identity
     */
    @Override
    public RoutingRule change(RoutingRule rule) {
        throw new NetlinkException.NotSupported(
                "cannot change " + describe(rule) + ": the kernel changes no routing rule; delete it and add another");
    }

    @Override
    protected boolean standsAlone(Operation operation, RoutingRule rule) {
        return operation != Operation.ADD && operation != Operation.DELETE;
    }

    @Override
    @SuppressWarnings("exports")
    protected RoutingRule outgoing(Operation operation, RoutingRule rule, LinkIndexes indexes) {
        if (operation != Operation.DELETE) {
            return rule.complete().sent();
        }
        if (rule.selectsAll()) {
            throw new IllegalArgumentException("cannot " + sentence(operation, rule) + " of " + rule.family()
                    + ": nothing is set, so it would be the first rule, whatever that is");
        }
        return rule.sent();
    }
}
