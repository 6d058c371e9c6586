package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.Vxlan.DontFragment.SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Netkit;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The kinds beside bonds, tunnels over IP, VLANs, macvlans and VXLANs. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class VirtualKindsIT extends KindTable {
    static Stream<Arguments> made() {
        return Stream.of(plain(), stacked(), geneves(), macsecs()).flatMap(all -> all);
    }

    private static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of("ifb", Ifb.defaults()),
                Arguments.of("nlmon", Nlmon.defaults()),
                Arguments.of("team", Team.defaults()),
                Arguments.of("wireguard", Wireguard.defaults()),
                Arguments.of("vrf table 10", Vrf.of(10)),
                Arguments.of("vrf table 4294967295", Vrf.of(0xffff_ffffL)),
                Arguments.of("xfrm if_id 7", Xfrm.of(7)),
                Arguments.of(
                        "xfrm dev v0 if_id 0xffffffff", Xfrm.of(0xffff_ffffL).link("v0")),
                Arguments.of("xfrm external", Xfrm.defaults().external(true)),
                Arguments.of("bareudp dstport 6635 ethertype mpls_uc", Bareudp.of(6635, 0x8847)),
                Arguments.of(
                        "bareudp dstport 6635 ethertype ip srcportmin 5000 multiproto",
                        Bareudp.of(6635, 0x0800).lowestSourcePort(5000).multiprotocol(true)));
    }

    private static Stream<Arguments> stacked() {
        Stream<Arguments> modes = Stream.of(IpvlanKind.Mode.values())
                .flatMap(mode -> Stream.of(
                        Arguments.of("ipvlan mode " + mode.word(), Ipvlan.of(mode)),
                        Arguments.of("ipvtap mode " + mode.word(), Ipvtap.of(mode))));
        Ipvlan ipvlan = Ipvlan.of(IpvlanKind.Mode.L2);
        return Stream.concat(
                modes,
                Stream.of(
                        Arguments.of("ipvlan mode l2 private", ipvlan.isolation(IpvlanKind.Isolation.PRIVATE)),
                        Arguments.of("ipvlan mode l2 vepa", ipvlan.isolation(IpvlanKind.Isolation.VEPA)),
                        Arguments.of("ipvlan mode l2 bridge", ipvlan.isolation(IpvlanKind.Isolation.BRIDGE)),
                        Arguments.of("hsr slave1 v0 slave2 v1", Hsr.of("v0", "v1")),
                        Arguments.of(
                                "hsr slave1 v0 slave2 v1 supervision 45 version 1",
                                Hsr.of("v0", "v1").supervision(45).version(1)),
                        Arguments.of(
                                "hsr slave1 v0 slave2 v1 proto 1",
                                Hsr.of("v0", "v1").protocol(Hsr.Protocol.PRP))));
    }

    private static Stream<Arguments> geneves() {
        Geneve geneve = Geneve.of(42).remote(IpAddress.of("192.0.2.2"));
        return Stream.of(
                Arguments.of("geneve id 42 remote 192.0.2.2", geneve),
                Arguments.of(
                        "geneve id 16777215 remote 2001:db8::2",
                        Geneve.of(0xff_ffff).remote(IpAddress.of("2001:db8::2"))),
                Arguments.of(
                        "geneve id 42 remote 192.0.2.2 ttl 5 tos 0x10",
                        geneve.ttl(5).tos(16)),
                Arguments.of("geneve id 42 remote 192.0.2.2 ttl inherit", geneve.ttlInherit(true)),
                Arguments.of("geneve id 42 remote 192.0.2.2 tos inherit", geneve.tos(1)),
                Arguments.of("geneve id 42 remote 192.0.2.2 df set", geneve.dontFragment(SET)),
                Arguments.of(
                        "geneve id 42 remote 2001:db8::2 flowlabel 0xfffff",
                        geneve.remote(IpAddress.of("2001:db8::2")).flowLabel(0xf_ffff)),
                Arguments.of("geneve id 42 remote 192.0.2.2 dstport 6082", geneve.destinationPort(6082)),
                Arguments.of("geneve id 42 remote 192.0.2.2 noudpcsum", geneve.udpChecksum(false)),
                Arguments.of("geneve id 42 remote 192.0.2.2 udpcsum", geneve.udpChecksum(true)),
                Arguments.of(
                        "geneve id 42 remote 2001:db8::2 udp6zerocsumtx udp6zerocsumrx",
                        geneve.remote(IpAddress.of("2001:db8::2"))
                                .zeroChecksum6Sent(true)
                                .zeroChecksum6Accepted(true)),
                Arguments.of("geneve external", Geneve.defaults().external(true)));
    }

    private static Stream<Arguments> macsecs() {
        Macsec macsec = Macsec.defaults();
        return Stream.of(
                Arguments.of("macsec", macsec),
                Arguments.of("macsec sci 0x0200000000310007", macsec.sci(0x0200_0000_0031_0007L)),
                Arguments.of("macsec port 7", macsec.port(7)),
                Arguments.of("macsec encrypt on", macsec.encrypt(true)),
                Arguments.of("macsec protect off", macsec.protect(false)),
                Arguments.of(
                        "macsec send_sci off end_station on",
                        macsec.sendSci(false).endStation(true)),
                Arguments.of("macsec send_sci off scb on", macsec.sendSci(false).singleCopyBroadcast(true)),
                Arguments.of(
                        "macsec replay on window 32", macsec.replayProtect(true).window(32)),
                Arguments.of("macsec validate check", macsec.validation(Macsec.Validation.CHECK)),
                Arguments.of("macsec encodingsa 3", macsec.encodingAssociation(3)),
                Arguments.of(
                        "macsec cipher gcm-aes-256 icvlen 16",
                        macsec.cipherSuite(Macsec.GCM_AES_256).integrityLength(16)),
                Arguments.of("macsec cipher gcm-aes-xpn-128", macsec.cipherSuite(Macsec.GCM_AES_XPN_128)));
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                Arguments.of("ipvlan mode l2", "mode l3", Ipvlan.of(IpvlanKind.Mode.L3)),
                Arguments.of("ipvlan mode l3s", "private", Ipvlan.defaults().isolation(IpvlanKind.Isolation.PRIVATE)),
                Arguments.of(
                        "geneve id 42 remote 192.0.2.2 ttl 5",
                        "id 42 remote 192.0.2.2 ttl 9",
                        Geneve.defaults().ttl(9)),
                Arguments.of(
                        "macsec encrypt off", "encrypt on", Macsec.defaults().encrypt(true)),
                Arguments.of(
                        "macsec validate strict",
                        "validate disabled",
                        Macsec.defaults().validation(Macsec.Validation.DISABLED)));
    }

    /** One request makes both ends, each in its namespace. */
    @Test
    void aPairOfNetkitsIsMadeInTwoNamespaces(Namespaces namespaces) {
        LinkTestNamespace host = room(namespaces);
        LinkTestNamespace pod = new LinkTestNamespace(namespaces);
        Netkit kind = Netkit.to(Link.named("eth0").in(pod.namespace()).mtu(1400))
                .mode(Netkit.Mode.L2)
                .policy(Netkit.Policy.BLACKHOLE)
                .peerPolicy(Netkit.Policy.FORWARD);
        made(host, Link.named("nk0").kind(kind).up());

        Netkit primary = (Netkit) host.links().get("nk0").kind().orElseThrow();
        assertThat(primary.mode()).hasValue(Netkit.Mode.L2);
        assertThat(primary.policy()).hasValue(Netkit.Policy.BLACKHOLE);
        assertThat(primary.peerPolicy()).hasValue(Netkit.Policy.FORWARD);
        assertThat(primary.isPrimary()).hasValue(true);
        Netkit peer = (Netkit) pod.links().get("eth0").kind().orElseThrow();
        assertThat(peer.isPrimary()).hasValue(false);
        assertThat(pod.one("link show dev eth0").at("/mtu").asInt()).isEqualTo(1400);

        host.links().change(Link.named("nk0").kind(Netkit.pair().policy(Netkit.Policy.FORWARD)));
        assertThat(((Netkit) host.links().get("nk0").kind().orElseThrow()).policy())
                .hasValue(Netkit.Policy.FORWARD);
        assertThatThrownBy(() ->
                        host.links().change(Link.named("nk0").kind(Netkit.pair().mode(Netkit.Mode.L3))))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("nk0");
    }

    /** {@code ip} 6.1 does not name the options of this kind. */
    @Test
    void gtpIsMadeWithSocketsOfTheKernel(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        made(room, Link.named("x").kind(Gtp.of(Gtp.Role.SGSN).hashSize(64).restartCount(3)));
        Gtp gtp = (Gtp) room.links().get("x").kind().orElseThrow();
        assertThat(gtp.role()).hasValue(Gtp.Role.SGSN);
        assertThat(gtp.hashSize()).hasValue(64);
        assertThat(gtp.restartCount()).hasValue(3);
        assertThat(room.one("-d link show dev x").at("/linkinfo/info_kind").asString())
                .isEqualTo("gtp");
    }

    private static void made(LinkTestNamespace room, Link link) {
        try {
            room.links().add(link);
        } catch (NetlinkException.NotSupported lacking) {
            if (lacking.getMessage().contains("the kernel has no link kind")) {
                abort(lacking.getMessage());
            }
            throw lacking;
        }
    }
}
