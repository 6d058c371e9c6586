package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFilter;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.neighbour.NeighbourIT;
import io.netlink4j.rtnl.neighbour.NeighbourState;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RouteOracleIT;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteScope;
import io.netlink4j.rtnl.route.RouteTable;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A flush leaves the same objects as {@code ip}. */
@KernelTest
@NeedsCommand("ip")
class FlushIT {
    private static final String[] ADDRESSES = {
        "addr add 10.5.0.1/24 dev d0",
        "addr add 10.5.0.2/24 dev d0 label d0:two",
        "addr add 10.5.0.3/24 dev d0 label d0:three",
        "addr add 10.6.0.1 peer 10.6.0.2 dev d0 label d0:two scope link",
        "addr add 10.7.0.1/16 dev d1 valid_lft 3000 preferred_lft 3000",
        "addr add fd05::1/64 dev d0 nodad",
        "addr add fd05::2/64 dev d0 nodad valid_lft 3000 preferred_lft 2000",
        "addr add fd06::1/64 dev d1 nodad noprefixroute",
    };

    private static final String[] NEIGHBOURS = {
        "ntable change name arp_cache dev d0 base_reachable 3600000",
        "neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0",
        "neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud reachable router",
        "neigh add 10.0.0.10 lladdr 02:00:00:00:00:0a dev d0 nud stale",
        "neigh add 10.0.0.11 dev d0 nud noarp lladdr 02:00:00:00:00:0b",
        "neigh add 10.0.1.7 lladdr 02:00:00:00:01:07 dev d1",
        "neigh add fd01::7 lladdr 02:00:00:00:01:07 dev d1 nud stale",
        "neigh add proxy 10.0.0.8 dev d0",
        "neigh add proxy fd00::8 dev d1",
    };

    private static RouteTestNamespace room(Namespaces namespaces, int promote) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.sh("echo " + promote + " >/proc/sys/net/ipv4/conf/all/promote_secondaries");
        room.ip(ADDRESSES);
        return room;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void addressesOfALink(int promote, Namespaces namespaces) {
        RouteTestNamespace theirs = room(namespaces, promote);
        theirs.ip("addr flush dev d0");
        RouteTestNamespace mine = room(namespaces, promote);
        List<Address> before = mine.rtnl().addresses().list("d0");
        assertThat(mine.rtnl().addresses().flush("d0")).isEqualTo(before).hasSize(9);
        assertThat(steady(mine)).isEqualTo(steady(theirs)).contains("10.7.0.1/16");
        assertThat(mine.rtnl().addresses().flush("d0")).isEmpty();
        assertThatThrownBy(() -> mine.rtnl().addresses().flush("eth7")).hasMessageContaining("there is no link 'eth7'");
    }

    @Test
    void addressesByFilter(Namespaces namespaces) {
        for (int promote = 0; promote <= 1; promote++) {
            same(namespaces, promote, AddressFilter.all().family(IpFamily.IPV6), "-6 addr flush to ::/0");
            same(namespaces, promote, AddressFilter.all().scope(RouteScope.LINK), "addr flush scope link");
            same(
                    namespaces,
                    promote,
                    AddressFilter.all().label("d?:t*").family(IpFamily.IPV4),
                    "-4 addr flush label 'd?:t*'");
            same(namespaces, promote, AddressFilter.all().in("10.5.0.0/16"), "addr flush to 10.5.0.0/16");
            same(
                    namespaces,
                    promote,
                    AddressFilter.all().link("d0").flag(AddressFlag.SECONDARY, true),
                    "addr flush dev d0 secondary");
            same(
                    namespaces,
                    promote,
                    AddressFilter.all().link("d0").flag(AddressFlag.SECONDARY, false),
                    "addr flush dev d0 primary");
            same(namespaces, promote, AddressFilter.all().flag(AddressFlag.PERMANENT, false), "addr flush dynamic");
            same(namespaces, promote, AddressFilter.all().flag(AddressFlag.PERMANENT, true), "addr flush permanent");
        }
    }

    private static void same(Namespaces namespaces, int promote, AddressFilter filter, String line) {
        RouteTestNamespace theirs = room(namespaces, promote);
        theirs.ip(line);
        RouteTestNamespace mine = room(namespaces, promote);
        List<Address> wanted = mine.rtnl().addresses().list(filter);
        assertThat(mine.rtnl().addresses().flush(filter)).as(line).isNotEmpty().containsAll(wanted);
        assertThat(steady(mine)).as("%s, promote_secondaries %d", line, promote).isEqualTo(steady(theirs));
    }

    private static String steady(RouteTestNamespace room) {
        return room.ask("-o addr").replaceAll("_lft \\d+sec", "_lft some");
    }

    @Test
    void routesOfATable(Namespaces namespaces) {
        RouteTestNamespace theirs = new RouteTestNamespace(namespaces);
        theirs.ip(RouteOracleIT.EVERYTHING);
        // ip cannot flush a route with a nexthop object.
        theirs.ip("route del 10.10.0.0/16");
        theirs.ip("-4 route flush table main", "-6 route flush table main", "-4 route flush table local proto kernel");
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        mine.ip(RouteOracleIT.EVERYTHING);
        List<Route> before = mine.routes().list();
        assertThat(mine.routes().flush(RouteFilter.main())).isEqualTo(before).hasSizeGreaterThan(20);
        RouteFilter local = RouteFilter.main().family(IpFamily.IPV4).table(RouteTable.LOCAL);
        mine.routes().flush(local.protocol(RouteProtocol.KERNEL));
        for (IpFamily family : IpFamily.values()) {
            assertThat(mine.shown(family, "-d", "table all")).isEqualTo(theirs.shown(family, "-d", "table all"));
        }
        assertThat(mine.routes().flush(RouteFilter.allTables().table(4711))).isEmpty();
        assertThat(mine.routes().flush(RouteFilter.allTables().family(IpFamily.IPV4)))
                .isNotEmpty();
        assertThat(mine.shown(IpFamily.IPV4, "", "table all")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dev d0,", ", STALE", ", PERMANENT", "dev d0, NOARP"})
    void neighbours(@Nullable String link, @Nullable NeighbourState state, Namespaces namespaces) {
        NeighbourFilter all = NeighbourFilter.all();
        NeighbourFilter ofLink = link == null ? all : all.link(link.substring(4));
        RouteTestNamespace theirs = new RouteTestNamespace(namespaces);
        theirs.ip(NEIGHBOURS);
        theirs.ip("neigh flush " + (link == null ? "" : link)
                + (state == null ? "" : " nud " + state.name().toLowerCase(Locale.ROOT)));
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        mine.ip(NEIGHBOURS);
        assertThat(mine.neighbours().flush(state == null ? ofLink : ofLink.states(state)))
                .isNotEmpty();
        assertThat(unicast(mine)).isEqualTo(unicast(theirs)).hasSizeBetween(4, 5);
        assertThat(NeighbourIT.shown(mine, "proxy")).hasSize(2);
    }

    /** Omits the entries of multicast groups, which the kernel creates at any time. */
    private static List<String> unicast(RouteTestNamespace room) {
        return NeighbourIT.shown(room, "nud all").stream()
                .filter(line -> !line.startsWith("ff02:"))
                .toList();
    }

    @Test
    void proxyEntries(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(NEIGHBOURS);
        room.ip("neigh add proxy 10.0.0.77");
        List<String> before = unicast(room);
        assertThat(room.neighbours().flush(NeighbourFilter.proxies())).hasSize(3);
        assertThat(NeighbourIT.shown(room, "proxy")).isEmpty();
        assertThat(unicast(room)).isEqualTo(before);
    }
}
