package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.Bond.Mode.ACTIVE_BACKUP;
import static io.netlink4j.rtnl.link.kind.Bond.Mode.BALANCE_RR;
import static io.netlink4j.rtnl.link.kind.Bond.Mode.BALANCE_TLB;
import static io.netlink4j.rtnl.link.kind.Bond.Mode.BALANCE_XOR;
import static io.netlink4j.rtnl.link.kind.Bond.Mode.LACP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Bonds and their ports. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class BondKindsIT extends KindTable {
    private static final Bond ANY = Bond.defaults();
    private static final MacAddress SYSTEM = MacAddress.of("02:00:00:00:00:31");

    static Stream<Arguments> made() {
        Stream<Arguments> modes = Stream.of(Bond.Mode.values()).map(mode -> made("mode " + mode.word(), Bond.of(mode)));
        Stream<Arguments> hashes = Stream.of(Bond.HashPolicy.values())
                .map(policy -> made(
                        "mode balance-xor xmit_hash_policy " + policy.word(),
                        Bond.of(BALANCE_XOR).transmitHashPolicy(policy)));
        return Stream.of(modes, hashes, options(), lacp()).flatMap(all -> all);
    }

    private static Stream<Arguments> options() {
        Bond monitored = Bond.of(ACTIVE_BACKUP).linkMonitoring(Duration.ofMillis(100));
        Bond arp = Bond.of(ACTIVE_BACKUP)
                .arpInterval(Duration.ofMillis(200))
                .arpTargets(List.of(IpAddress.of("192.0.2.1"), IpAddress.of("192.0.2.2")));
        String arps = "mode active-backup arp_interval 200 arp_ip_target 192.0.2.1,192.0.2.2";
        return Stream.of(
                made("mode active-backup miimon 100", monitored),
                made(
                        "mode active-backup miimon 100 updelay 200 downdelay 300 peer_notify_delay 500",
                        monitored
                                .upDelay(Duration.ofMillis(200))
                                .downDelay(Duration.ofMillis(300))
                                .peerNotificationDelay(Duration.ofMillis(500))),
                made("use_carrier 1", ANY.useCarrier(true)),
                made(arps, arp),
                made(arps + " arp_missed_max 3", arp.arpMissedMax(3)),
                made(arps + " arp_validate active", arp.arpValidate(Bond.ArpValidate.ACTIVE)),
                made(arps + " arp_validate filter_backup", arp.arpValidate(Bond.ArpValidate.FILTER_BACKUP)),
                made(arps + " arp_all_targets all", arp.arpAllTargets(Bond.ArpTargets.ALL)),
                made(
                        "mode active-backup arp_interval 200 ns_ip6_target 2001:db8::1",
                        Bond.of(ACTIVE_BACKUP)
                                .arpInterval(Duration.ofMillis(200))
                                .neighbourTargets(List.of(IpAddress.of("2001:db8::1")))),
                made(
                        "mode active-backup primary_reselect better",
                        Bond.of(ACTIVE_BACKUP).primaryReselect(Bond.PrimaryReselect.BETTER)),
                made("fail_over_mac follow", ANY.failOverMac(Bond.FailOverMac.FOLLOW)),
                made("resend_igmp 255", ANY.resendIgmp(255)),
                made("num_grat_arp 7", ANY.peerNotifications(7)),
                made("all_slaves_active 1", ANY.allPortsActive(true)),
                made("min_links 2", ANY.minimumPorts(2)),
                made("lp_interval 5", ANY.learningInterval(Duration.ofSeconds(5))),
                made("mode balance-rr packets_per_slave 0", Bond.of(BALANCE_RR).packetsPerPort(0)),
                made("mode balance-tlb tlb_dynamic_lb 0", Bond.of(BALANCE_TLB).dynamicLoadBalancing(false)));
    }

    private static Stream<Arguments> lacp() {
        Bond lacp = Bond.of(LACP);
        return Stream.<Arguments>of(
                made("mode 802.3ad lacp_rate fast", lacp.lacpRate(Bond.LacpRate.FAST)),
                made("mode 802.3ad lacp_active off", lacp.lacpActive(false)),
                made("mode 802.3ad ad_select bandwidth", lacp.aggregatorSelection(Bond.AggregatorSelection.BANDWIDTH)),
                made("mode 802.3ad ad_select count", lacp.aggregatorSelection(Bond.AggregatorSelection.COUNT)),
                made("mode 802.3ad ad_user_port_key 1023", lacp.userPortKey(1023)),
                made("mode 802.3ad ad_actor_sys_prio 100", lacp.actorSystemPriority(100)),
                made("mode 802.3ad ad_actor_system " + SYSTEM, lacp.actorSystem(SYSTEM)));
    }

    private static Arguments made(String ip, Bond ours) {
        return Arguments.of("bond " + ip, ours);
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                changed("mode active-backup", "mode balance-xor", Bond.of(BALANCE_XOR)),
                changed("miimon 100", "miimon 0", ANY.linkMonitoring(Duration.ZERO)),
                changed("miimon 100", "updelay 200", ANY.upDelay(Duration.ofMillis(200))),
                changed(
                        "mode active-backup arp_interval 100 arp_ip_target 192.0.2.1",
                        "arp_ip_target 192.0.2.2",
                        ANY.arpTargets(List.of(IpAddress.of("192.0.2.2")))),
                changed("mode 802.3ad", "lacp_rate fast", ANY.lacpRate(Bond.LacpRate.FAST)),
                changed("min_links 1", "min_links 0", ANY.minimumPorts(0)),
                changed("mode balance-rr", "num_grat_arp 3", ANY.peerNotifications(3)));
    }

    private static Arguments changed(String ip, String change, Bond ours) {
        return Arguments.of("bond " + ip, change, ours);
    }

    /** The options of a port, and the references of a bond to its ports. */
    @Test
    void portsAndReferencesToThemAreThoseOfIp(Namespaces namespaces) {
        LinkTestNamespace mine = room(namespaces);
        add(mine, "bond mode active-backup miimon 100");
        mine.links().change(Link.named("v0").down().master("x"));
        mine.links()
                .change(Link.named("v0").bondPort(BondPort.defaults().queueId(3).priority(-7)));
        mine.links().change(Link.named("x").kind(ANY.primary("v0")));
        LinkTestNamespace his = room(namespaces);
        add(his, "bond mode active-backup miimon 100");
        his.ip(
                "link set dev v0 down master x",
                "link set dev v0 type bond_slave queue_id 3 prio -7",
                "link set dev x type bond primary v0");

        assertThat(shown(mine)).isEqualTo(shown(his));
        assertThat(mine.one("-d link show dev v0").at("/linkinfo/info_slave_data"))
                .isEqualTo(his.one("-d link show dev v0").at("/linkinfo/info_slave_data"));
        Link port = mine.links().get("v0");
        assertThat(port.bondPort().orElseThrow().queueId()).hasValue(3);
        assertThat(port.bondPort().orElseThrow().priority()).hasValue(-7);
        assertThat(mine.sh("ip -d -o link show dev v0").replace('\\', ' ').replaceAll("\\s+", " "))
                .contains(port.bondPort().orElseThrow().toString());
        Bond bond = (Bond) mine.links().get("x").kind().orElseThrow();
        assertThat(bond.primary().orElseThrow().ifindex()).isEqualTo(port.ifindex());
    }

    /** Kernels before 6.18 ignore the option, and older versions of {@code ip} do not know it. */
    @Test
    void thePriorityOfAPortInLacpIsThatOfIp(Namespaces namespaces) {
        LinkTestNamespace mine = room(namespaces);
        assumeTrue(mine.runsNewerIp(), "this version of ip does not know the option");
        add(mine, "bond mode 802.3ad miimon 100");
        mine.links().change(Link.named("v0").down().master("x"));
        assumeTrue(
                mine.links()
                        .get("v0")
                        .bondPort()
                        .orElseThrow()
                        .actorPortPriority()
                        .isPresent(),
                "the kernel has no such option");
        mine.links().change(Link.named("v0").bondPort(BondPort.defaults().actorPortPriority(77)));
        LinkTestNamespace his = room(namespaces);
        add(his, "bond mode 802.3ad miimon 100");
        his.ip("link set dev v0 down master x", "link set dev v0 type bond_slave actor_port_prio 77");

        String key = "/linkinfo/info_slave_data/actor_port_prio";
        assertThat(mine.one("-d link show dev v0").at(key).asInt())
                .isEqualTo(77)
                .isEqualTo(his.one("-d link show dev v0").at(key).asInt());
        BondPort port = his.links().get("v0").bondPort().orElseThrow();
        assertThat(port.actorPortPriority()).hasValue(77);
        assertThat(his.sh("ip -d -o link show dev v0").replace('\\', ' ').replaceAll("\\s+", " "))
                .contains(port.toString());
    }
}
