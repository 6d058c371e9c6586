package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.rtnl.testkit.ReceivedEvents;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes by {@code ip} in several namespaces arrive over one socket. */
@KernelTest
@NeedsCommand("ip")
@Timeout(120)
final class AllNamespacesIT {
    private static final Function<NamespaceObject, String> TEXT = event -> origin(event) + event.object();

    @Test
    void eventsTellTheirNamespaces(Namespaces namespaces) {
        LinkTestNamespace here = new LinkTestNamespace(namespaces);
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        LinkTestNamespace blue = new LinkTestNamespace(namespaces);
        LinkTestNamespace unnumbered = new LinkTestNamespace(namespaces);
        here.ip("netns set " + name(red) + " 7", "netns set " + name(blue) + " 4711");
        try (Subscription<NamespaceObject> events =
                here.rtnl().subscribeAllNamespaces(RtnlGroup.IPV4_RULE, RtnlGroup.IPV4_ROUTE)) {
            red.ip("rule add priority 9 table 100", "route add blackhole 198.51.100.0/24 table 100");
            unnumbered.ip("route add blackhole 198.51.100.0/24 table 101");
            blue.ip("route add blackhole 198.51.100.0/24 table 102", "route del blackhole 198.51.100.0/24 table 102");
            here.ip("route add blackhole 198.51.100.0/24 table 103");
            assertThat(ReceivedEvents.by(events, event -> true, TEXT))
                    .containsExactly(
                            "+7 " + name(red) + " 9: from all lookup 100",
                            "+7 " + name(red) + " blackhole 198.51.100.0/24 table 100",
                            "+4711 " + name(blue) + " blackhole 198.51.100.0/24 table 102",
                            "-4711 " + name(blue) + " blackhole 198.51.100.0/24 table 102",
                            "+current blackhole 198.51.100.0/24 table 103");
        }
        try (Rtnl elsewhere = Rtnl.open(red.namespace());
                Subscription<Route> alone = elsewhere.routes().subscribe(RtnlGroup.IPV4_ROUTE)) {
            blue.ip("route add blackhole 198.51.100.0/24 table 104");
            assertThat(ReceivedEvents.by(alone)).isEmpty();
        }
    }

    @Test
    void aNamespaceIsHeardFromItsNsidOn(Namespaces namespaces) {
        LinkTestNamespace here = new LinkTestNamespace(namespaces);
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        try (Subscription<NamespaceObject> events =
                here.rtnl().subscribeAllNamespaces(RtnlGroup.NSID, RtnlGroup.IPV4_ROUTE)) {
            red.ip("route add blackhole 198.51.100.0/24");
            here.ip("netns set " + name(red) + " 3");
            red.ip("route del blackhole 198.51.100.0/24");
            assertThat(ReceivedEvents.by(events, event -> true, TEXT))
                    .containsExactly("+current nsid 3", "-3 " + name(red) + " blackhole 198.51.100.0/24");
        }
    }

    @Test
    void aNumberIsUsedAgain(Namespaces namespaces) {
        Rtnl here = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        try (Subscription<NamespaceObject> events = here.subscribeAllNamespaces(RtnlGroup.LINK);
                Subscription<Nsid> numbers = here.nsids().subscribe()) {
            NetworkNamespace red = namespaces.named();
            String redName = red.name().orElseThrow();
            here.nsids().assign(red, 5);
            try (Rtnl inRed = Rtnl.open(red)) {
                inRed.links().up("lo");
            }
            Function<NamespaceObject, String> text = AllNamespacesIT::origin;
            assertThat(ReceivedEvents.by(events, event -> true, text)).containsOnly("+5 " + redName + " ");
            red.close();
            NetworkNamespace.delete(redName);
            while (!(numbers.next() instanceof Event.Deleted<Nsid>)) {
                // The number is new first.
            }

            NetworkNamespace unnamed = namespaces.unnamed();
            here.nsids().assign(unnamed, 5);
            try (Rtnl inUnnamed = Rtnl.open(unnamed)) {
                inUnnamed.links().up("lo");
            }
            assertThat(ReceivedEvents.by(events, event -> true, text)).containsOnly("+5 ");
        }
    }

    @Test
    void eventsOutliveTheRtnlButLackNamesThen(Namespaces namespaces) {
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        Rtnl here = Rtnl.open(namespaces.unnamed());
        here.nsids().assign(red.namespace(), 0);
        try (Subscription<NamespaceObject> events = here.subscribeAllNamespaces(RtnlGroup.IPV4_ROUTE)) {
            assertThat(events)
                    .hasToString("the subscription to NETLINK_ROUTE in "
                            + here.socket().where() + " and in all namespaces with an nsid there");
            here.close();
            red.ip("route add blackhole 198.51.100.0/24");
            assertThat(events.next(ReceivedEvents.LONG))
                    .get()
                    .extracting(ReceivedEvents::object)
                    .satisfies(event -> {
                        assertThat(event.nsid()).isEqualTo(Optional.of(0));
                        assertThat(event.name()).isEmpty();
                        assertThat(event).hasToString("[nsid 0] blackhole 198.51.100.0/24");
                    });
        }
    }

    @Test
    void lostEventsOfAnyNamespaceAreTold(Namespaces namespaces) {
        Rtnl here = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        NetworkNamespace red = namespaces.unnamed();
        here.nsids().assign(red, 9);
        try (Subscription<NamespaceObject> events = here.subscribeAllNamespaces(RtnlGroup.IPV4_ROUTE);
                Rtnl inRed = Rtnl.open(red)) {
            events.receiveBuffer(1);
            for (int i = 0; i < 200; i++) {
                inRed.routes().add(Route.to("10.0." + i + ".0/24").type(RouteType.BLACKHOLE));
            }
            assertThat(ReceivedEvents.by(events)).containsExactly(new Event.Overrun<>());
            inRed.routes().add(Route.to("10.1.0.0/24").type(RouteType.BLACKHOLE));
            assertThat(ReceivedEvents.by(events, event -> true, AllNamespacesIT::origin))
                    .isEqualTo(List.of("+9 "));
        }
    }

    @Test
    void groupsOfOtherObjectsAreRefused(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            assertThatThrownBy(() -> rtnl.subscribeAllNamespaces(RtnlGroup.TC))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not in RTNLGRP_TC");
        }
    }

    private static String origin(NamespaceObject event) {
        return event.nsid().map(String::valueOf).orElse("current") + " "
                + event.name().map(name -> name + " ").orElse("");
    }

    private static String name(LinkTestNamespace namespace) {
        return namespace.namespace().name().orElseThrow();
    }
}
