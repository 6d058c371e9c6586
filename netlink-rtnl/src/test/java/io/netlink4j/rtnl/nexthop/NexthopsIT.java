package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.core.address.IpFamily.IPV6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.encap.IpEncap;
import io.netlink4j.rtnl.encap.Mpls;
import io.netlink4j.rtnl.encap.Seg6;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nexthop objects: made by either side, read by the other, sent again, used by routes. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class NexthopsIT {
    /** The arguments of {@code ip nexthop add}, and the same objects. Those before the last are its members. */
    static Stream<Arguments> made() {
        NexthopObject first = NexthopObject.via("10.0.0.2").link("d0").id(1);
        NexthopObject second = NexthopObject.via("10.0.1.2").link("d1").id(2);
        String members = "id 1 via 10.0.0.2 dev d0|id 2 via 10.0.1.2 dev d1|";
        NexthopObject group = NexthopObject.group(NexthopMember.of(1), NexthopMember.of(2));
        return Stream.of(
                Arguments.of("id 1 via 10.0.0.2 dev d0", List.of(first)),
                Arguments.of(
                        "id 4294967295 via fd00::2 dev d0",
                        List.of(NexthopObject.via("fd00::2").link("d0").id(0xffff_ffffL))),
                Arguments.of(
                        "id 3 dev d0", List.of(NexthopObject.out(IPV4, "d0").id(3))),
                Arguments.of(
                        "id 4 blackhole", List.of(NexthopObject.blackhole(IPV4).id(4))),
                Arguments.of(
                        "id 5 via 10.9.9.9 dev d0 onlink",
                        List.of(NexthopObject.via("10.9.9.9")
                                .link("d0")
                                .onlink()
                                .id(5))),
                Arguments.of(
                        "id 6 via 10.0.0.2 dev d0 proto static",
                        List.of(first.id(6).protocol(RouteProtocol.STATIC))),
                Arguments.of(
                        "id 7 encap mpls 100/200 via 10.0.0.2 dev d0",
                        List.of(first.id(7).encap(Mpls.labels(100, 200)))),
                Arguments.of(
                        "id 8 encap seg6 mode encap segs fd00::9,fd00::8 via fd00::2 dev d0",
                        List.of(NexthopObject.via("fd00::2")
                                .link("d0")
                                .id(8)
                                .encap(Seg6.of(Seg6.Mode.ENCAP, "fd00::9", "fd00::8")))),
                Arguments.of(
                        "id 9 encap ip id 5 dst 10.0.0.9 dev d0",
                        List.of(NexthopObject.out(IPV4, "d0")
                                .id(9)
                                .encap(IpEncap.to("10.0.0.9").id(5)))),
                Arguments.of(
                        "id 10 via 10.0.0.9 fdb",
                        List.of(NexthopObject.via("10.0.0.9").fdb().id(10))),
                Arguments.of(members + "id 20 group 1/2", List.of(first, second, group.id(20))),
                Arguments.of(
                        members + "id 21 group 1,256/2,3",
                        List.of(
                                first,
                                second,
                                NexthopObject.group(new NexthopMember(1, 256), new NexthopMember(2, 3))
                                        .id(21))),
                Arguments.of(
                        members + "id 22 group 1/2 type resilient buckets 32 idle_timer 60 unbalanced_timer 300",
                        List.of(
                                first,
                                second,
                                group.id(22)
                                        .resilience(Resilience.of(32)
                                                .idleTimer(Duration.ofSeconds(60))
                                                .unbalancedTimer(Duration.ofSeconds(300))))));
    }

    @ParameterizedTest
    @MethodSource("made")
    void ourObjectsEqualThoseOfIp(String ip, List<NexthopObject> ours, Namespaces namespaces) {
        RouteTestNamespace his = his(namespaces, ip);
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        ours.forEach(mine.rtnl().nexthops()::add);

        assertThat(mine.json("-d nexthop show")).isEqualTo(his.json("-d nexthop show"));
        assertThat(his.rtnl().nexthops().list()).hasSameSizeAs(ours);
        for (NexthopObject object : his.rtnl().nexthops().list()) {
            String line = his.ask("nexthop show id " + object.id().orElseThrow())
                    .replaceAll("\\s+", " ")
                    .strip();
            assertThat(NexthopText.ROWS.text(object, his.names()).replaceAll(" unbalanced_time .*", ""))
                    .isEqualTo(line.replaceAll(" unbalanced_time .*", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("made")
    void listedObjectsCanBeAddedAgain(String ip, List<NexthopObject> ours, Namespaces namespaces) {
        RouteTestNamespace his = his(namespaces, ip);
        var before = his.json("-d nexthop show");
        List<NexthopObject> listed = his.rtnl().nexthops().list();
        his.rtnl().nexthops().flush(NexthopFilter.all());
        assertThat(his.rtnl().nexthops().list()).isEmpty();
        listed.forEach(his.rtnl().nexthops()::add);

        assertThat(his.json("-d nexthop show")).isEqualTo(before);
        for (NexthopObject object : listed) {
            his.rtnl().nexthops().replace(object);
        }
        assertThat(his.json("-d nexthop show")).isEqualTo(before);
    }

    private static RouteTestNamespace his(Namespaces namespaces, String ip) {
        RouteTestNamespace his = new RouteTestNamespace(namespaces);
        for (String each : ip.split("\\|")) {
            try {
                his.ip("nexthop add " + each);
            } catch (AssertionError refused) {
                if (refused.getMessage().contains("encapsulation type not supported")) {
                    abort("the kernel has no such encapsulation");
                }
                if (refused.getMessage().contains("Invalid value for weight")) {
                    abort("the kernel has no such weights");
                }
                throw refused;
            }
        }
        return his;
    }

    @Test
    void routesFollowTheObjectThatTheyUse(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        NexthopObjects nexthops = room.rtnl().nexthops();
        NexthopObject first = nexthops.add(NexthopObject.via("10.0.0.2").link("d0"));
        long id = first.id().orElseThrow();
        room.routes().add(Route.to("10.7.0.0/16").nextHopId(id));
        assertThat(room.ask("route get 10.7.0.1")).contains("via 10.0.0.2 dev d0");

        nexthops.replace(NexthopObject.via("10.0.1.2").link("d1").id(id));
        assertThat(room.ask("route get 10.7.0.1")).contains("via 10.0.1.2 dev d1");
        assertThat(nexthops.get(id).gateway().orElseThrow()).hasToString("10.0.1.2");

        nexthops.delete(id);
        assertThat(room.ask("route show 10.7.0.0/16")).isEmpty();
    }

    @Test
    void filtersSelect(Namespaces namespaces) {
        RouteTestNamespace room = his(
                namespaces,
                "id 1 via 10.0.0.2 dev d0|id 2 via 10.0.1.2 dev d1 proto static|id 3 group 1/2|id 4 via 10.0.0.9 fdb");
        NexthopObjects nexthops = room.rtnl().nexthops();
        assertThat(ids(nexthops, NexthopFilter.all())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ids(nexthops, NexthopFilter.all().groups())).containsExactly(3L);
        assertThat(ids(nexthops, NexthopFilter.all().fdb())).containsExactly(4L);
        assertThat(ids(nexthops, NexthopFilter.all().link("d1"))).containsExactly(2L);
        assertThat(ids(nexthops, NexthopFilter.all().family(IPV4))).containsExactly(1L, 2L, 4L);
        assertThat(ids(nexthops, NexthopFilter.all().family(IPV6))).isEmpty();
        assertThat(ids(nexthops, NexthopFilter.all().protocol(RouteProtocol.STATIC)))
                .containsExactly(2L);
    }

    private static List<Long> ids(NexthopObjects nexthops, NexthopFilter filter) {
        return nexthops.list(filter).stream()
                .map(nexthop -> nexthop.id().orElseThrow())
                .toList();
    }

    @Test
    void groupsHaveStatistics(Namespaces namespaces) {
        RouteTestNamespace room = his(namespaces, "id 1 via 10.0.0.2 dev d0|id 2 via 10.0.1.2 dev d1|id 3 group 1/2");
        assertThat(room.rtnl().nexthops().get(3).statistics()).isEmpty();
        assertThat(statisticsOrAbort(room, 3).statistics())
                .containsExactly(new MemberStatistics(1, 0, 0), new MemberStatistics(2, 0, 0));
    }

    @Test
    void hardwareIsAskedForStatistics(Namespaces namespaces) {
        RouteTestNamespace room = his(namespaces, "id 1 via 10.0.0.2 dev d0|id 2 via 10.0.1.2 dev d1");
        NexthopObjects nexthops = room.rtnl().nexthops();
        nexthops.add(
                NexthopObject.group(NexthopMember.of(1), NexthopMember.of(2)).id(3));
        statisticsOrAbort(room, 3);
        nexthops.replace(NexthopObject.group(NexthopMember.of(1), NexthopMember.of(2))
                .id(3)
                .hardwareStatistics(true));
        NexthopObject group = nexthops.statistics(3);
        if (!group.has(NexthopAttributes.HW_STATS_ENABLE)) {
            abort("the kernel asks no hardware for statistics");
        }
        assertThat(group.hasHardwareStatistics()).isTrue();
        assertThat(group.get(NexthopAttributes.HW_STATS_USED)).hasValue(0L);
        if (room.runsNewerIp()) {
            assertThat(group.toString()).isEqualTo("id 3 group 1/2 hw_stats on used off");
            assertThat(room.ask("-s -d nexthop show id 3")).contains("hw_stats on used off");
        }
        nexthops.replace(NexthopObject.group(NexthopMember.of(1), NexthopMember.of(2))
                .id(3)
                .hardwareStatistics(false));
        assertThat(nexthops.statistics(3).hasHardwareStatistics()).isFalse();
    }

    /** Since Linux 6.9. */
    private static NexthopObject statisticsOrAbort(RouteTestNamespace room, long id) {
        try {
            return room.rtnl().nexthops().statistics(id);
        } catch (NetlinkException.NotSupported older) {
            assertThat(older).hasMessageContaining("the kernel has no NHA_OP_FLAGS");
            return abort(older.getMessage());
        }
    }

    @Test
    void theLinksOfAMasterAreSelected(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        NexthopObjects nexthops = room.rtnl().nexthops();
        try {
            room.ip("link add red type vrf table 10", "link set red up", "link set d1 master red");
        } catch (AssertionError refused) {
            abort("the kernel has no VRF");
        }
        nexthops.add(NexthopObject.out(IPV4, "d0").id(1));
        nexthops.add(NexthopObject.out(IPV4, "d1").id(2));
        assertThat(ids(nexthops, NexthopFilter.all().master(LinkReference.of("red"))))
                .containsExactly(2L);
    }

    /** Since Linux 7.3; others refuse it. */
    @Test
    void aRemoteEndpointHasAPort(Namespaces namespaces) {
        NexthopObjects nexthops = new RouteTestNamespace(namespaces).rtnl().nexthops();
        NexthopObject wanted = NexthopObject.via("10.0.0.9").fdb().id(10).destinationPort(4790);
        try {
            nexthops.add(wanted);
        } catch (NetlinkException.NotSupported older) {
            assertThat(older).hasMessageContaining("the kernel has no NHA_DST_PORT (EINVAL)");
            abort(older.getMessage());
        }
        assertThat(nexthops.get(10).destinationPort()).hasValue(4790);
    }

    @Test
    void bucketsOfAGroupAreListed(Namespaces namespaces) {
        RouteTestNamespace room = his(
                namespaces,
                "id 1 via 10.0.0.2 dev d0|id 2 via 10.0.1.2 dev d1|id 3 group 1/2,3 type resilient buckets 8 idle_timer"
                        + " 60");
        List<NexthopBucket> buckets = room.rtnl().nexthops().buckets(3);
        assertThat(buckets).extracting(NexthopBucket::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(buckets).filteredOn(bucket -> bucket.nexthop() == 1).hasSize(2);
        assertThat(buckets).filteredOn(bucket -> bucket.nexthop() == 2).hasSize(6);
        NexthopBucket third = room.rtnl().nexthops().bucket(3, 2);
        assertThat(third.index()).isEqualTo(2);
        assertThat(third.nexthop()).isEqualTo(buckets.get(2).nexthop());
        assertThatThrownBy(() -> room.rtnl().nexthops().bucket(3, 8)).isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> room.rtnl().nexthops().bucket(1, 0)).isInstanceOf(NetlinkException.class);
        assertThatThrownBy(() -> room.rtnl().nexthops().buckets(77)).isInstanceOf(NetlinkException.class);
    }

    @Test
    void refusalsNameTheObject(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        NexthopObjects nexthops = room.rtnl().nexthops();
        NexthopObject first = NexthopObject.via("10.0.0.2").link("d0").id(1);
        nexthops.add(first);
        assertThatThrownBy(() -> nexthops.add(first))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("there is a nexthop with the id 1");
        assertThatThrownBy(() -> nexthops.get(9))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no nexthop with the id 9");
        assertThatThrownBy(() -> nexthops.delete(9)).isInstanceOf(NetlinkException.NotFound.class);
        assertThat(nexthops.deleteIfExists(first)).isTrue();
        assertThat(nexthops.deleteIfExists(first)).isFalse();
        assertThat(nexthops.find(first)).isEmpty();
        assertThatThrownBy(() ->
                        nexthops.add(NexthopObject.group(NexthopMember.of(7)).id(8)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("nexthop");
        assertThatThrownBy(() ->
                        nexthops.add(NexthopObject.via("10.9.9.9").link("d0").id(8)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("invalid gateway");
    }

    @Test
    void changesAreReported(Namespaces namespaces) throws InterruptedException {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        NexthopObjects nexthops = room.rtnl().nexthops();
        try (Subscription<NexthopObject> events = nexthops.subscribe()) {
            NexthopObject made = nexthops.add(NexthopObject.blackhole(IPV6).id(5));
            nexthops.delete(5);
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Event.Changed.class,
                            event -> assertThat(event.object()).isEqualTo(made));
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Event.Deleted.class,
                            event -> assertThat(event.object()).isEqualTo(made));
        }
    }
}
