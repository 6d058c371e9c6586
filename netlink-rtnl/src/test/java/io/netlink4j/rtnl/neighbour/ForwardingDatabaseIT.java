package io.netlink4j.rtnl.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries of forwarding tables, made by {@code bridge fdb} or here, read by the other. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class ForwardingDatabaseIT {
    private static final String MAC = "02:00:00:00:00:77";
    private static final String ANY = "00:00:00:00:00:00";
    private static final FdbEntry ENTRY = FdbEntry.of(MAC);
    private static final FdbEntry REMOTE = FdbEntry.of(ANY).link("vx");

    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        // Where bridges have VLANs, an entry without one would be one for each VLAN of the port.
        room.sh("ip link add br0 address 02:00:00:00:00:01 type bridge vlan_default_pvid 0"
                + " || ip link add br0 address 02:00:00:00:00:01 type bridge");
        room.ip(
                "link add v0 address 02:00:00:00:00:02 type veth peer name w0",
                "link set v0 addrgenmode none",
                "link set br0 addrgenmode none",
                "link set v0 master br0",
                "link set w0 addrgenmode none",
                "link set br0 up",
                "link set v0 up",
                "link set w0 up",
                "link add vx type vxlan id 42 dstport 4789",
                "link add ex type vxlan external dstport 4790");
        room.links().awaitUp("v0", Duration.ofSeconds(60));
        room.sh("set -e; ip nexthop add id 5 via 192.0.2.9 fdb; ip nexthop add id 6 group 5 fdb");
        return room;
    }

    /** With the VLAN 10 at v0. */
    private static LinkTestNamespace roomWithVlan(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try {
            room.sh("set -e; ip link set br0 type bridge vlan_filtering 1; bridge vlan add vid 10 dev v0");
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("not supported")) {
                abort("the bridges of this kernel have no VLANs");
            }
            throw refused;
        }
        return room;
    }

    private static LinkTestNamespace room(String entry, Namespaces namespaces) {
        return entry.contains("vlan") ? roomWithVlan(namespaces) : room(namespaces);
    }

    /** Of an entry without traffic it is known that its address is silent. Older versions of {@code bridge} do not show it. */
    @Test
    void activityIsReported(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        LinkTestNamespace mine = room(namespaces);
        FdbEntry ours = ENTRY.link("v0").masterTable().state(NeighbourState.NOARP);
        mine.rtnl().fdb().add(ours.inactive());
        FdbEntry read = mine.rtnl().fdb().get(ours);
        assumeTrue(read.isActivityReported(), "the kernel does not report activity");
        assertThat(read.isInactive()).isTrue();
        if (his.runsNewerIp()) {
            his.sh("bridge fdb add " + MAC + " dev v0 master static activity_notify inactive");
            assertThat(shown(mine)).isEqualTo(shown(his)).first().asString().contains("activity_notify inactive");
            his.sh("bridge fdb replace " + MAC + " dev v0 master static activity_notify norefresh");
            mine.rtnl().fdb().replace(ours.reportActivity().withoutRefresh());
            assertThat(shown(mine)).isEqualTo(shown(his)).first().asString().contains("activity_notify");
        }
        FdbEntry listed = mine.rtnl().fdb().get(ours);
        mine.rtnl().fdb().delete(listed);
        mine.rtnl().fdb().add(listed);
        assertThat(mine.rtnl().fdb().get(ours).get(NeighbourAttributes.FDB_EXT_ATTRS))
                .isEqualTo(listed.get(NeighbourAttributes.FDB_EXT_ATTRS))
                .isPresent();
        assertThat(listed.toString()).contains(" activity_notify ");
    }

    /** The arguments of {@code bridge fdb add}, and the same entries. */
    static Stream<Arguments> made() {
        return Stream.of(
                Arguments.of(MAC + " dev v0 master", ENTRY.link("v0").masterTable()),
                Arguments.of(
                        MAC + " dev v0 master static",
                        ENTRY.link("v0").masterTable().state(NeighbourState.NOARP)),
                Arguments.of(
                        MAC + " dev v0 master dynamic",
                        ENTRY.link("v0").masterTable().state(NeighbourState.REACHABLE)),
                Arguments.of(
                        MAC + " dev v0 master static vlan 10",
                        ENTRY.link("v0")
                                .masterTable()
                                .state(NeighbourState.NOARP)
                                .vlan(10)),
                Arguments.of(
                        MAC + " dev v0 master static sticky",
                        ENTRY.link("v0")
                                .masterTable()
                                .state(NeighbourState.NOARP)
                                .sticky()),
                Arguments.of(
                        MAC + " dev v0 master dynamic extern_learn",
                        ENTRY.link("v0")
                                .masterTable()
                                .state(NeighbourState.REACHABLE)
                                .externLearned()),
                Arguments.of(MAC + " dev v0 self", ENTRY.link("v0").selfTable()),
                Arguments.of(MAC + " dev br0 self", ENTRY.link("br0").selfTable()),
                Arguments.of(MAC + " dev vx dst 192.0.2.2", ENTRY.link("vx").remote("192.0.2.2")),
                Arguments.of(
                        MAC + " dev vx dst 192.0.2.2 port 99 vni 43 via v0",
                        ENTRY.link("vx")
                                .remote("192.0.2.2")
                                .remotePort(99)
                                .vni(43)
                                .remoteLink(LinkReference.of("v0"))),
                Arguments.of(
                        MAC + " dev vx dst 192.0.2.2 router",
                        ENTRY.link("vx").remote("192.0.2.2").router()),
                Arguments.of(
                        MAC + " dev v0 master dynamic use",
                        ENTRY.link("v0")
                                .masterTable()
                                .state(NeighbourState.REACHABLE)
                                .used()),
                Arguments.of(MAC + " dev vx nhid 6", ENTRY.link("vx").nextHopId(6)),
                Arguments.of(
                        MAC + " dev ex dst 192.0.2.2 src_vni 7 vni 8",
                        ENTRY.link("ex").remote("192.0.2.2").sourceVni(7).vni(8)));
    }

    @ParameterizedTest
    @MethodSource("made")
    void ourEntriesEqualThoseOfBridge(String bridge, FdbEntry ours, Namespaces namespaces) {
        LinkTestNamespace his = room(bridge, namespaces);
        his.sh("bridge fdb add " + bridge);
        LinkTestNamespace mine = room(bridge, namespaces);
        mine.rtnl().fdb().add(ours);

        assertThat(shown(mine)).isNotEmpty().isEqualTo(shown(his));
        assertThat(entries(his))
                .extracting(entry -> FdbText.ROWS.text(entry, names(his)))
                .isEqualTo(shown(his));
    }

    @ParameterizedTest
    @MethodSource("made")
    void listedEntriesCanBeAddedAgain(String bridge, FdbEntry ours, Namespaces namespaces) {
        LinkTestNamespace his = room(bridge, namespaces);
        his.sh("bridge fdb add " + bridge);
        List<String> before = shown(his);
        List<FdbEntry> listed = entries(his);
        listed.forEach(his.rtnl().fdb()::delete);
        assertThat(entries(his)).isEmpty();
        listed.forEach(his.rtnl().fdb()::add);

        assertThat(shown(his)).isEqualTo(before);
        if (!ours.isExternLearned()) { // Those the kernel replaces, whatever the request says.
            assertThatThrownBy(() -> his.rtnl().fdb().add(listed.getFirst()))
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
        }
        assertThat(shown(his)).isEqualTo(before);
    }

    @Test
    void oneAddressIsLookedUp(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        ForwardingDatabase fdb = room.rtnl().fdb();
        FdbEntry made = ENTRY.link("v0").masterTable().state(NeighbourState.NOARP);
        assertThat(fdb.find(made)).isEmpty();
        fdb.add(made);
        assertThat(fdb.get(made).state()).isEqualTo(NeighbourState.NOARP);
        assertThat(fdb.get(made).bridge()).isPresent();
        fdb.replace(made.state(NeighbourState.REACHABLE));
        assertThat(fdb.get(made).state()).isEqualTo(NeighbourState.REACHABLE);
        assertThat(fdb.deleteIfExists(made)).isTrue();
        assertThat(fdb.deleteIfExists(made)).isFalse();
        assertThatThrownBy(() -> fdb.add(ENTRY)).hasMessageContaining("it needs a link, given with link()");
        assertThatThrownBy(() -> fdb.add(ENTRY.link("w0").masterTable()))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cannot add FDB entry " + MAC + " dev w0 master in ");
    }

    @Test
    void aVxlanHasSeveralRemoteEndpoints(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        ForwardingDatabase fdb = room.rtnl().fdb();
        fdb.append(REMOTE.remote("192.0.2.2"));
        fdb.append(REMOTE.remote("192.0.2.3"));
        List<FdbEntry> flooded = fdb.list(FdbFilter.all().link("vx"));
        assertThat(flooded)
                .extracting(entry -> entry.remote().orElseThrow().toString())
                .containsExactlyInAnyOrder("192.0.2.2", "192.0.2.3");
        assertThat(flooded).allSatisfy(entry -> assertThat(fdb.get(entry)).isEqualTo(entry));
        assertThat(fdb.find(REMOTE)).isPresent();
        assertThat(fdb.find(REMOTE.remote("192.0.2.3"))).isPresent();
        assertThat(fdb.find(REMOTE.remote("192.0.2.3").vni(42).remotePort(4789)))
                .isPresent();
        assertThat(fdb.find(REMOTE.remote("192.0.2.4"))).isEmpty();
        fdb.delete(REMOTE.remote("192.0.2.2"));
        assertThat(room.sh("bridge fdb show dev vx")).contains("192.0.2.3").doesNotContain("192.0.2.2");
        fdb.flush(FdbFilter.all().link("vx"));
        fdb.addAll(flooded).orThrow();
        // They were used at other times.
        assertThat(fdb.list(FdbFilter.all().link("vx")))
                .extracting(FdbEntry::toString)
                .containsExactlyInAnyOrderElementsOf(
                        flooded.stream().map(FdbEntry::toString).toList());
        for (FdbEntry there : flooded) {
            assertThatThrownBy(() -> fdb.add(there)).isInstanceOf(NetlinkException.AlreadyExists.class);
        }
        assertThat(fdb.add(REMOTE.remote("192.0.2.4")).remote()).contains(IpAddress.of("192.0.2.4"));
        assertThat(fdb.list(FdbFilter.all().link("vx"))).hasSize(3);
    }

    /** The kernel acknowledges it. */
    @Test
    void aUnicastAddressHasOneRemoteEndpoint(Namespaces namespaces) {
        ForwardingDatabase fdb = room(namespaces).rtnl().fdb();
        FdbEntry unicast = ENTRY.link("vx").remote("192.0.2.2");
        fdb.add(unicast);
        assertThatThrownBy(() -> fdb.append(unicast.remote("192.0.2.3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a unicast address has one remote endpoint");
        assertThatThrownBy(() -> fdb.add(unicast.remote("192.0.2.3")))
                .isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThatThrownBy(() -> unicast.remotePort(0)).hasMessageContaining("a port is 1 to 65535, not 0");
    }

    @Test
    void aVxlanElsewhereNamesItsNamespace(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        LinkTestNamespace other = new LinkTestNamespace(namespaces);
        room.links().move("vx", other.namespace());
        other.sh("bridge fdb add " + MAC + " dev vx dst 192.0.2.2");
        assertThat(other.rtnl().fdb().list(FdbFilter.all().link("vx")))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.get(NeighbourAttributes.LINK_NETNSID)).isPresent());
        assertThat(other.sh("bridge fdb show dev vx")).contains("link-netnsid");
    }

    @Test
    void filtersSelectAndFlush(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.sh("set -e; bridge fdb add " + MAC
                + " dev v0 master static; bridge fdb add 02:00:00:00:00:78 dev v0 master"
                + " dynamic; bridge fdb add 02:00:00:00:00:79 dev vx dst 192.0.2.2");
        ForwardingDatabase fdb = room.rtnl().fdb();
        assertThat(fdb.list(FdbFilter.all().link("vx"))).hasSize(1);
        assertThat(fdb.list(FdbFilter.all().bridge("br0").states(NeighbourState.NOARP)))
                .singleElement()
                .matches(entry -> entry.mac().toString().equals(MAC));
        assertThat(fdb.flush(FdbFilter.all().bridge("br0").states(NeighbourState.REACHABLE)))
                .isNotEmpty();
        assertThat(room.sh("bridge fdb show br br0")).contains(MAC).doesNotContain("02:00:00:00:00:78");
    }

    @Test
    void changesAreReported(Namespaces namespaces) throws InterruptedException {
        LinkTestNamespace room = room(namespaces);
        try (Subscription<FdbEntry> events = room.rtnl().fdb().subscribe()) {
            room.rtnl().fdb().add(REMOTE.remote("192.0.2.2"));
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Event.Changed.class,
                            event -> assertThat(
                                            ((FdbEntry) event.object()).remote().orElseThrow())
                                    .hasToString("192.0.2.2"));
        }
    }

    private static List<FdbEntry> entries(LinkTestNamespace room) {
        return room.rtnl().fdb().list().stream()
                .filter(entry -> entry.mac().toString().equals(MAC))
                .toList();
    }

    private static List<String> shown(LinkTestNamespace room) {
        return room.sh("bridge -d fdb show")
                .lines()
                .filter(line -> line.startsWith(MAC))
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .toList();
    }

    private static Function<LinkReference, String> names(LinkTestNamespace room) {
        Map<Integer, String> names = room.names();
        return link -> names.getOrDefault(link.ifindex().orElse(0), Words.LINKS.apply(link));
    }
}
