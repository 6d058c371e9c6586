package io.netlink4j.rtnl.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Compares neighbours with {@code ip neigh}. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
public class NeighbourIT {
    private static final String[] EVERYTHING = {
        // The default is half a minute. A test may take longer on a busy machine.
        "ntable change name arp_cache dev d0 base_reachable 3600000",
        "neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0",
        "neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud reachable router extern_learn protocol static",
        "neigh add 10.0.0.10 lladdr 02:00:00:00:00:0a dev d0 nud stale",
        "neigh add 10.0.0.11 dev d0 nud noarp lladdr 02:00:00:00:00:0b",
        "neigh add 10.0.1.7 lladdr 02:00:00:00:01:07 dev d1",
        "neigh add fd00::7 lladdr 02:00:00:00:00:07 dev d0 router",
        "neigh add fd01::7 lladdr 02:00:00:00:01:07 dev d1 nud stale",
        "neigh add proxy 10.0.0.8 dev d0",
        "neigh add proxy fd00::8 dev d1",
    };

    @Test
    void printsWhatIpMadeLikeIp(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        assertThat(ours(room, NeighbourFilter.all()))
                .hasSizeGreaterThanOrEqualTo(7)
                .isEqualTo(shown(room, "nud all"));
        assertThat(ours(room, NeighbourFilter.proxies())).hasSize(2).isEqualTo(shown(room, "proxy"));
    }

    @Test
    void makesTheSameAsIp(Namespaces namespaces) {
        RouteTestNamespace theirs = furnished(namespaces);
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        Neighbours neighbours = mine.neighbours();
        neighbours.add(Neighbour.of("10.0.0.7").at("02:00:00:00:00:07").link("d0"));
        neighbours.add(Neighbour.of("10.0.0.9")
                .at("02:00:00:00:00:09")
                .link("d0")
                .state(NeighbourState.REACHABLE)
                .flags(NeighbourFlag.ROUTER, NeighbourFlag.EXTERN_LEARN)
                .protocol(RouteProtocol.STATIC));
        neighbours
                .addAll(List.of(
                        Neighbour.of("10.0.0.10")
                                .at("02:00:00:00:00:0a")
                                .link("d0")
                                .state(NeighbourState.STALE),
                        Neighbour.of("10.0.0.11")
                                .at("02:00:00:00:00:0b")
                                .link("d0")
                                .state(NeighbourState.NOARP),
                        Neighbour.of("10.0.1.7").at("02:00:00:00:01:07").link("d1"),
                        Neighbour.of("fd00::7")
                                .at("02:00:00:00:00:07")
                                .link("d0")
                                .flags(NeighbourFlag.ROUTER),
                        Neighbour.of("fd01::7")
                                .at("02:00:00:00:01:07")
                                .link("d1")
                                .state(NeighbourState.STALE)))
                .orThrow();
        neighbours.add(Neighbour.of("10.0.0.8").proxy().link("d0"));
        neighbours.add(Neighbour.of("fd00::8").proxy().link("d1"));
        assertThat(shown(mine, "nud all")).isEqualTo(shown(theirs, "nud all"));
        assertThat(shown(mine, "proxy")).isEqualTo(shown(theirs, "proxy"));
    }

    @Test
    void readsEachPartThatIpSet(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        JsonNode shown = room.json("-s neigh show 10.0.0.9").get(0);
        Neighbour found = room.neighbours().get(Neighbour.of("10.0.0.9").link("d0"));
        assertThat(found.address()).hasValue(IpAddress.of(shown.get("dst").asString()));
        assertThat(found.mac().orElseThrow().toString())
                .isEqualTo(shown.get("lladdr").asString());
        assertThat(found.state().name()).isEqualTo(shown.get("state").get(0).asString());
        assertThat(found.isRouter()).isTrue();
        assertThat(found.protocol()).hasValue(RouteProtocol.STATIC);
        assertThat(found.cacheInfo().orElseThrow().updated()).isLessThan(Duration.ofMinutes(1));
        assertThat(room.neighbours()
                        .get(Neighbour.of("10.0.0.8").proxy().link("d0"))
                        .isProxy())
                .isTrue();
    }

