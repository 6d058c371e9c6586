package io.netlink4j.rtnl.rule;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as routing rules. */
class RoutingRuleFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        List<RoutingRule> examples = List.of(
                RoutingRule.of(IpFamily.IPV4)
                        .from("10.0.0.0/8")
                        .iif("d0")
                        .fwmark(1, 2)
                        .uids(new UidRange(1, 2))
                        .sourcePorts(new PortRange(5, 9))
                        .table(7),
                RoutingRule.of(IpFamily.IPV6).to("fd00::1").gotoPriority(9).priority(5));
        ObjectFuzz.check(RoutingRule.DESCRIPTOR, examples, rule -> {
            ObjectFuzz.answered(() -> rule.complete().sent());
            ObjectFuzz.answered(() -> RuleMatch.agrees(rule, examples.getFirst()));
            ObjectFuzz.answered(() -> RuleMatch.agrees(examples.getFirst(), rule));
            ObjectFuzz.answered(() -> RoutingRule.DESCRIPTOR.identity(rule));
        });
    }
}
