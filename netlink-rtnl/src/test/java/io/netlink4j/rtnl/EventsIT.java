package io.netlink4j.rtnl;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkAttributes;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.rtnl.testkit.ReceivedEvents;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes by {@code ip} and {@code bridge} arrive as typed events. */
@KernelTest
@NeedsCommand({"ip", "bridge"})
@Timeout(120)
final class EventsIT {
    private static final int AF_BRIDGE = 7;

    @Test
    void eventsOfALinkThatIsCreatedChangedAndDeleted(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try (Subscription<Link> links = room.links().subscribe()) {
            room.ip("link add d0 mtu 1300 type bridge");
            int index = room.one("link show d0").get("ifindex").asInt();
            Predicate<Link> ours = link -> link.ifindex().orElseThrow() == index;
            Function<Link, String> text =
                    link -> link.name().orElse("") + " " + link.mtu().orElse(0);
            assertThat(ReceivedEvents.by(links, ours, text)).isNotEmpty().containsOnly("+d0 1300");
            room.ip("link set d0 mtu 1400");
            assertThat(ReceivedEvents.by(links, ours, text)).isNotEmpty().containsOnly("+d0 1400");
            room.ip("link set d0 name d1");
            assertThat(ReceivedEvents.by(links, ours, text)).isNotEmpty().containsOnly("+d1 1400");
            room.ip("link del d1");
            assertThat(ReceivedEvents.by(links, ours, text))
                    .endsWith("-d1 1400")
                    .containsOnlyOnce("-d1 1400");
        }
    }

    @Test
    void eventsHoldTheSameObjectAsLists(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try (Subscription<Link> links = room.links().subscribe()) {
            room.ip("link add d0 alias hello group 7 type bridge", "link set d0 promisc on");
            Link told = ReceivedEvents.object(ReceivedEvents.by(links).getLast());
            Link listed = room.links().get("d0");
            assertThat(told.kind()).isEqualTo(listed.kind());
            assertThat(told.macAddress()).isEqualTo(listed.macAddress());
            assertThat(told.flags()).isEqualTo(listed.flags());
            assertThat(told).hasToString(listed.toString());
        }
    }

    @Test
    void aPortThatLeavesItsBridgeIsNotReportedAsDeleted(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add br0 type bridge", "link add d0 type veth peer d1");
        try (Subscription<Link> links = room.links().subscribe();
                Subscription<Integer> families = room.rtnl()
                        .socket()
                        .subscribe(
                                (type, flags, body) ->
                                        type == Link.DESCRIPTOR.deleted().number() ? (int) body[0] : null,
                                RtnlGroup.LINK.number())) {
            room.ip("link set d0 master br0");
            assertThat(ReceivedEvents.object(ReceivedEvents.by(links).getLast()).mtu())
                    .isPresent();
            room.ip("link set d0 nomaster");
            assertThat(ReceivedEvents.by(families))
                    .as("what the kernel says of the port")
                    .containsExactly(
                            new Event.Message<>(Link.DESCRIPTOR.deleted().number(), AF_BRIDGE));
            assertThat(ReceivedEvents.by(links)).isNotEmpty().allSatisfy(event -> {
                assertThat(event).isInstanceOf(Event.Changed.class);
                assertThat(ReceivedEvents.object(event).mtu()).isPresent();
            });
            room.ip("link del d0");
            assertThat(ReceivedEvents.by(links))
                    .filteredOn(Event.Deleted.class::isInstance)
                    .as("both ends")
                    .hasSize(2);
        }
    }

    @Test
    void aMovedLinkIsDeletedHereAndNewThere(Namespaces namespaces) {
        LinkTestNamespace here = new LinkTestNamespace(namespaces);
        LinkTestNamespace there = new LinkTestNamespace(namespaces);
        here.ip("link add d0 type veth peer d1");
        int number = here.rtnl().nsids().assign(there.namespace());
        try (Subscription<Link> left = here.links().subscribe();
                Subscription<Link> came = there.links().subscribe()) {
            here.ip("link set d0 netns " + there.namespace().name().orElseThrow());
            Event<Link> last = ReceivedEvents.by(left).getLast();
            assertThat(last).isInstanceOf(Event.Deleted.class);
            assertThat(ReceivedEvents.object(last).get(LinkAttributes.NEW_NETNSID))
                    .hasValue(number);
            assertThat(ReceivedEvents.by(came, link -> true, link -> link.name().orElse("")))
                    .isNotEmpty()
                    .containsOnly("+d0");
        }
    }

