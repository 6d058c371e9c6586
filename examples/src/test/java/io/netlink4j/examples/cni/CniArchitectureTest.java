package io.netlink4j.examples.cni;

import io.netlink4j.testkit.PackagePlan;
import io.netlink4j.testkit.PackagePlanTest;
import java.util.stream.Stream;

/** The packages of the CNI plugins, and the packages that each may use. */
final class CniArchitectureTest extends PackagePlanTest {
    private static final String[] LIBRARIES = {"io.netlink4j.core..", "io.netlink4j.rtnl..", "io.netlink4j.nft.."};
    private static final String CNI = "io.netlink4j.examples.cni";
    private static final String ATTACH = CNI + ".attach";
    private static final String CHAINED = CNI + ".chained";
    private static final String IPAM = CNI + ".ipam";
    private static final String LINUX = CNI + ".linux";
    private static final String PROTOCOL = CNI + ".protocol";

    private static final PackagePlan PLAN = new PackagePlan(CNI)
            .add(PROTOCOL, LIBRARIES)
            .add(LINUX, with(PROTOCOL))
            .add(IPAM, with(PROTOCOL, LINUX))
            .add(ATTACH, with(PROTOCOL, IPAM))
            .add(CHAINED, with(PROTOCOL, LINUX))
            .add(CNI, with(PROTOCOL, LINUX, IPAM, ATTACH, CHAINED));

    CniArchitectureTest() {
        super(PLAN);
    }

    private static String[] with(String... others) {
        return Stream.of(LIBRARIES, others).flatMap(Stream::of).toArray(String[]::new);
    }
}
