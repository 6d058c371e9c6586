package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
class NetlinkSocketIT {

    @Test
    void aRequestIsDoneOrRefusedWithWhatWasTriedWhereAndWhy(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            socket.execute(Rt.addBridge("bridge"));
            assertThat(socket.get(Rt.get("bridge"), Rt.NAMES)).isEqualTo("bridge");
            NetlinkException refused =
                    catchThrowableOfType(NetlinkException.class, () -> socket.execute(Rt.addBridge("bridge")));
            assertThat(refused)
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessage("cannot add link 'bridge' in " + red + ": File exists (EEXIST)");
            assertThat(refused.errno()).contains(Errno.EEXIST);
            assertThatThrownBy(() -> socket.get(Rt.get("nobody"), Rt.NAMES))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessage("cannot get link 'nobody' in " + red + ": No such device (ENODEV)");
            socket.execute(Rt.delete("bridge"));
            assertThat(socket.list(Rt.links(), Rt.NAMES))
                    .doesNotContain("bridge")
                    .contains("lo");
            assertThat(socket.where()).isEqualTo("namespace '" + red.name().orElseThrow() + "'");
            assertThat(socket).hasToString("NETLINK_ROUTE socket in " + socket.where());
            assertThat(socket.protocol()).isSameAs(Rt.PROTOCOL);
        }
    }

    @Test
    void theKernelsPolicyIsReportedWithThePathOfTheAttribute(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            NetlinkException tooLong =
                    catchThrowableOfType(NetlinkException.class, () -> socket.execute(Rt.addWithALongName()));
            assertThat(tooLong).isInstanceOf(NetlinkException.Invalid.class);
            assertThat(tooLong.report().attribute()).contains("IFLA_IFNAME");
            assertThat(tooLong.report().policy()).contains("string of length ..15");
            assertThat(tooLong.report().message()).contains("Attribute failed policy validation");
            assertThat(tooLong.getMessage())
                    .endsWith("(ERANGE); kernel: \"Attribute failed policy validation\""
                            + " at IFLA_IFNAME (must be string of length ..15)");
            Nest raw = Nest.empty(Rt.LINK).with(Attribute.of(4, "IFLA_MTU", Codecs.U8), 1);
            NetlinkException tooShort = catchThrowableOfType(
                    NetlinkException.class,
                    () -> socket.execute(new Request(Rt.NEWLINK, 0, raw.with(Rt.INDEX, 1), () -> "change link 1")));
            assertThat(tooShort.report().attribute()).contains("IFLA_MTU");
        }
    }

    @Test
    void theRangeOfANumberDeepInsideIsReported(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            Nest data = Rt.vxlan().with(Rt.VXLAN_LABEL_POLICY, 7L);
            NetlinkException refused =
                    catchThrowableOfType(NetlinkException.class, () -> socket.execute(Rt.add("v", "vxlan", data)));
            assumeTrue(
                    refused != null && refused.report().policy().isPresent(),
                    "this kernel has no vxlan with IFLA_VXLAN_LABEL_POLICY");
            assertThat(refused.report().attribute()).contains("IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VXLAN_LABEL_POLICY");
            assertThat(refused.report().policy()).contains("u32 in 0..1");
        }
    }

    @Test
    void aDumpIsListedOrStreamed(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            for (int i = 0; i < 20; i++) {
                socket.execute(Rt.addBridge("bridge" + i));
            }
            List<String> listed = socket.list(Rt.links(), Rt.NAMES);
            assertThat(listed).contains("lo", "bridge0", "bridge19").doesNotHaveDuplicates();
            List<String> streamed = new ArrayList<>();
            socket.forEach(Rt.links(), Rt.NAMES, streamed::add);
            assertThat(streamed).isEqualTo(listed);
            assertThat(socket.list(Rt.links(), (type, flags, body) -> {
                        assertThat(type).isEqualTo(16);
                        return null;
                    }))
                    .isEmpty();
        }
    }

    @Test
    void whoLeavesADumpEarlyLeavesTheSocketAsItWas(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            for (int i = 0; i < 100; i++) {
                socket.execute(Rt.addBridge("bridge" + i));
            }
            for (int round = 0; round < 10; round++) {
                List<String> seen = new ArrayList<>();
                socket.forEach(Rt.links(), Rt.NAMES, name -> {
                    seen.add(name);
                    return seen.size() < 3;
                });
                assertThat(seen).hasSize(3);
                assertThatThrownBy(() -> socket.forEach(Rt.links(), Rt.NAMES, name -> {
                            throw new ArithmeticException("of the visitor");
                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("of the visitor");
                assertThatThrownBy(() -> socket.list(Rt.links(), (type, flags, body) -> {
                            throw new AssertionError("of the decoder");
                        }))
                        .isInstanceOf(AssertionError.class);
                assertThat(socket.get(Rt.get("bridge7"), Rt.NAMES)).isEqualTo("bridge7");
            }
            assertThat(socket.list(Rt.links(), Rt.NAMES)).hasSizeGreaterThan(100);
        }
    }

    @Test
    void aVisitorThatUsesTheSameSocketIsToldSo(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            assertThatThrownBy(() -> socket.forEach(Rt.links(), Rt.NAMES, name -> {
                        socket.get(Rt.get("lo"), Rt.NAMES);
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in the middle of a dump");
            List<String> found = new ArrayList<>();
            socket.forEach(Rt.links(), Rt.NAMES, name -> found.add(other.get(Rt.get(name), Rt.NAMES)));
            assertThat(found).contains("lo");
        }
    }

    @Test
    void theKernelEchoesWhatCameOfARequest(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            List<Nest> routes = socket.echo(Rt.addBlackhole(1), Rt.ROUTES);
            assertThat(routes).hasSize(1);
            assertThat(routes.getFirst().get(Rt.DST)).isEqualTo(Rt.blackhole(1).get(Rt.DST));
            assertThatThrownBy(() -> socket.echo(Rt.addBlackhole(1), Rt.ROUTES))
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
            assertThat(socket.list(Rt.routes(), Rt.ROUTES)).hasSize(1);
        }
    }

    @Test
    void aDumpWithAWrongHeaderIsRefusedAndNotAnsweredWithSomethingElse(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red)) {
            Request wrong = new Request(Rt.GETLINK, 0, Nest.empty(Rt.LINK).with(Rt.INDEX, 1), () -> "list links");
            assertThatThrownBy(() -> socket.list(wrong, Rt.NAMES))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining("(EINVAL); kernel: \"Filter by device index not supported for link dumps\"");
            assertThat(socket.list(Rt.links(), Rt.NAMES)).contains("lo");
        }
    }

    @Test
    void aSocketSeesTheNamespaceInWhichItWasBorn(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.unnamed();
        try (NetlinkSocket inRed = NetlinkSocket.open(Rt.PROTOCOL, red);
                NetlinkSocket inBlue = NetlinkSocket.open(Rt.PROTOCOL, blue);
                NetlinkSocket here = NetlinkSocket.open(Rt.PROTOCOL)) {
            inRed.execute(Rt.addBridge("n4j-only-red"));
            assertThat(inRed.list(Rt.links(), Rt.NAMES)).contains("n4j-only-red");
            assertThat(inBlue.list(Rt.links(), Rt.NAMES)).doesNotContain("n4j-only-red");
            assertThat(here.list(Rt.links(), Rt.NAMES)).doesNotContain("n4j-only-red");
            assertThat(blue.call(() -> inRed.list(Rt.links(), Rt.NAMES))).contains("n4j-only-red");
        }
    }

    @Test
    void aClosedSocketSaysSo(NetworkNamespace red) {
        NetlinkSocket socket = NetlinkSocket.open(Rt.PROTOCOL, red);
        socket.close();
        socket.close();
        assertThatThrownBy(() -> socket.execute(Rt.addBridge("bridge")))
                .isInstanceOf(NetlinkException.Closed.class)
                .hasMessage("the NETLINK_ROUTE socket in " + red + " is closed");
        assertThatThrownBy(() -> socket.list(Rt.links(), Rt.NAMES)).isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() -> socket.batch(List.of(Rt.addBridge("bridge"))))
                .isInstanceOf(NetlinkException.Closed.class);
        NetworkNamespace gone = NetworkNamespace.createUnnamed();
        gone.close();
        assertThatThrownBy(() -> NetlinkSocket.open(Rt.PROTOCOL, gone)).isInstanceOf(NetlinkException.Closed.class);
    }
}
