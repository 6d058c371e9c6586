package io.netlink4j.rtnl.rule;

import static io.netlink4j.rtnl.rule.RoutingRule.HIGHEST_LABEL;
import static io.netlink4j.rtnl.rule.RoutingRule.WHOLE_DSCP;
import static io.netlink4j.rtnl.rule.RoutingRule.WHOLE_PORT;

import io.netlink4j.core.attribute.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rule a rule means. The kernel deletes the first one that has everything that is set in the request ({@code rule_find} in {@code
 * net/core/fib_rules.c}); what is not set may be anything.
 */
final class RuleMatch {
    private static final List<Function<RoutingRule, Optional<?>>> CONDITIONS = List.of(
            rule -> rule.get(RuleAttributes.PRIORITY),
            RoutingRule::action,
            RoutingRule::from,
            RoutingRule::to,
            RoutingRule::tos,
            RoutingRule::fwmask,
            RoutingRule::iif,
            RoutingRule::oif,
            RoutingRule::table,
            RoutingRule::gotoPriority,
            RoutingRule::suppressPrefixLength,
            RoutingRule::suppressGroup,
            RoutingRule::ipProtocol,
            RoutingRule::sourcePorts,
            RoutingRule::destinationPorts,
            RoutingRule::uids,
            RoutingRule::tunnelId,
            rule -> rule.get(RuleAttributes.L3MDEV),
            rule -> rule.get(RuleAttributes.FLOW),
            RoutingRule::dscp,
            rule -> rule.get(RuleAttributes.DSCP_MASK).filter(mask -> mask != WHOLE_DSCP),
            RoutingRule::flowLabel,
            rule -> rule.get(RuleAttributes.FLOWLABEL_MASK).filter(mask -> mask != HIGHEST_LABEL),
            rule -> rule.get(RuleAttributes.SPORT_MASK).filter(mask -> mask != WHOLE_PORT),
            rule -> rule.get(RuleAttributes.DPORT_MASK).filter(mask -> mask != WHOLE_PORT));

    /** Conditions of which the kernel reports 0 and takes it for any value when it deletes. */
    private static final List<Function<RoutingRule, Optional<?>>> ANY_IF_ZERO =
            List.of(rule -> rule.get(RuleAttributes.PROTOCOL), RoutingRule::fwmark);

    /** The kernel reports all of these, whatever they are. Programs set few of them. */
    private static final List<Attribute<?>> ALWAYS_REPORTED = List.of(
            RuleAttributes.PRIORITY, RuleAttributes.TABLE, RuleAttributes.SUPPRESS_PREFIXLEN, RuleAttributes.PROTOCOL);

    private RuleMatch() {}

    /** Whether nothing was set but the family. */
    static boolean selectsAll(RoutingRule rule) {
        return !rule.isInverted()
                && Stream.concat(CONDITIONS.stream(), ANY_IF_ZERO.stream())
                        .allMatch(condition -> condition.apply(rule).isEmpty());
    }

    /** Whether the kernel reported it, so that it means itself and no other rule. */
    static boolean wasRead(RoutingRule rule) {
        return ALWAYS_REPORTED.stream().allMatch(rule::has);
    }

    /** Whether {@code rule} means {@code other}: both are the same if it was read, and otherwise {@code other} matches all that was set. */
    static boolean means(RoutingRule rule, RoutingRule other) {
        return wasRead(rule) ? rule.sent().equals(other.sent()) : agrees(rule, other);
    }

    /** Whether {@code other} matches everything that was set in {@code rule}. */
    static boolean agrees(RoutingRule rule, RoutingRule other) {
        return isDeletedBy(rule, other)
                && ANY_IF_ZERO.stream().allMatch(condition -> fits(condition.apply(rule), condition.apply(other)))
                && (!rule.isInverted() || other.isInverted());
    }

    /** Whether the kernel deletes {@code other} for a request about {@code rule} if it is the first of such rules. Inversion is not compared. */
    private static boolean isDeletedBy(RoutingRule rule, RoutingRule other) {
        return rule.family() == other.family()
                && CONDITIONS.stream().allMatch(condition -> fits(condition.apply(rule), condition.apply(other)))
                && ANY_IF_ZERO.stream()
                        .allMatch(condition ->
                                fits(condition.apply(rule).filter(RuleMatch::isNotZero), condition.apply(other)));
    }

    private static boolean fits(Optional<?> set, Optional<?> present) {
        return set.isEmpty() || set.equals(present);
    }

    private static boolean isNotZero(Object number) {
        return ((Number) number).longValue() != 0;
    }

    /**
     * The first rule that the kernel would delete though it is none of {@code doomed}, if those are deleted in their order.
     *
     * @param present all rules, in the order of the kernel
     */
    static Optional<RoutingRule> victim(List<RoutingRule> doomed, List<RoutingRule> present) {
        Map<Optional<Long>, List<RoutingRule>> left = present.stream()
                .collect(Collectors.groupingBy(
                        RuleMatch::priority, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        for (RoutingRule rule : doomed) {
            Optional<RoutingRule> first = candidates(rule, left)
                    .filter(other -> isDeletedBy(rule, other))
                    .findFirst();
            if (first.isPresent()
                    && !means(rule, first.get())
                    && doomed.stream().noneMatch(other -> means(other, first.get()))) {
                return first;
            }
            first.ifPresent(
                    deleted -> left.getOrDefault(priority(deleted), List.of()).remove(deleted));
        }
        return Optional.empty();
    }

    private static Stream<RoutingRule> candidates(RoutingRule rule, Map<Optional<Long>, List<RoutingRule>> present) {
        return priority(rule).isPresent()
                ? present.getOrDefault(priority(rule), List.of()).stream()
                : present.values().stream().flatMap(List::stream);
    }

    private static Optional<Long> priority(RoutingRule rule) {
        return rule.get(RuleAttributes.PRIORITY);
    }

    /** The same rule for the kernel, but no longer one that was read: what means any value to the kernel is left out. */
    static RoutingRule unread(RoutingRule rule) {
        return rule.suppressPrefixLength().isPresent() ? rule : rule.without(RuleAttributes.SUPPRESS_PREFIXLEN);
    }
}
