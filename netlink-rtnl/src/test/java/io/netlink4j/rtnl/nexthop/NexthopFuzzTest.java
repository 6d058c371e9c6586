package io.netlink4j.rtnl.nexthop;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.encap.Mpls;
import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as nexthop objects. */
class NexthopFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        List<NexthopObject> examples = List.of(
                NexthopObject.via("10.0.0.1").link("d0").encap(Mpls.labels(100)).id(1),
                NexthopObject.blackhole(IpFamily.IPV6).id(2),
                NexthopObject.group(NexthopMember.of(1), new NexthopMember(2, 300))
                        .resilience(Resilience.of(32))
                        .id(10));
        ObjectFuzz.check(NexthopObject.DESCRIPTOR, examples, nexthop -> {
            ObjectFuzz.answered(nexthop::sent);
            ObjectFuzz.answered(nexthop::statistics);
            ObjectFuzz.answered(() -> NexthopObject.DESCRIPTOR.identity(nexthop));
        });
    }
}
