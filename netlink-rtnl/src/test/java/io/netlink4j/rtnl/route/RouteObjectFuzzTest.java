package io.netlink4j.rtnl.route;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as objects of this package. */
class RouteObjectFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        List<Route> examples = RouteOracleIT.PAIRS.stream()
                .map(RouteOracleIT.Pair::route)
                .filter(route -> route.references().isEmpty())
                .toList();
        ObjectFuzz.check(Route.DESCRIPTOR, examples, route -> {
            ObjectFuzz.answered(() -> RouteCompletion.added(route, link -> 1));
            ObjectFuzz.answered(() -> RouteCompletion.deleted(route, link -> 1));
            ObjectFuzz.answered(() -> RouteFilter.main().accepts(Route.toDefault(IpFamily.IPV4), route, false));
        });
    }
}
