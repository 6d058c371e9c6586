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
    void aRefusalNamesOperationNamespaceAndReason(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            socket.execute(RouteMessages.addBridge("bridge"));
            assertThat(socket.get(RouteMessages.get("bridge"), RouteMessages.NAMES))
                    .isEqualTo("bridge");
            NetlinkException refused = catchThrowableOfType(
                    NetlinkException.class, () -> socket.execute(RouteMessages.addBridge("bridge")));
            assertThat(refused)
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessage("cannot add link 'bridge' in " + red + ": File exists (EEXIST)");
            assertThat(refused.errno()).contains(Errno.EEXIST);
            assertThatThrownBy(() -> socket.get(RouteMessages.get("nobody"), RouteMessages.NAMES))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessage("cannot get link 'nobody' in " + red + ": No such device (ENODEV)");
            socket.execute(RouteMessages.delete("bridge"));
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES))
                    .doesNotContain("bridge")
                    .contains("lo");
            assertThat(socket.where()).isEqualTo("namespace '" + red.name().orElseThrow() + "'");
            assertThat(socket).hasToString("NETLINK_ROUTE socket in " + socket.where());
            assertThat(socket.protocol()).isSameAs(RouteMessages.PROTOCOL);
        }
    }

    @Test
    void theKernelsPolicyIsReportedWithThePathOfTheAttribute(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            NetlinkException tooLong = catchThrowableOfType(
                    NetlinkException.class, () -> socket.execute(RouteMessages.addWithALongName()));
            assertThat(tooLong).isInstanceOf(NetlinkException.Invalid.class);
            assertThat(tooLong.report().attribute()).contains("IFLA_IFNAME");
            assertThat(tooLong.report().policy()).contains("string of length ..15");
            assertThat(tooLong.report().message()).contains("Attribute failed policy validation");
            assertThat(tooLong.getMessage())
                    .endsWith("(ERANGE); kernel: \"Attribute failed policy validation\""
                            + " at IFLA_IFNAME (must be string of length ..15)");
            Nest raw = Nest.empty(RouteMessages.LINK).with(Attribute.of(4, "IFLA_MTU", Codecs.U8), 1);
            NetlinkException tooShort = catchThrowableOfType(
                    NetlinkException.class,
                    () -> socket.execute(new Request(
                            RouteMessages.NEWLINK, 0, raw.with(RouteMessages.INDEX, 1), () -> "change link 1")));
            assertThat(tooShort.report().attribute()).contains("IFLA_MTU");
        }
    }

    @Test
    void theRangeOfANumberDeepInsideIsReported(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            Nest data = RouteMessages.vxlan().with(RouteMessages.VXLAN_LABEL_POLICY, 7L);
            NetlinkException refused = catchThrowableOfType(
                    NetlinkException.class, () -> socket.execute(RouteMessages.add("v", "vxlan", data)));
            assumeTrue(
                    refused != null && refused.report().policy().isPresent(),
                    "this kernel has no vxlan with IFLA_VXLAN_LABEL_POLICY");
            assertThat(refused.report().attribute()).contains("IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VXLAN_LABEL_POLICY");
            assertThat(refused.report().policy()).contains("u32 in 0..1");
        }
    }

    @Test
    void aDumpIsListedOrStreamed(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            for (int i = 0; i < 20; i++) {
                socket.execute(RouteMessages.addBridge("bridge" + i));
            }
            List<String> listed = socket.list(RouteMessages.links(), RouteMessages.NAMES);
            assertThat(listed).contains("lo", "bridge0", "bridge19").doesNotHaveDuplicates();
            List<String> streamed = new ArrayList<>();
            socket.forEach(RouteMessages.links(), RouteMessages.NAMES, streamed::add);
            assertThat(streamed).isEqualTo(listed);
            assertThat(socket.list(RouteMessages.links(), (type, flags, body) -> {
                        assertThat(type).isEqualTo(16);
                        return null;
                    }))
                    .isEmpty();
        }
    }

    @Test
    void leavingADumpEarlyKeepsTheSocketUsable(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            for (int i = 0; i < 100; i++) {
                socket.execute(RouteMessages.addBridge("bridge" + i));
            }
            for (int round = 0; round < 10; round++) {
                List<String> seen = new ArrayList<>();
                socket.forEach(RouteMessages.links(), RouteMessages.NAMES, name -> {
                    seen.add(name);
                    return seen.size() < 3;
                });
                assertThat(seen).hasSize(3);
                assertThatThrownBy(() -> socket.forEach(RouteMessages.links(), RouteMessages.NAMES, name -> {
                            throw new ArithmeticException("of the visitor");
                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("of the visitor");
                assertThatThrownBy(() -> socket.list(RouteMessages.links(), (type, flags, body) -> {
                            throw new AssertionError("of the decoder");
                        }))
                        .isInstanceOf(AssertionError.class);
                assertThat(socket.get(RouteMessages.get("bridge7"), RouteMessages.NAMES))
                        .isEqualTo("bridge7");
            }
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES)).hasSizeGreaterThan(100);
        }
    }

    @Test
    void aVisitorThatUsesTheSameSocketIsRefused(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            assertThatThrownBy(() -> socket.forEach(RouteMessages.links(), RouteMessages.NAMES, name -> {
                        socket.get(RouteMessages.get("lo"), RouteMessages.NAMES);
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in the middle of a dump");
            List<String> found = new ArrayList<>();
            socket.forEach(
                    RouteMessages.links(),
                    RouteMessages.NAMES,
                    name -> found.add(other.get(RouteMessages.get(name), RouteMessages.NAMES)));
            assertThat(found).contains("lo");
        }
    }

    @Test
    void theKernelEchoesTheChangedObject(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            List<Nest> routes = socket.echo(RouteMessages.addBlackhole(1), RouteMessages.ROUTES);
            assertThat(routes).hasSize(1);
            assertThat(routes.getFirst().get(RouteMessages.DST))
                    .isEqualTo(RouteMessages.blackhole(1).get(RouteMessages.DST));
            assertThatThrownBy(() -> socket.echo(RouteMessages.addBlackhole(1), RouteMessages.ROUTES))
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
            assertThat(socket.list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .hasSize(1);
        }
    }

    @Test
    void aDumpWithAWrongHeaderIsRefused(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            Request wrong = new Request(
                    RouteMessages.GETLINK,
                    0,
                    Nest.empty(RouteMessages.LINK).with(RouteMessages.INDEX, 1),
                    () -> "list links");
            assertThatThrownBy(() -> socket.list(wrong, RouteMessages.NAMES))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining("(EINVAL); kernel: \"Filter by device index not supported for link dumps\"");
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES)).contains("lo");
        }
    }

    @Test
    void aSocketBelongsToTheNamespaceInWhichItWasOpened(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.unnamed();
        try (NetlinkSocket inRed = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket inBlue = NetlinkSocket.open(RouteMessages.PROTOCOL, blue);
                NetlinkSocket here = NetlinkSocket.open(RouteMessages.PROTOCOL)) {
            inRed.execute(RouteMessages.addBridge("n4j-only-red"));
            assertThat(inRed.list(RouteMessages.links(), RouteMessages.NAMES)).contains("n4j-only-red");
            assertThat(inBlue.list(RouteMessages.links(), RouteMessages.NAMES)).doesNotContain("n4j-only-red");
            assertThat(here.list(RouteMessages.links(), RouteMessages.NAMES)).doesNotContain("n4j-only-red");
            assertThat(blue.call(() -> inRed.list(RouteMessages.links(), RouteMessages.NAMES)))
                    .contains("n4j-only-red");
        }
    }

    @Test
    void aClosedSocketSaysSo(NetworkNamespace red) {
        NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
        socket.close();
        socket.close();
        assertThatThrownBy(() -> socket.execute(RouteMessages.addBridge("bridge")))
                .isInstanceOf(NetlinkException.Closed.class)
                .hasMessage("the NETLINK_ROUTE socket in " + red + " is closed");
        assertThatThrownBy(() -> socket.list(RouteMessages.links(), RouteMessages.NAMES))
                .isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() -> socket.batch(List.of(RouteMessages.addBridge("bridge"))))
                .isInstanceOf(NetlinkException.Closed.class);
        NetworkNamespace gone = NetworkNamespace.createUnnamed();
        gone.close();
        assertThatThrownBy(() -> NetlinkSocket.open(RouteMessages.PROTOCOL, gone))
                .isInstanceOf(NetlinkException.Closed.class);
    }
}
