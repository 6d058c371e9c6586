package io.netlink4j.rtnl.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Neighbours of every form that {@code ip} creates. A listed entry can be deleted, added, replaced and added in another namespace. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
class NeighbourFormsIT {
    private static final String[] NEIGHBOURS = {
        "ntable change name arp_cache dev d0 base_reachable 3600000",
        "ntable change name ndisc_cache dev d0 base_reachable 3600000",
        "neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0",
        "neigh add 10.0.0.8 lladdr 02:00:00:00:00:08 dev d0 nud reachable",
        "neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud reachable router extern_learn protocol static",
        "neigh add 10.0.0.10 lladdr 02:00:00:00:00:0a dev d0 nud stale protocol 200",
        "neigh add 10.0.0.11 lladdr 02:00:00:00:00:0b dev d0 nud noarp",
        // Without extern_learn the kernel may free it at any time, while all namespaces together have over 128 entries.
        "neigh add 10.0.0.12 dev d0 nud failed extern_learn",
        "neigh add 10.0.0.13 dev d0 nud none",
        "neigh add 10.0.0.14 lladdr 02:00:00:00:00:0e dev d0 extern_learn",
        "neigh add 10.0.0.15 dev lo lladdr 00:00:00:00:00:00",
        "neigh add 239.1.1.1 lladdr 02:00:00:00:00:0f dev d0",
        "neigh add fd00::7 lladdr 02:00:00:00:00:07 dev d0 router",
        "neigh add fd00::8 lladdr 02:00:00:00:00:08 dev d0 nud reachable extern_learn protocol 77",
        "neigh add fd00::9 lladdr 02:00:00:00:00:09 dev d0 nud stale router",
        "neigh add fe80::9 lladdr 02:00:00:00:00:09 dev d0",
        "neigh add proxy 10.0.0.99 dev d0 protocol 88",
        "neigh add proxy 10.0.0.98 dev d0",
        "neigh add proxy 10.0.0.97",
        "neigh add proxy fd00::99 dev d1 router protocol 88",
        "neigh add proxy fd00::98 dev d1",
    };

    private static final List<NeighbourFilter> FILTERS = List.of(NeighbourFilter.all(), NeighbourFilter.proxies());

    /** Omits those of multicast groups that IPv6 joins: the kernel creates them at any time. */
    private static List<String> shown(RouteTestNamespace room) {
        List<String> shown = new ArrayList<>();
        for (String selector : List.of("nud all", "proxy")) {
            for (JsonNode neighbour : room.json("-d neigh show " + selector)) {
                if (!neighbour.path("dst").asString().startsWith("ff02:")) {
                    shown.add(neighbour.toString());
                }
            }
        }
        return shown.stream().sorted().toList();
    }

    private static List<Neighbour> listed(RouteTestNamespace room) {
        return FILTERS.stream()
                .flatMap(filter -> room.neighbours().list(filter).stream())
                .filter(neighbour ->
                        !neighbour.address().orElseThrow().toString().startsWith("ff02:"))
                .toList();
    }

    @Test
    void everyFormIsDeletedAddedAndReplaced(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(NEIGHBOURS);
        List<String> before = shown(room);
        List<Neighbour> all = listed(room);
        assertThat(all).hasSize(NEIGHBOURS.length - 2);
        for (Neighbour neighbour : all) {
            room.neighbours().delete(neighbour);
            assertThat(shown(room)).as("%s is gone", neighbour).hasSize(before.size() - 1);
            room.neighbours().add(neighbour);
            assertThat(shown(room)).as("%s is back", neighbour).isEqualTo(before);
            room.neighbours().replace(neighbour);
            room.neighbours().change(neighbour);
            assertThat(shown(room)).as("%s in its own place", neighbour).isEqualTo(before);
        }
        room.neighbours().flush(NeighbourFilter.proxies());
    }

    @Test
    void intoAnotherNamespace(Namespaces namespaces) {
        RouteTestNamespace here = new RouteTestNamespace(namespaces);
        RouteTestNamespace there = new RouteTestNamespace(namespaces);
        here.ip(NEIGHBOURS);
        there.ip(NEIGHBOURS[0], NEIGHBOURS[1]);
        there.neighbours().addAll(listed(here)).orThrow();
        assertThat(shown(there)).isEqualTo(shown(here)).hasSize(NEIGHBOURS.length - 2);
        here.neighbours().flush(NeighbourFilter.proxies());
        there.neighbours().flush(NeighbourFilter.proxies());
    }

    /** States and flags of entries that the kernel is resolving. They change during the test. */
    @Test
    void entriesBeingResolved(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Neighbours neighbours = room.neighbours();
        room.ip(
                "neigh add 10.0.0.20 dev d0 managed",
                "neigh add 10.0.0.21 lladdr 02:00:00:00:00:07 dev d0 managed extern_learn",
                "neigh add 10.0.0.22 dev d0 nud incomplete",
                "neigh add 10.0.0.23 lladdr 02:00:00:00:00:07 dev d0 nud delay",
                "neigh add 10.0.0.24 lladdr 02:00:00:00:00:07 dev d0 nud probe",
                "neigh add fd00::25 dev d0 managed",
                "neigh add 10.0.0.26 dev d0 use");
        NeighbourFilter filter = NeighbourFilter.all().link("d0");
        List<Neighbour> all = listed(room);
        for (Neighbour neighbour : all) {
            neighbours.delete(neighbour);
            neighbours.add(neighbour);
            neighbours.replace(neighbour);
            Neighbour found = neighbours.get(neighbour);
            assertThat(found.flags()).isEqualTo(neighbour.flags());
            assertThat(found.mac()).isEqualTo(neighbour.mac());
        }
        assertThat(all).hasSize(7);
        assertThat(neighbours.flush(filter)).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void theStateOfANewEntry(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Neighbour managed = Neighbour.of("10.0.0.20").link("d0").flags(NeighbourFlag.MANAGED);
        assertThat(managed.state()).isEqualTo(NeighbourState.NONE);
        room.neighbours().add(managed);
        assertThat(room.neighbours().get(managed).flags()).containsExactly(NeighbourFlag.MANAGED);
        room.neighbours().add(Neighbour.of("10.0.0.21").link("d0").flags(NeighbourFlag.USE));
    }
}