    @Test
    void addressEventsByFamily(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add d0 type bridge");
        try (Subscription<Address> both = room.addresses().subscribe();
                Subscription<Address> ipv4 = room.addresses().subscribe(RtnlGroup.IPV4_IFADDR);
                Subscription<Address> ipv6 = room.addresses().subscribe(RtnlGroup.IPV6_IFADDR);
                Subscription<Address> added = room.addresses().subscribe(RtnlGroup.IPV6_IFADDR)) {
            room.ip(
                    "addr add 192.0.2.1/24 dev d0",
                    "addr change 192.0.2.1/24 dev d0 valid_lft 2000 preferred_lft 1000",
                    "addr add 2001:db8::1/64 dev d0 nodad");
            // The kernel announces an IPv6 address later, and not at all if it is deleted before.
            added.next();
            room.ip("addr del 2001:db8::1/64 dev d0", "addr del 192.0.2.1/24 dev d0");
            Function<Address, String> text = address ->
                    address.toInterface().toString() + (address.has(AddressFlag.PERMANENT) ? "" : " expires");
            assertThat(ReceivedEvents.by(both, address -> true, text))
                    .containsSubsequence(
                            "+192.0.2.1/24",
                            "+192.0.2.1/24 expires",
                            "+2001:db8::1/64",
                            "-2001:db8::1/64",
                            "-192.0.2.1/24 expires");
            assertThat(ReceivedEvents.by(ipv4, address -> true, text))
                    .containsExactly("+192.0.2.1/24", "+192.0.2.1/24 expires", "-192.0.2.1/24 expires");
            assertThat(ReceivedEvents.by(ipv6, address -> true, text))
                    .containsExactly("+2001:db8::1/64", "-2001:db8::1/64");
        }
    }

    @Test
    void routeEventsOfAllTablesByFamily(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try (Subscription<Route> both = room.rtnl().routes().subscribe();
                Subscription<Route> ipv4 = room.rtnl().routes().subscribe(RtnlGroup.IPV4_ROUTE);
                Subscription<Route> ipv6 = room.rtnl().routes().subscribe(RtnlGroup.IPV6_ROUTE)) {
            room.ip(
                    "route add blackhole 192.0.2.0/24 table 100",
                    "route replace unreachable 192.0.2.0/24 table 100",
                    "-6 route add blackhole 2001:db8::/32",
                    "-6 route del blackhole 2001:db8::/32",
                    "route del 192.0.2.0/24 table 100");
            List<String> ofIpv4 = List.of(
                    "+blackhole 192.0.2.0/24 table 100",
                    "+unreachable 192.0.2.0/24 table 100",
                    "-unreachable 192.0.2.0/24 table 100");
            List<String> ofIpv6 = List.of("+blackhole 2001:db8::/32 table 254", "-blackhole 2001:db8::/32 table 254");
            assertThat(ReceivedEvents.by(both, route -> true, EventsIT::text))
                    .containsExactly(ofIpv4.get(0), ofIpv4.get(1), ofIpv6.get(0), ofIpv6.get(1), ofIpv4.get(2));
            assertThat(ReceivedEvents.by(ipv4, route -> true, EventsIT::text)).isEqualTo(ofIpv4);
            assertThat(ReceivedEvents.by(ipv6, route -> true, EventsIT::text)).isEqualTo(ofIpv6);
        }
    }

    private static String text(Route route) {
        return route.type().toString().toLowerCase(Locale.ROOT) + " " + route.destination() + " table " + route.table();
    }

    @Test
    void theFlagsOfARouteEventTellReplaceFromAdd(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        for (String destination : List.of("192.0.2.0/24", "2001:db8::/32")) {
            try (Subscription<Route> routes = room.rtnl().routes().subscribe()) {
                room.ip("route add blackhole " + destination, "route replace unreachable " + destination);
                List<Event<Route>> told = ReceivedEvents.by(routes);
                assertThat(told).hasSize(2);
                assertThat(flags(told.get(0)) & (NLM_F_CREATE | NLM_F_REPLACE)).isEqualTo(NLM_F_CREATE);
                assertThat(flags(told.get(1)) & NLM_F_REPLACE).isEqualTo(NLM_F_REPLACE);
            }
        }
    }

    private static int flags(Event<Route> event) {
        return ((Event.Changed<Route>) event).flags();
    }

