package io.netlink4j.rtnl.rule;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Selects routing rules. The kernel selects by family; the other conditions are checked here. */
public final class RoutingRuleFilter extends ObjectFilter<RoutingRule> {
    private static final RoutingRuleFilter ALL = new RoutingRuleFilter(RoutingRule.DESCRIPTOR.empty(), List.of());

    private RoutingRuleFilter(RoutingRule pattern, List<Condition<RoutingRule>> conditions) {
        super(pattern, conditions);
    }

    /** All rules. */
    public static RoutingRuleFilter all() {
        return ALL;
    }

    /** A filter that also requires a family. */
    public RoutingRuleFilter family(IpFamily wanted) {
        return new RoutingRuleFilter(
                pattern().with(RuleAttributes.FAMILY, wanted.number()),
                and(Condition.of("of family " + wanted, rule -> rule.family() == wanted)));
    }

    /** A filter that also requires a table. */
    public RoutingRuleFilter table(int number) {
        return and("table " + RouteTable.name(number), rule -> rule.table().equals(Optional.of(number)));
    }

    /** A filter that also requires a priority. */
    public RoutingRuleFilter priority(long wanted) {
        return and("priority " + wanted, rule -> rule.priority() == wanted);
    }

    /** A filter that also requires an origin. */
    public RoutingRuleFilter protocol(RouteProtocol protocol) {
        return and("proto " + protocol, rule -> rule.protocol().equals(protocol));
    }

    /** A filter that also requires everything that is set in {@code selector}, as {@link RoutingRules#delete} does. */
    public RoutingRuleFilter matching(RoutingRule selector) {
        return and("like " + selector, rule -> RuleMatch.agrees(selector, rule));
    }

    private RoutingRuleFilter and(String words, Predicate<RoutingRule> test) {
        return new RoutingRuleFilter(pattern(), and(Condition.of(words, test)));
    }
}
