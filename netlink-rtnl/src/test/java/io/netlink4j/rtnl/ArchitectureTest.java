package io.netlink4j.rtnl;

import io.netlink4j.testkit.PackagePlan;
import io.netlink4j.testkit.PackagePlanTest;
import java.util.Arrays;
import java.util.stream.Stream;

/** The packages of rtnl and their dependencies. */
final class ArchitectureTest extends PackagePlanTest {
    private static final String CORE = "io.netlink4j.core";
    private static final String[] CORE_PACKAGES = {
        CORE,
        CORE + ".address",
        CORE + ".attribute",
        CORE + ".collection",
        CORE + ".error",
        CORE + ".link",
        CORE + ".message",
        CORE + ".namespace",
        CORE + ".object"
    };
    private static final String RTNL = "io.netlink4j.rtnl";
    private static final String ADDRESS = RTNL + ".address";
    private static final String BRIDGE = RTNL + ".bridge";
    private static final String COUNTERS = RTNL + ".counters";
    private static final String ENCAP = RTNL + ".encap";
    private static final String INTERNAL = RTNL + ".internal";
    private static final String JUNIT = RTNL + ".junit";
    private static final String KIND = RTNL + ".link.kind";
    private static final String LAB = RTNL + ".lab";
    private static final String LINK = RTNL + ".link";
    private static final String NEIGHBOUR = RTNL + ".neighbour";
    private static final String NEXTHOP = RTNL + ".nexthop";
    private static final String NSID = RTNL + ".nsid";
    private static final String OBJECT = RTNL + ".object";
    private static final String ROUTE = RTNL + ".route";
    private static final String RULE = RTNL + ".rule";

    private static final PackagePlan PLAN = new PackagePlan(RTNL)
            .add(INTERNAL, CORE_PACKAGES)
            .add(OBJECT, and(INTERNAL))
            .addKinds(KIND, and(OBJECT, INTERNAL))
            .add(LINK, and(KIND, OBJECT, INTERNAL))
            .add(ENCAP, and(OBJECT, INTERNAL))
            .add(ROUTE, and(ENCAP, LINK, KIND, OBJECT, INTERNAL))
            .add(BRIDGE, and(LINK, KIND, OBJECT, INTERNAL))
            .add(NEXTHOP, and(ENCAP, ROUTE, OBJECT, INTERNAL))
            .add(COUNTERS, and(LINK, OBJECT, INTERNAL))
            .add(ADDRESS, and(LINK, ROUTE, OBJECT, INTERNAL))
            .add(NEIGHBOUR, and(LINK, KIND, ROUTE, OBJECT, INTERNAL))
            .add(RULE, and(ROUTE, OBJECT, INTERNAL))
            .add(NSID, and(LINK, OBJECT, INTERNAL))
            .add(RTNL, and(LINK, ADDRESS, ROUTE, RULE, NEIGHBOUR, NEXTHOP, BRIDGE, COUNTERS, NSID, OBJECT, INTERNAL))
            .add(LAB, and(RTNL, LINK, KIND, ADDRESS, ROUTE, CORE + ".socket", CORE + ".sysctl"))
            .add(JUNIT, and(LAB, RTNL, LINK, ADDRESS, ROUTE, NEIGHBOUR, CORE + ".socket"));

    private static String[] and(String... packages) {
        return Stream.concat(Arrays.stream(packages), Arrays.stream(CORE_PACKAGES))
                .toArray(String[]::new);
    }

    ArchitectureTest() {
        super(PLAN);
    }
}
