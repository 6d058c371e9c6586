package io.netlink4j.rtnl.rule;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The IPv4 and IPv6 routing rules of a network namespace ({@code RTM_*RULE}), as {@code ip rule} handles them. Lists are in the order of
 * priorities.
 *
 * <p>Everything in a rule is part of its identity, so a rule cannot be changed: delete it and add another. {@link #get}, {@link #find} and
 * {@link #delete} mean exactly that rule if it was read, and otherwise the first rule that matches everything that was set.
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
        return meant(rule, list(RoutingRuleFilter.all().family(rule.family())));
    }

    private RoutingRule meant(RoutingRule rule, List<RoutingRule> present) {
        return present.stream()
                .filter(other -> RuleMatch.means(rule, other))
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
     * Deletes a rule: if it was read, exactly that one, and otherwise the first one that matches everything that was set.
     *
     * <p>The kernel cannot be told what a rule lacks. So it cannot delete a rule while one of the same priority, which has more conditions
     * and is otherwise the same, comes before it. That is refused, at the price of a list for each rule that was read.
     *
     * @throws NetlinkException.NotFound if there is none
     * @throws NetlinkException.NotSupported if the kernel would delete another rule than the one that was read
     */
    @Override
    public void delete(RoutingRule rule) {
        if (takesList(rule)) {
            List<RoutingRule> present = list(RoutingRuleFilter.all().family(rule.family()));
            meant(rule, present); // A kernel that ignores a selector would delete another rule.
            checkDeleted(List.of(rule), present, () -> sentence(Operation.DELETE, rule));
        }
        super.delete(rule);
    }

    /** {@inheritDoc} One list tells for all rules whether the kernel would delete another one; if so, it takes a list for each, as {@link #delete} does. */
    @Override
    public BatchResult deleteAll(Collection<RoutingRule> rules) {
        List<RoutingRule> doomed = List.copyOf(rules);
        return doomed.stream().anyMatch(RuleMatch::wasRead)
                        && RuleMatch.victim(doomed, list()).isEmpty()
                ? super.deleteAll(doomed.stream().map(RuleMatch::unread).toList())
                : super.deleteAll(doomed);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NetlinkException.NotSupported if the kernel would delete another rule, as {@link #delete} says; no rule is deleted then
     */
    @Override
    public List<RoutingRule> flush(RoutingRuleFilter filter) {
        checkDeleted(list(filter), list(), () -> "flush " + (descriptor().plural() + " " + filter).strip());
        return super.flush(filter);
    }

    private void checkDeleted(List<RoutingRule> doomed, List<RoutingRule> present, Supplier<String> operation) {
        RuleMatch.victim(doomed, present).ifPresent(victim -> {
            throw new NetlinkException.NotSupported("cannot " + operation.get() + " in " + sender().where()
                    + ": the kernel would delete another rule, which comes before it and has all that it has: "
                    + victim);
        });
    }

    /** Whether a list has to tell which rule the kernel would delete. */
    private static boolean takesList(RoutingRule rule) {
        return rule.isMaybeIgnored() || RuleMatch.wasRead(rule);
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
        return switch (operation) {
            case ADD -> rule.isMaybeIgnored();
            case DELETE -> takesList(rule);
            default -> true;
        };
    }

    @Override
    @SuppressWarnings("exports")
    protected RoutingRule outgoing(Operation operation, RoutingRule rule, LinkIndexes indexes) {
        if (operation != Operation.DELETE) {
            return rule.complete().sent();
        }
        if (RuleMatch.selectsAll(rule)) {
            throw new IllegalArgumentException("cannot " + sentence(operation, rule) + " of " + rule.family()
                    + ": nothing is set, so it would be the first rule, whatever that is");
        }
        return rule.sent();
    }
}
