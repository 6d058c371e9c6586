package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as objects of this package. */
class NeighbourFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        List<Neighbour> examples = List.of(
                Neighbour.of("10.0.0.1")
                        .at("02:00:00:00:00:01")
                        .link(LinkReference.of(7))
                        .flags(NeighbourFlag.ROUTER, NeighbourFlag.MANAGED)
                        .protocol(RouteProtocol.BGP)
                        .state(NeighbourState.STALE),
                Neighbour.of("fd00::1").proxy());
        ObjectFuzz.check(Neighbour.DESCRIPTOR, examples, neighbour -> {
            ObjectFuzz.answered(() -> neighbour.sent(NeighbourState.NONE));
            ObjectFuzz.answered(() -> neighbour.key());
        });
    }
}
