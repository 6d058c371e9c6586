package io.netlink4j.rtnl.rule;

import io.netlink4j.core.attribute.Attribute;
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

    /**
     * Adds a rule.
     *
     * <p>A kernel ignores a selector that it does not know, and the rule then selects more packets than it should. Such a rule is deleted again
     * at once.
     *
     * @return the rule as the kernel has it now, with its priority
     * @throws NetlinkException.AlreadyExists if there is such a rule
     * @throws NetlinkException.NotSupported if the kernel lacks a selector of the rule
     */
    @Override
    public RoutingRule add(RoutingRule rule) {
        RoutingRule added = super.add(rule);
        rule.firstIgnored(added).ifPresent(ignored -> refuse(rule, added, ignored));
        return added;
    }

    private void refuse(RoutingRule wanted, RoutingRule added, Attribute<?> ignored) {
        NetlinkException lacking =
                new NetlinkException.NotSupported("cannot " + sentence(Operation.ADD, wanted) + " in "
                        + sender().where() + ": the kernel has no " + ignored.name() + ", which came with Linux "
                        + ignored.since());
        try {
            super.delete(added);
        } catch (NetlinkException undo) {
            lacking.addSuppressed(undo);
        }
        throw lacking;
    }

    /**
     * Deletes the first rule that matches everything that was set.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    @Override
    public void delete(RoutingRule rule) {
        if (rule.isMaybeIgnored()) {
            get(rule); // A kernel that ignores a selector would delete another rule.
        }
        super.delete(rule);
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
        return rule.isMaybeIgnored() || (operation != Operation.ADD && operation != Operation.DELETE);
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
