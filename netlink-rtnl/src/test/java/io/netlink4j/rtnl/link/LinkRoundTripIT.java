package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.LinkInet6.AddressGeneration;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgeAttributes;
import io.netlink4j.rtnl.link.kind.BridgeOptions;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any listed link can be deleted and added again, unchanged. */
@KernelTest
final class LinkRoundTripIT {
    @Test
    void aBridgeAndItsPorts(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        int given = links.list().size();
        links.add(Link.named("br0")
                .up()
                .alias("the switch")
                .alternativeName("the-switch-in-the-middle")
                .kind(Bridge.defaults()
                        .forwardDelay(Duration.ofSeconds(4))
                        .ageingTime(Duration.ofSeconds(20))
                        .priority(77)
                        .multicastSnooping(false)
                        .with(
                                BridgeAttributes.MULTI_BOOLOPT,
                                BridgeOptions.none().with(BridgeOptions.NO_LL_LEARN, true))));
        links.add(Link.named("v0")
                .master("br0")
                .up()
                .mtu(1400)
                .group(5)
                .transmitQueueLength(44)
                .flag(LinkFlag.NOARP, true)
                .promiscuous(true)
                .addressGeneration(AddressGeneration.NONE)
                .alternativeName("first-cable")
                .alternativeName("second name".replace(' ', '-'))
                .bridgePort(BridgePort.defaults().cost(9).isolated(true).learning(false))
                .kind(Veth.to(Link.named("v1").up().alias("the far end").macAddress("02:00:00:00:00:0a"))));
        links.add(Link.named("i0").kind(UnknownKind.of("ifb")).transmitQueueLength(3));

        Link bridge = links.get("br0");
        Link near = links.get("v0");
        Link far = links.get("v1");
        Link other = links.get("i0");
        for (Link link : List.of(near, bridge, other)) {
            links.delete(link);
        }
        assertThat(links.list()).hasSize(given);

        links.add(bridge.requestIndex(bridge.index()));
        links.add(near.requestIndex(near.index()).kind(Veth.to(far.requestIndex(far.index()))));
        links.add(other.requestIndex(other.index()));
        assertThat(unchanging(links.get("br0"))).isEqualTo(unchanging(bridge));
        assertThat(unchanging(links.get("v0"))).isEqualTo(unchanging(near));
        assertThat(unchanging(links.get("v1"))).isEqualTo(unchanging(far));
        assertThat(unchanging(links.get("i0"))).isEqualTo(unchanging(other));
    }

    @Test
    void intoAnotherNamespace(Namespaces namespaces) {
        Links here = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Links there = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        // Indexes there differ from those here.
        there.add(Link.named("first").kind(UnknownKind.of("ifb")));
        here.add(Link.named("br0").up().alias("moved").kind(Bridge.defaults().priority(5)));
        Link listed = here.list(LinkFilter.all().kind("bridge")).getFirst();
        Link made = there.add(listed);
        assertThat(made.ifindex()).isNotEqualTo(listed.ifindex());
        assertThat(made.macAddress()).isEqualTo(listed.macAddress());
        assertThat(made.alias()).hasValue("moved");
        assertThat(made.isUp()).isTrue();
        assertThat(((Bridge) made.kind().orElseThrow()).priority()).hasValue(5);
    }

    /** Omits what time and traffic change: timers, statistics, port states, the number of carrier changes. */
    private static Link unchanging(Link link) {
        Link steady = link.without(LinkAttributes.STATS)
                .without(LinkAttributes.STATS64)
                .without(LinkAttributes.OPERSTATE)
                .without(LinkAttributes.QDISC)
                .without(LinkAttributes.CARRIER)
                .without(LinkAttributes.CARRIER_CHANGES)
                .without(LinkAttributes.CARRIER_UP_COUNT)
                .without(LinkAttributes.CARRIER_DOWN_COUNT)
                .without(LinkAttributes.AF_SPEC)
                .with(LinkAttributes.FLAGS, link.get(LinkAttributes.FLAGS) & LinkFlag.SETTABLE);
        if (link.addressGeneration().isPresent()) {
            steady = steady.addressGeneration(link.addressGeneration().orElseThrow());
        }
        if (link.bridgePort().isPresent()) {
            BridgePort port = link.bridgePort()
                    .get()
                    .without(BridgePort.STATE)
                    .without(BridgePort.FORWARD_DELAY_TIMER)
                    .without(BridgePort.HOLD_TIMER)
                    .without(BridgePort.MESSAGE_AGE_TIMER);
            steady = steady.bridgePort(port);
        }
        if (link.kind().orElseThrow() instanceof Bridge bridge) {
            steady = steady.kind(bridge.without(BridgeAttributes.GC_TIMER)
                    .without(BridgeAttributes.HELLO_TIMER)
                    .without(BridgeAttributes.TCN_TIMER)
                    .without(BridgeAttributes.TOPOLOGY_CHANGE_TIMER)
                    .without(BridgeAttributes.ROOT_ID)
                    .without(BridgeAttributes.BRIDGE_ID));
        }
        return steady;
    }
}