    @Test
    void theKernelAppliesTheFilter(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        Neighbours neighbours = room.neighbours();
        assertThat(neighbours.list("d1"))
                .hasSameSizeAs(shown(room, "nud all dev d1"))
                .isNotEmpty();
        assertThat(neighbours.list(NeighbourFilter.all().family(IpFamily.IPV4).link("d0")))
                .hasSize(4);
        assertThat(neighbours.list(NeighbourFilter.all().states(NeighbourState.STALE)))
                .hasSize(2);
        assertThat(neighbours.list(NeighbourFilter.proxies().link("d0"))).hasSize(1);
        assertThat(neighbours.list(NeighbourFilter.proxies().family(IpFamily.IPV6)))
                .hasSize(1);
        room.ip("link add switch type bridge", "link set d1 master switch");
        assertThat(neighbours.list(NeighbourFilter.all().master(LinkReference.of("switch"))))
                .isNotEmpty()
                .hasSameSizeAs(neighbours.list("d1"));
        assertThatThrownBy(() -> neighbours.list("eth7")).hasMessageContaining("there is no link 'eth7'");
    }

    @Test
    void listedObjectsCanBeDeletedAndAddedAgain(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        for (NeighbourFilter filter : List.of(NeighbourFilter.all(), NeighbourFilter.proxies())) {
            String selector = filter == NeighbourFilter.proxies() ? "proxy" : "nud all";
            List<String> before = shown(room, selector);
            for (Neighbour neighbour : room.neighbours().list(filter)) {
                // The kernel creates those of multicast groups again at any time.
                if (neighbour.address().orElseThrow().isMulticast()) {
                    continue;
                }
                room.neighbours().delete(neighbour);
                assertThat(shown(room, selector)).as("%s is gone", neighbour).isNotEqualTo(before);
                room.neighbours().add(neighbour);
                assertThat(shown(room, selector)).as("%s", neighbour).isEqualTo(before);
            }
        }
    }