    @Test
    void neighbourEventsExcludeForwardingEntries(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(
                "link add br0 up type bridge",
                "link add d0 type veth peer d1",
                "link set d0 master br0 up",
                "addr add 192.0.2.1/24 dev br0");
        try (Subscription<Neighbour> neighbours = room.rtnl().neighbours().subscribe();
                Subscription<Integer> families = room.rtnl()
                        .socket()
                        .subscribe((type, flags, body) -> (int) body[0], RtnlGroup.NEIGH.number())) {
            room.sh("bridge fdb add 02:00:00:00:00:07 dev d0 master static");
            room.ip(
                    "neigh add 192.0.2.9 lladdr 02:00:00:00:00:01 dev br0",
                    "neigh change 192.0.2.9 lladdr 02:00:00:00:00:02 dev br0",
                    "-6 neigh add 2001:db8::9 lladdr 02:00:00:00:00:03 dev br0",
                    "neigh del 192.0.2.9 dev br0");
            room.sh("bridge fdb del 02:00:00:00:00:07 dev d0 master");
            assertThat(ReceivedEvents.by(families))
                    .as("what the kernel tells")
                    .contains(new Event.Message<>(Neighbour.DESCRIPTOR.created().number(), AF_BRIDGE))
                    .contains(new Event.Message<>(Neighbour.DESCRIPTOR.deleted().number(), AF_BRIDGE));
            List<String> told = ReceivedEvents.by(
                    neighbours,
                    neighbour ->
                            neighbour.address().map(Object::toString).orElse("").matches(".*[.:]9"),
                    neighbour -> neighbour.address().orElseThrow() + " "
                            + neighbour.mac().map(Object::toString).orElse(""));
            assertThat(told)
                    .startsWith(
                            "+192.0.2.9 02:00:00:00:00:01",
                            "+192.0.2.9 02:00:00:00:00:02",
                            "+2001:db8::9 02:00:00:00:00:03")
                    .last()
                    .asString()
                    .startsWith("-192.0.2.9");
        }
    }

    @Test
    void eventsOfAnNsid(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        NetworkNamespace other = namespaces.named();
        try (Subscription<Nsid> nsids = room.rtnl().nsids().subscribe()) {
            room.ip("netns set " + other.name().orElseThrow() + " 77");
            assertThat(nsids.next(ReceivedEvents.LONG)).hasValueSatisfying(event -> {
                assertThat(event).isInstanceOf(Event.Changed.class);
                assertThat(ReceivedEvents.object(event).number()).isEqualTo(Optional.of(77));
            });
            NetworkNamespace.delete(other.name().orElseThrow());
            other.close();
            assertThat(nsids.next(ReceivedEvents.LONG)).hasValueSatisfying(event -> {
                assertThat(event).isInstanceOf(Event.Deleted.class);
                assertThat(ReceivedEvents.object(event).number()).isEqualTo(Optional.of(77));
            });
        }
    }

    @Test
    void aSubscriptionCoversTheChosenGroupsOnly(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try (Subscription<NetlinkObject<?>> events =
                room.rtnl().subscribe(RtnlGroup.LINK, RtnlGroup.IPV4_ROUTE, RtnlGroup.LINK)) {
            room.ip(
                    "link add d0 type bridge",
                    "addr add 192.0.2.1/24 dev d0",
                    "link set d0 up",
                    "route add blackhole 198.51.100.0/24",
                    "link del d0");
            List<Event<NetlinkObject<?>>> told = ReceivedEvents.by(events);
            assertThat(told)
                    .allMatch(event -> ReceivedEvents.object(event) instanceof Link
                            || (ReceivedEvents.object(event) instanceof Route route
                                    && route.family().number() == 2));
            assertThat(told.getFirst())
                    .isInstanceOfSatisfying(
                            Event.Changed.class,
                            first -> assertThat(first.object()).isInstanceOf(Link.class));
            assertThat(told.stream()
                            .map(ReceivedEvents::object)
                            .filter(Route.class::isInstance)
                            .map(Object::toString))
                    .anyMatch(text -> text.contains("198.51.100.0/24"));
            assertThat(told.getLast()).isInstanceOf(Event.Deleted.class);
        }
    }

    @Test
    void aGroupOfOtherObjectsIsRefused(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            assertThatThrownBy(() -> rtnl.routes().subscribe(RtnlGroup.IPV4_ROUTE, RtnlGroup.LINK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("routes are reported in [RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE], not in RTNLGRP_LINK: "
                            + "see NetlinkSocket.subscribe");
            assertThatThrownBy(() -> rtnl.subscribe(RtnlGroup.TC))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("RTNLGRP_TC");
        }
    }
}
