package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code bridge link} sets is listed and reported. */
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class BridgePortsIT {
    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(
                "link add br0 type bridge",
                "link add br1 type bridge",
                "link add v0 type veth peer name w0",
                "link add v1 type veth peer name w1",
                "link set v0 master br0",
                "link set v1 master br1");
        return room;
    }

    @Test
    void portsAreListedAsBridgeShowsThem(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.sh("set -e; bridge link set dev v0 cost 77 hairpin on; bridge link set dev v1 priority 5 learning off");
        assertThat(room.rtnl().bridgePorts().list("br1"))
                .singleElement()
                .asString()
                .contains(": v1 master");
        assertThat(room.rtnl().bridgePorts().list()).hasSize(2).allSatisfy(port -> {
            JsonNode shown = shown(room, port.ifindex());
            BridgePort options = port.options().orElseThrow();
            assertThat(port.link().name()).contains(shown.get("ifname").asString());
            assertThat(room.names().get(port.bridge().orElseThrow().ifindex().orElseThrow()))
                    .isEqualTo(shown.get("master").asString());
            assertThat(options.cost()).contains(shown.get("cost").asLong());
            assertThat(options.priority()).contains(shown.get("priority").asInt());
            assertThat(options.hairpin()).isEqualTo(shown.get("hairpin").asBoolean());
            assertThat(port.toString())
                    .startsWith(port.ifindex() + ": " + shown.get("ifname").asString() + " master if")
                    .contains("bridge_slave", " cost " + shown.get("cost").asLong());
            // The same as the link has beside its master.
            assertThat(options)
                    .hasToString(room.links()
                            .get(port.link())
                            .bridgePort()
                            .orElseThrow()
                            .toString());
        });
    }

    private static JsonNode shown(LinkTestNamespace room, int ifindex) {
        return Stream.of(room.parsed("bridge -d -j link show"))
                .flatMap(JsonNode::valueStream)
                .filter(port -> port.get("ifindex").asInt() == ifindex)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void changesOfPortsAreReported(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try (Subscription<BridgePortMessage> ports = room.rtnl().bridgePorts().subscribe();
                Subscription<NetlinkObject<?>> all = room.rtnl().subscribe(RtnlGroup.LINK)) {
            room.sh("set -e; bridge link set dev v0 cost 77; bridge link set dev v1 isolated on");
            room.ip("link set v0 nomaster");
            BridgePortMessage changed =
                    next(ports, Event.Changed.class, port -> name(port).equals("v0"));
            assertThat(changed.options().flatMap(BridgePort::cost)).contains(77L);
            BridgePortMessage isolated =
                    next(ports, Event.Changed.class, port -> name(port).equals("v1"));
            assertThat(isolated.options().orElseThrow().isolated()).isTrue();
            BridgePortMessage gone =
                    next(ports, Event.Deleted.class, port -> name(port).equals("v0"));
            assertThat(gone.bridge()).contains(LinkReference.of(room.links().index("br0")));
            assertThat(next(all, Event.Changed.class, BridgePortMessage.class::isInstance))
                    .hasToString(changed.toString());
        }
    }

    private static String name(BridgePortMessage port) {
        return port.link().name().orElse("");
    }

    private static <T> T next(Subscription<T> events, Class<?> kind, Predicate<? super T> wanted) {
        while (true) {
            Event<T> event = events.next();
            T object = switch (event) {
                case Event.Changed<T>(T told, int flags) -> told;
                case Event.Deleted<T>(T told) -> told;
                default -> throw new AssertionError(event);
            };
            if (kind.isInstance(event) && wanted.test(object)) {
                return object;
            }
        }
    }
}
