package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ip link} and this library read the links of each other. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class LinkOracleIT {
    private static final String[] EVERYTHING = {
        "link set lo up",
        "link add br0 type bridge forward_delay 3000 hello_time 100 max_age 600 ageing_time 3000 stp_state 1 priority"
                + " 100 group_fwd_mask 8 mcast_snooping 0 mcast_querier 1 mcast_router 2 mcast_query_interval 3000",
        "link add br1 type bridge no_linklocal_learn 1",
        "link set br0 up",
        "link add v0 mtu 1400 address 02:00:00:00:00:01 txqueuelen 77 numtxqueues 3 type veth peer name v1 mtu 1300",
        "link set v0 master br0 up alias 'a cable'",
        "link set v0 type bridge_slave cost 77 priority 3 hairpin on learning off flood off isolated on guard on"
                + " mcast_fast_leave on neigh_suppress on group_fwd_mask 16",
        "link set v1 up promisc on allmulticast on arp off group 7",
        "link property add dev v1 altname another-name-for-v1 altname third",
        "link add w0 type veth peer name w1",
        "link set w0 addrgenmode none multicast off",
        "link add vx0 type vxlan id 42 dstport 4789",
        "link add vx1 type vxlan id 43 dev v1 group 239.1.1.1 ttl 5 tos 3 dstport 8472 srcport 1000 2000 nolearning"
                + " proxy",
        "link add m0 link w0 type macvlan mode source macaddr set 02:00:00:00:00:31 02:00:00:00:00:32",
        "link add t0 link w1 type macvtap mode passthru nopromisc",
        "link add i0 type ifb"
    };

    @Test
    void printsWhatIpMadeLikeIp(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(EVERYTHING);
        Map<Integer, String> names = room.names();
        for (Link link : room.links().list()) {
            if (room.isGiven(link.index())) {
                continue;
            }
            // The state of a bridge port changes all the time.
            String before;
            String shown;
            String after;
            do {
                before = steady(named(room.links().get(link).toString(), names));
                shown = steady(room.sh("ip -d -o link show dev " + link.name().orElseThrow()));
                after = steady(named(room.links().get(link).toString(), names));
            } while (!before.equals(after));
            if (room.runsNewerIp() && link.kind().orElse(null) instanceof Vxlan) {
                // It names the options of this kind as its JSON, not as its own command line does.
                continue;
            }
            assertThat(room.asShown(after, shown)).isEqualTo(shown);
        }
    }

    @Test
    void everyFieldOfTheJsonIsRead(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(EVERYTHING);
        room.sh("ping -c 2 -i 0.2 -q 127.0.0.1 || true");
        Map<Integer, String> names = room.names();
        for (JsonNode json : room.json("-d -s link show")) {
            if (room.isGiven(json.get("ifindex").asInt())) {
                continue;
            }
            Link link = room.links().get(json.get("ifindex").asInt());
            assertThat(link.name()).hasValue(json.get("ifname").asString());
            assertThat(link.mtu()).hasValue(json.get("mtu").asInt());
            assertThat(link.queueingDiscipline()).hasValue(json.get("qdisc").asString());
            assertThat(link.operationalState())
                    .hasToString(json.get("operstate").asString());
            assertThat(link.transmitQueueLength()).hasValue(json.get("txqlen").asInt());
            assertThat(link.macAddress().orElseThrow())
                    .hasToString(json.get("address").asString());
            assertThat(link.broadcastAddress().orElseThrow())
                    .hasToString(json.get("broadcast").asString());
            assertThat(link.promiscuity()).isEqualTo(json.get("promiscuity").asInt());
            assertThat(link.alias().orElse("")).isEqualTo(json.path("ifalias").asString(""));
            assertThat(link.alternativeNames()).hasSize(json.path("altnames").size());
            assertThat(link.master()
                            .map(master -> names.get(master.ifindex().orElse(0)))
                            .orElse(""))
                    .isEqualTo(json.path("master").asString(""));
            assertThat(link.kind().map(LinkKind::kind).orElse(""))
                    .isEqualTo(json.path("linkinfo").path("info_kind").asString(""));
            assertThat(link.get(LinkAttributes.MIN_MTU))
                    .hasValue(json.get("min_mtu").asLong());
            assertThat(link.get(LinkAttributes.MAX_MTU))
                    .hasValue(json.get("max_mtu").asLong());
            LinkStatistics statistics = link.statistics().orElseThrow();
            JsonNode received = json.path("stats64").path("rx");
            if (json.get("ifname").asString().equals("lo")) {
                assertThat(statistics.rxPackets())
                        .isEqualTo(received.get("packets").asLong())
                        .isPositive();
                assertThat(statistics.rxBytes()).isEqualTo(received.get("bytes").asLong());
                assertThat(statistics.txPackets())
                        .isEqualTo(
                                json.path("stats64").path("tx").get("packets").asLong());
            }
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                pair(
                        "link add x type bridge forward_delay 400 hello_time 100 max_age 600 ageing_time 3000 priority"
                                + " 9 stp_state 1 group_fwd_mask 8 mcast_snooping 0 mcast_querier 1",
                        links -> links.add(Link.named("x")
                                .kind(Bridge.defaults()
                                        .forwardDelay(Duration.ofSeconds(4))
                                        .helloTime(Duration.ofSeconds(1))
                                        .maxAge(Duration.ofSeconds(6))
                                        .ageingTime(Duration.ofSeconds(30))
                                        .priority(9)
                                        .spanningTree(true)
                                        .groupForwardMask(8)
                                        .multicastSnooping(false)
                                        .multicastQuerier(true)))),
                pair(
                        "link add x mtu 1400 address 02:00:00:00:00:01 type veth peer name y mtu 1300"
                                + " address 02:00:00:00:00:02",
                        links -> links.add(Link.named("x")
                                .mtu(1400)
                                .macAddress("02:00:00:00:00:01")
                                .kind(Veth.to(Link.named("y").mtu(1300).macAddress("02:00:00:00:00:02"))))),
                pair(
                        "link add x type veth peer name y && ip link set x up alias 'some text' group 3 txqueuelen 5"
                                + " promisc on arp off && ip link property add dev x altname long-alternative-name"
                                + " && ip link set y up",
                        links -> links.add(Link.named("x")
                                .up()
                                .alias("some text")
                                .group(3)
                                .transmitQueueLength(5)
                                .promiscuous(true)
                                .flag(LinkFlag.NOARP, true)
                                .alternativeName("long-alternative-name")
                                .kind(Veth.to(Link.named("y").up())))),
                pair(
                        "link add br0 type bridge && ip link set br0 up && ip link add x type veth peer name y && ip"
                            + " link set dev x master br0 up && ip link set dev x type bridge_slave cost 5 hairpin on"
                            + " && ip link set y addrgenmode none",
                        links -> {
                            links.add(Link.named("br0").kind(Bridge.defaults()).up());
                            links.add(Link.named("x")
                                    .master("br0")
                                    .up()
                                    .bridgePort(BridgePort.defaults().cost(5).hairpin(true))
                                    .kind(Veth.to(
                                            Link.named("y").addressGeneration(LinkInet6.AddressGeneration.NONE))));
                        }),
                pair("link add x type ifb", links -> links.add(Link.named("x").kind(UnknownKind.of("ifb")))));
    }

    private static Arguments pair(String ip, Consumer<Links> ours) {
        return Arguments.of(ip, Named.of("ours", ours));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ipShowsOursLikeItsOwn(String ip, Consumer<Links> ours, Namespaces namespaces) {
        LinkTestNamespace his = new LinkTestNamespace(namespaces);
        LinkTestNamespace mine = new LinkTestNamespace(namespaces);
        his.ip(ip);
        ours.accept(mine.links());
        awaitCarriers(his);
        awaitCarriers(mine);
        assertThat(described(mine)).isEqualTo(described(his));
    }

    /** The kernel checks the carrier of a link some time after it came up. Until then a bridge port forwards. */
    private static void awaitCarriers(LinkTestNamespace room) {
        for (Link link : room.links().list()) {
            if (link.isUp() && !room.isGiven(link.index())) {
                room.links()
                        .await(
                                link,
                                seen -> seen.operationalState() != OperationalState.UNKNOWN,
                                Duration.ofMinutes(1));
            }
        }
    }

    private static String described(LinkTestNamespace room) {
        StringBuilder all = new StringBuilder();
        boolean[] fixed = {room.sh("ip -o link").contains("02:00:00:00:00:01")};
        for (JsonNode json : room.json("-d link show")) {
            ObjectNode link = (ObjectNode) json;
            if (room.isGiven(link.get("ifindex").asInt())) {
                continue;
            }
            if (!fixed[0]) {
                link.remove("address");
            }
            // The kernel computes these some time later, from the state of both ends.
            link.remove("operstate");
            all.append(link.toString()
                            .replaceAll("\"(NO-CARRIER|M-DOWN)\",?", "")
                            .replaceAll("\"(gc_timer|hello_timer|[a-z_]*_timer)\":[0-9.]+", "\"$1\":0")
                            .replaceAll("[0-9a-f]{4}\\.[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}", "bridge"))
                    .append('\n');
        }
        return all.toString();
    }

    private static final Pattern OTHER = Pattern.compile("(@|master |dev )if(\\d+)");

    private static String named(String line, Map<Integer, String> names) {
        Matcher other = OTHER.matcher(line);
        return other.replaceAll(found -> found.group(1) + names.get(Integer.parseInt(found.group(2))));
    }

    private static String steady(String line) {
        return line.replace('\\', ' ')
                // It depends on the state of the peer, which is not part of this link.
                .replace(",M-DOWN", "")
                .replaceAll("_timer +\\d+\\.\\d\\d", "_timer T")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
