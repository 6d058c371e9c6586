package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.Vxlan.DontFragment.INHERIT;
import static io.netlink4j.rtnl.link.kind.Vxlan.DontFragment.SET;
import static io.netlink4j.rtnl.link.kind.Vxlan.DontFragment.UNSET;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** VLANs, macvlans and VXLANs. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class TypedKindsIT extends KindTable {
    private static final MacAddress ONE = MacAddress.of("02:00:00:00:00:31");
    private static final MacAddress TWO = MacAddress.of("02:00:00:00:00:32");
    private static final IpAddress LOCAL = IpAddress.of("192.0.2.1");
    private static final IpAddress REMOTE = IpAddress.of("192.0.2.2");
    private static final IpAddress GROUP = IpAddress.of("239.1.1.1");
    private static final IpAddress LOCAL_6 = IpAddress.of("2001:db8::1");
    private static final IpAddress REMOTE_6 = IpAddress.of("2001:db8::2");
    private static final IpAddress GROUP_6 = IpAddress.of("ff05::1");

    /** The options as {@code ip link add} takes them, and as values. */
    static Stream<Arguments> made() {
        return Stream.of(
                        Stream.of(entry("dummy", (LinkKind) Dummy.defaults())),
                        vlans(),
                        macvlans(),
                        vxlans(),
                        vxlansInIpv6())
                .flatMap(kinds -> kinds)
                .map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    private static Stream<Map.Entry<String, LinkKind>> vlans() {
        return Stream.of(
                entry("vlan id 5", Vlan.of(5)),
                entry("vlan id 0", Vlan.of(0)),
                entry("vlan id 4094 protocol 802.1Q", Vlan.of(4094).protocol(VlanProtocol.IEEE_802_1Q)),
                entry("vlan protocol 802.1ad id 7", Vlan.of(7).protocol(VlanProtocol.IEEE_802_1AD)),
                entry("vlan id 5 reorder_hdr off", Vlan.of(5).reorderHeader(false)),
                entry("vlan id 5 reorder_hdr on", Vlan.of(5).reorderHeader(true)),
                entry("vlan id 5 gvrp on", Vlan.of(5).gvrp(true)),
                entry("vlan id 5 gvrp off", Vlan.of(5).gvrp(false)),
                entry("vlan id 5 mvrp on", Vlan.of(5).mvrp(true)),
                entry("vlan id 5 mvrp off", Vlan.of(5).mvrp(false)),
                entry("vlan id 5 loose_binding on", Vlan.of(5).looseBinding(true)),
                entry("vlan id 5 loose_binding off", Vlan.of(5).looseBinding(false)),
                entry("vlan id 5 bridge_binding on", Vlan.of(5).bridgeBinding(true)),
                entry("vlan id 5 bridge_binding off", Vlan.of(5).bridgeBinding(false)),
                entry(
                        "vlan id 5 ingress-qos-map 1:2 7:4294967295",
                        Vlan.of(5).ingressPriorities(Map.of(1, 2, 7, 0xffff_ffffL))),
                entry("vlan id 5 egress-qos-map 2:5 77:7", Vlan.of(5).egressPriorities(Map.of(2, 5, 77, 7))));
    }

    private static Stream<Map.Entry<String, LinkKind>> macvlans() {
        Stream<Map.Entry<String, LinkKind>> modes = Stream.of(MacvlanMode.values())
                .map(mode -> entry("macvlan mode " + mode.name().toLowerCase(Locale.ROOT), Macvlan.of(mode)));
        Macvlan source = Macvlan.of(MacvlanMode.SOURCE);
        Stream<Map.Entry<String, LinkKind>> others = Stream.of(
                entry("macvlan", Macvlan.defaults()),
                entry(
                        "macvlan mode passthru flag nopromisc",
                        Macvlan.of(MacvlanMode.PASSTHRU).flags(Set.of(MacvlanFlag.NOPROMISC))),
                entry("macvlan mode source flag nodst", source.flags(Set.of(MacvlanFlag.NODST))),
                entry("macvlan mode source flag null", source.flags(Set.of())),
                entry("macvlan mode source macaddr add " + ONE, source.addSource(ONE)),
                entry("macvlan mode source macaddr set " + ONE + " " + TWO, source.sources(List.of(ONE, TWO))),
                entry("macvlan mode source macaddr flush", source.flushSources()),
                entry(
                        "macvlan mode bridge bcqueuelen 0",
                        Macvlan.of(MacvlanMode.BRIDGE).broadcastQueueLength(0)),
                entry(
                        "macvlan mode bridge bcqueuelen 4294967295",
                        Macvlan.of(MacvlanMode.BRIDGE).broadcastQueueLength(0xffff_ffffL)));
        return Stream.concat(modes, others)
                .flatMap(kind -> Stream.of(
                        kind,
                        entry(
                                kind.getKey().replace("macvlan", "macvtap"),
                                Macvtap.TYPE.read(kind.getValue().data()))));
    }

    private static Stream<Map.Entry<String, LinkKind>> vxlans() {
        Vxlan vxlan = Vxlan.of(42).destinationPort(4789);
        Vxlan external = Vxlan.defaults().external(true).learning(false).destinationPort(4789);
        return Stream.<Map.Entry<String, Vxlan>>of(
                        entry("id 0", vxlan.id(0)),
                        entry("id 16777215", vxlan.id(0xff_ffff)),
                        entry("id 42 remote 192.0.2.2", vxlan.remote(REMOTE)),
                        entry(
                                "id 42 group 239.1.1.1 dev v0",
                                vxlan.remote(GROUP).link("v0")),
                        entry("id 42 local 192.0.2.1", vxlan.local(LOCAL)),
                        entry("id 42 ttl 1", vxlan.ttl(1)),
                        entry("id 42 ttl 255", vxlan.ttl(255)),
                        entry("id 42 ttl auto", vxlan.ttl(0)),
                        entry("id 42 ttl inherit", vxlan.ttlInherit(true)),
                        entry("id 42 tos 0xff", vxlan.tos(255)),
                        entry("id 42 tos inherit", vxlan.tos(Vxlan.TOS_INHERIT)),
                        entry("id 42 df unset", vxlan.dontFragment(UNSET)),
                        entry("id 42 df set", vxlan.dontFragment(SET)),
                        entry("id 42 df inherit", vxlan.dontFragment(INHERIT)),
                        entry("id 42 dev v0", vxlan.link("v0")),
                        entry("id 42 dstport 8472", vxlan.destinationPort(8472)),
                        entry("id 42 srcport 1000 2000", vxlan.sourcePorts(new PortRange(1000, 2000))),
                        entry("id 42 learning", vxlan.learning(true)),
                        entry("id 42 nolearning", vxlan.learning(false)),
                        entry("id 42 proxy", vxlan.proxy(true)),
                        entry("id 42 noproxy", vxlan.proxy(false)),
                        entry("id 42 rsc", vxlan.routeShortCircuit(true)),
                        entry("id 42 norsc", vxlan.routeShortCircuit(false)),
                        entry("id 42 l2miss", vxlan.l2Miss(true)),
                        entry("id 42 nol2miss", vxlan.l2Miss(false)),
                        entry("id 42 l3miss", vxlan.l3Miss(true)),
                        entry("id 42 nol3miss", vxlan.l3Miss(false)),
                        entry("id 42 ageing 100", vxlan.ageing(Duration.ofSeconds(100))),
                        entry("id 42 ageing 1", vxlan.ageing(Duration.ofSeconds(1))),
                        entry("id 42 maxaddress 10", vxlan.maxAddresses(10)),
                        entry("id 42 maxaddress unlimited", vxlan.maxAddresses(0)),
                        entry("id 42 udpcsum", vxlan.udpChecksum(true)),
                        entry("id 42 noudpcsum", vxlan.udpChecksum(false)),
                        entry("id 42 udp6zerocsumtx", vxlan.zeroChecksum6Sent(true)),
                        entry("id 42 noudp6zerocsumtx", vxlan.zeroChecksum6Sent(false)),
                        entry("id 42 udp6zerocsumrx", vxlan.zeroChecksum6Accepted(true)),
                        entry("id 42 noudp6zerocsumrx", vxlan.zeroChecksum6Accepted(false)),
                        entry("id 42 remcsumtx", vxlan.remoteChecksumSent(true)),
                        entry("id 42 noremcsumtx", vxlan.remoteChecksumSent(false)),
                        entry("id 42 remcsumrx", vxlan.remoteChecksumAccepted(true)),
                        entry("id 42 noremcsumrx", vxlan.remoteChecksumAccepted(false)),
                        entry("id 42 gbp", vxlan.groupPolicy(true)),
                        entry("id 42 noexternal", vxlan.external(false)),
                        entry("external", external),
                        entry("external gpe", external.genericProtocol(true)),
                        entry("external vnifilter", external.vniFilter(true)),
                        entry("external novnifilter", external.vniFilter(false)))
                .map(TypedKindsIT::withPort);
    }

    private static Stream<Map.Entry<String, LinkKind>> vxlansInIpv6() {
        Vxlan vxlan = Vxlan.of(43).destinationPort(4789);
        return Stream.<Map.Entry<String, Vxlan>>of(
                        entry("id 43 remote 2001:db8::2", vxlan.remote(REMOTE_6)),
                        entry(
                                "id 43 group ff05::1 dev v0",
                                vxlan.remote(GROUP_6).link("v0")),
                        entry("id 43 local 2001:db8::1", vxlan.local(LOCAL_6)),
                        entry("id 43 local 192.0.2.1", vxlan.local(LOCAL_6).local(LOCAL)),
                        entry(
                                "id 43 remote 2001:db8::2 flowlabel 0xfffff",
                                vxlan.remote(REMOTE_6).flowLabel(0xf_ffff)))
                .map(TypedKindsIT::withPort);
    }

    private static Map.Entry<String, LinkKind> withPort(Map.Entry<String, Vxlan> kind) {
        String port = kind.getKey().contains("dstport") ? "" : " dstport 4789";
        return entry("vxlan " + kind.getKey() + port, kind.getValue());
    }

    /** The arguments of {@code ip link add} and {@code ip link set}, and the same as values. Options that are not named stay unchanged. */
    static Stream<Arguments> changed() {
        Stream<Arguments> vlan = Stream.of(
                Arguments.of("vlan id 5 mvrp on", "gvrp on", Vlan.defaults().gvrp(true)),
                Arguments.of(
                        "vlan id 5 mvrp on gvrp on", "gvrp off", Vlan.defaults().gvrp(false)),
                Arguments.of("vlan id 5 gvrp on", "mvrp on", Vlan.defaults().mvrp(true)),
                Arguments.of(
                        "vlan id 5 gvrp on", "loose_binding on", Vlan.defaults().looseBinding(true)),
                Arguments.of(
                        "vlan id 5 gvrp on", "reorder_hdr off", Vlan.defaults().reorderHeader(false)),
                Arguments.of(
                        "vlan id 5 gvrp on",
                        "bridge_binding on",
                        Vlan.defaults().bridgeBinding(true)),
                Arguments.of(
                        "vlan id 5 ingress-qos-map 1:2 3:4",
                        "ingress-qos-map 1:0 5:6",
                        Vlan.defaults().ingressPriorities(Map.of(1, 0, 5, 6))),
                Arguments.of(
                        "vlan id 5 egress-qos-map 1:2 3:4",
                        "egress-qos-map 1:0 5:6",
                        Vlan.defaults().egressPriorities(Map.of(1, 0, 5, 6))));
        String two = "macvlan mode source macaddr set " + ONE + " " + TWO;
        Stream<Arguments> macvlan = Stream.of(
                Arguments.of("macvlan mode bridge", "mode vepa", Macvlan.of(MacvlanMode.VEPA)),
                Arguments.of(
                        "macvlan mode source", "flag nodst", Macvlan.defaults().flags(Set.of(MacvlanFlag.NODST))),
                Arguments.of(
                        "macvlan mode source flag nodst",
                        "flag null",
                        Macvlan.defaults().flags(Set.of())),
                Arguments.of(
                        "macvlan mode bridge",
                        "bcqueuelen 77",
                        Macvlan.defaults().broadcastQueueLength(77)),
                Arguments.of(
                        "macvlan mode source macaddr add " + ONE,
                        "macaddr add " + TWO,
                        Macvlan.defaults().addSource(TWO)),
                Arguments.of(two, "macaddr del " + ONE, Macvlan.defaults().removeSource(ONE)),
                Arguments.of(two, "macaddr set " + TWO, Macvlan.defaults().sources(List.of(TWO))),
                Arguments.of(two, "macaddr set", Macvlan.defaults().sources(List.of())),
                Arguments.of(two, "macaddr flush", Macvlan.defaults().flushSources()),
                Arguments.of("macvtap mode bridge", "mode private", Macvtap.of(MacvlanMode.PRIVATE)));
        Stream<Arguments> vxlan = Stream.of(
                        Arguments.of(
                                "ttl 7", "remote 192.0.2.2", Vxlan.defaults().remote(REMOTE)),
                        Arguments.of(
                                "remote 192.0.2.9",
                                "local 192.0.2.1",
                                Vxlan.defaults().local(LOCAL)),
                        Arguments.of("ttl 7", "ttl 9", Vxlan.defaults().ttl(9)),
                        Arguments.of("ttl 7", "tos 8", Vxlan.defaults().tos(8)),
                        Arguments.of("ttl 7", "ageing 5", Vxlan.defaults().ageing(Duration.ofSeconds(5))),
                        Arguments.of("ttl 7", "nolearning", Vxlan.defaults().learning(false)),
                        Arguments.of("nolearning", "learning", Vxlan.defaults().learning(true)),
                        Arguments.of("ttl 7", "dev v0", Vxlan.defaults().link("v0")))
                .map(each -> Arguments.of("vxlan id 42 dstport 4789 " + each.get()[0], each.get()[1], each.get()[2]));
        return Stream.of(vlan, macvlan, vxlan).flatMap(all -> all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VNI", "limit", "port range", "port"})
    void aRefusedChangeHasTheMessageOfTheKernel(String what, Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, "vxlan id 42 dstport 4789");
        Vxlan changes = switch (what) {
            case "VNI" -> Vxlan.of(43);
            case "limit" -> Vxlan.defaults().maxAddresses(5);
            case "port range" -> Vxlan.defaults().sourcePorts(new PortRange(1, 2));
            default -> Vxlan.defaults().destinationPort(4790);
        };
        assertThatThrownBy(() -> room.links().change(Link.named("x").kind(changes)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("Cannot change " + what);
    }

    /** The mappings and addresses of a listed link replace the existing ones. */
    @Test
    void listsOfAListedLinkReplaceThoseOfTheKernel(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, "macvlan mode source macaddr set " + ONE + " " + TWO);
        Link listed = room.links().get("x");
        Macvlan macvlan = (Macvlan) listed.kind().orElseThrow();
        assertThat(macvlan.sources()).hasValue(List.of(ONE, TWO));
        room.links().change(listed.kind(macvlan.sources(List.of(TWO))));
        assertThat(((Macvlan) room.links().get("x").kind().orElseThrow()).sources())
                .hasValue(List.of(TWO));
        room.links().change(listed.kind(macvlan.sources(List.of())));
        assertThat(((Macvlan) room.links().get("x").kind().orElseThrow()).sources())
                .hasValue(List.of());
        room.links().change(listed);
        assertThat(room.links().get("x").kind()).isEqualTo(listed.kind());
    }

    /** The kernel reports flags only if one is on. */
    @Test
    void flagsThatAreOffInAListedLinkAreRestored(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, "vlan id 5 reorder_hdr off");
        Link listed = room.links().get("x");
        JsonNode before = shown(room);
        assertThat(((Vlan) listed.kind().orElseThrow()).reorderHeader()).hasValue(false);
        room.ip("link set dev x type vlan reorder_hdr on gvrp on");
        room.links().change(listed.kind(Vlan.defaults().mvrp(false)));
        assertThat(((Vlan) room.links().get("x").kind().orElseThrow()).gvrp()).hasValue(true);
        room.links().change(listed);
        assertThat(shown(room)).isEqualTo(before);
    }

    @Test
    void prioritiesOfAListedLinkReplaceThoseOfTheKernel(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, "vlan id 5 ingress-qos-map 1:2 3:4 egress-qos-map 1:2 3:4");
        Link listed = room.links().get("x");
        Vlan vlan = (Vlan) listed.kind().orElseThrow();
        room.links()
                .change(listed.kind(vlan.ingressPriorities(Map.of(3, 5, 6, 7)).egressPriorities(Map.of())));
        Vlan changed = (Vlan) room.links().get("x").kind().orElseThrow();
        assertThat(changed.ingressPriorities()).hasValue(Map.of(3L, 5L, 6L, 7L));
        assertThat(changed.egressPriorities().orElse(Map.of()).values()).allMatch(priority -> priority == 0);
    }

    /** The kernel acknowledges a request to change the id or the protocol, and does nothing. */
    @Test
    void aChangeOfTheVlanIdIsRefused(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, "vlan id 5");
        assertThatThrownBy(() ->
                        room.links().change(Link.named("x").kind(Vlan.of(6).gvrp(true))))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("IFLA_VLAN_ID is 5 and cannot become 6");
        Link listed = room.links().get("x");
        Vlan vlan = (Vlan) listed.kind().orElseThrow();
        assertThatThrownBy(() -> room.links().change(listed.kind(vlan.id(7))))
                .isInstanceOf(NetlinkException.NotSupported.class);
        room.links().change(Link.named("x").kind(Vlan.of(5).gvrp(true)));
        assertThat(((Vlan) room.links().get("x").kind().orElseThrow()).gvrp()).hasValue(true);
        assertThat(Vlan.TYPE.change(Vlan.ID)).isEqualTo(OptionChange.ANEW);
        assertThat(Vlan.TYPE.change(Vlan.FLAGS)).isEqualTo(OptionChange.IN_PLACE);
        assertThat(Macvlan.TYPE.change(MacvlanKind.QUEUE_LENGTH_USED)).isEqualTo(OptionChange.NEVER);
    }
}