    @Test
    void aProxyEntryForAllLinks(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Neighbours neighbours = room.neighbours();
        room.ip("neigh add proxy 10.0.0.88", "neigh add proxy 10.0.0.89 dev d0");
        List<String> both = shown(room, "proxy");
        Neighbour listed = neighbours.list(NeighbourFilter.proxies()).stream()
                .filter(proxy -> proxy.link().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(listed).hasToString("10.0.0.88 proxy");
        assertThat(neighbours.get(listed).link()).isEmpty();
        assertThat(neighbours.list(NeighbourFilter.proxies().link("d0"))).hasSize(1);
        neighbours.delete(listed);
        assertThat(shown(room, "proxy")).containsExactly("10.0.0.89 dev d0 proxy");
        neighbours.add(listed);
        assertThat(shown(room, "proxy")).isEqualTo(both);
        neighbours.replace(listed.protocol(RouteProtocol.STATIC));
        assertThat(shown(room, "proxy")).contains("10.0.0.88 proxy proto static");
        neighbours.delete(Neighbour.of("10.0.0.88").proxy());
        neighbours.addAll(List.of(Neighbour.of("10.0.0.88").proxy())).orThrow();
        assertThat(shown(room, "proxy")).isEqualTo(both);
        // The kernel keeps it when the namespace is removed, and shows it in a later one at the same memory address.
        neighbours.delete(Neighbour.of("10.0.0.88").proxy());
        assertThatThrownBy(() -> neighbours.add(Neighbour.of("fd00::88").proxy()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it needs a link");
    }

    @Test
    void replaceChangeAndFlush(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        Neighbours neighbours = room.neighbours();
        Neighbour seven = Neighbour.of("10.0.0.7").link("d0");
        neighbours.replace(seven.at("02:00:00:00:00:77"));
        assertThat(room.ask("neigh show 10.0.0.7"))
                .contains("lladdr 02:00:00:00:00:77")
                .contains("PERMANENT");
        neighbours.change(seven.at("02:00:00:00:00:78").state(NeighbourState.STALE));
        assertThat(room.ask("neigh show 10.0.0.7")).contains("lladdr 02:00:00:00:00:78 STALE");
        neighbours.replace(Neighbour.of("10.0.0.99").link("d0").at("02:00:00:00:00:99"));
        neighbours.flush("d0");
        assertThat(neighbours.list("d0"))
                .isNotEmpty()
                .extracting(Neighbour::state)
                .containsOnly(NeighbourState.PERMANENT, NeighbourState.NOARP);
        assertThat(neighbours.list("d1")).extracting(Neighbour::state).contains(NeighbourState.STALE);
    }

    @Test
    void messages(Namespaces namespaces) {
        Neighbours neighbours = furnished(namespaces).neighbours();
        Neighbour seven = Neighbour.of("10.0.0.7").at("02:00:00:00:00:07").link("d0");
        assertThatThrownBy(() -> neighbours.add(seven))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageStartingWith("cannot add neighbour 10.0.0.7 dev d0 lladdr 02:00:00:00:00:07 PERMANENT in ")
                .hasMessageContaining("the link has an entry for 10.0.0.7 already (EEXIST)");
        Neighbour none = Neighbour.of("10.0.0.77").at("02:00:00:00:00:07").link("d0");
        for (Runnable missing : List.<Runnable>of(
                () -> neighbours.delete(none), () -> neighbours.change(none), () -> neighbours.get(none))) {
            assertThatThrownBy(missing::run)
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageContaining("the link has no entry for 10.0.0.77");
        }
        assertThatThrownBy(() -> neighbours.delete(none.proxy())).hasMessageContaining("no proxy entry for 10.0.0.77");
        assertThatThrownBy(() -> neighbours.add(none.link("eth7"))).hasMessageContaining("there is no link 'eth7'");
        assertThatThrownBy(() -> neighbours.add(none.link(LinkReference.of(4711))))
                .isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> neighbours.add(Neighbour.of("10.0.0.7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it needs a link");
        Neighbour resolved = Neighbour.of("10.0.0.78").link("d0");
        for (Runnable incomplete :
                List.<Runnable>of(() -> neighbours.add(resolved), () -> neighbours.replace(resolved))) {
            assertThatThrownBy(incomplete::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it needs a link-layer address, set with at()");
        }
        // The kernel would leave an entry without a state.
        assertThat(neighbours.list(NeighbourFilter.all().in("10.0.0.78/32"))).isEmpty();
    }

    @Test
    void aStreamCanEndEarly(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.neighbours()
                .addAll(IntStream.range(2, 250)
                        .mapToObj(i -> Neighbour.of("10.0.0." + i)
                                .at("02:00:00:00:00:01")
                                .link("d0"))
                        .toList())
                .orThrow();
        AtomicInteger seen = new AtomicInteger();
        room.neighbours().forEach(NeighbourFilter.all().link("d0"), neighbour -> seen.incrementAndGet() < 5);
        assertThat(seen).hasValue(5);
        assertThat(room.neighbours()
                        .list(NeighbourFilter.all().family(IpFamily.IPV4).link("d0")))
                .hasSize(248);
    }

    private static List<String> ours(RouteTestNamespace room, NeighbourFilter filter) {
        Function<LinkReference, String> names = room.names();
        return room.neighbours().list(filter).stream()
                .map(neighbour -> neighbour.toString(names))
                .sorted()
                .toList();
    }

    public static List<String> shown(RouteTestNamespace room, String selector) {
        return room.ask("neigh show " + selector)
                .lines()
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .sorted()
                .toList();
    }

    private static RouteTestNamespace furnished(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(EVERYTHING);
        return room;
    }
}
