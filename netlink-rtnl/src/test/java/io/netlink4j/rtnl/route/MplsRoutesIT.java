package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.testkit.KernelTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A kernel without MPLS routes says so, and lists none of other families. */
@KernelTest
final class MplsRoutesIT {
    @Test
    void aKernelWithoutThemSaysSo(NetworkNamespace red) {
        Assumptions.assumeFalse(Files.exists(Path.of("/proc/sys/net/mpls")), "this kernel routes MPLS packets");
        try (Rtnl rtnl = Rtnl.open(red)) {
            rtnl.routes().add(Route.to("10.0.0.0/8").type(RouteType.BLACKHOLE));
            assertThat(rtnl.mplsRoutes().list()).isEmpty();
            assertThatThrownBy(() -> rtnl.mplsRoutes().add(MplsRoute.of(100).link("lo")))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageContaining("cannot add MPLS route 100 dev lo in " + red
                            + ": the kernel routes no MPLS packets: it lacks the module mpls_router (EOPNOTSUPP)");
        }
    }
}
