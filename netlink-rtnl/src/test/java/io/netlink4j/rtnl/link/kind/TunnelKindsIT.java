package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.UdpTunnel.CHECKSUM;
import static io.netlink4j.rtnl.link.kind.UdpTunnel.CHECKSUM_6;
import static io.netlink4j.rtnl.link.kind.UdpTunnel.Encapsulation.FOU;
import static io.netlink4j.rtnl.link.kind.UdpTunnel.Encapsulation.GUE;
import static io.netlink4j.rtnl.link.kind.UdpTunnel.Encapsulation.NONE;
import static io.netlink4j.rtnl.link.kind.UdpTunnel.REMOTE_CHECKSUM;

import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.rtnl.link.kind.IpTunnelKind.Carried;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tunnels over IPv4 and IPv6. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class TunnelKindsIT extends KindTable {
    private static final String ENDS = " local 192.0.2.1 remote 192.0.2.2 ";
    private static final String ENDS_6 = " local 2001:db8::1 remote 2001:db8::2 ";
    private static final Gre GRE = Gre.between("192.0.2.1", "192.0.2.2");
    private static final Gretap GRETAP = Gretap.between("192.0.2.1", "192.0.2.2");
    private static final Erspan ERSPAN =
            Erspan.between("192.0.2.1", "192.0.2.2").key(9).inputSequence(true).outputSequence(true);
    private static final Ipip IPIP = Ipip.between("192.0.2.1", "192.0.2.2").carried(Carried.ANY);
    private static final Sit SIT =
            Sit.between("192.0.2.1", "192.0.2.2").carried(Carried.ANY).ttl(0);
    private static final Vti VTI = Vti.between("192.0.2.1", "192.0.2.2");
    private static final Vti6 VTI_6 = Vti6.between("2001:db8::1", "2001:db8::2");
    private static final Ip6gre GRE_6 = asIp(Ip6gre.between("2001:db8::1", "2001:db8::2"));
    private static final Ip6gretap GRETAP_6 = asIp(Ip6gretap.between("2001:db8::1", "2001:db8::2"));
    private static final Ip6erspan ERSPAN_6 = asIp(Ip6erspan.between("2001:db8::1", "2001:db8::2"))
            .key(9)
            .inputSequence(true)
            .outputSequence(true);
    private static final Ip6tnl IP6TNL =
            asIp(Ip6tnl.between("2001:db8::1", "2001:db8::2")).carried(Carried.ANY);

    /** With the options that {@code ip} always sends. */
    private static <K extends KnownKind<K> & Ipv6Tunnel<K>> K asIp(K tunnel) {
        K limited = tunnel.ttl(64);
        return withChecksum(limited.encapsulationLimit(4).trafficClass(0));
    }

    private static <K extends KnownKind<K> & Ipv6Tunnel<K>> K withChecksum(K tunnel) {
        return tunnel.encapsulation(NONE, 0, 0, CHECKSUM_6);
    }

    static Stream<Arguments> made() {
        return Stream.of(gres(), gres6(), erspans(), ipTunnels(), ip6Tunnels(), vtis())
                .flatMap(all -> all);
    }

    private static Stream<Arguments> gres() {
        return Stream.of(
                Arguments.of("gre" + ENDS, GRE),
                Arguments.of("gre" + ENDS + "ttl 5 tos 0x10", GRE.ttl(5).tos(16)),
                Arguments.of("gre" + ENDS + "tos inherit", GRE.tos(Ipv4Tunnel.TOS_INHERIT)),
                Arguments.of("gre" + ENDS + "nopmtudisc", GRE.pathMtuDiscovery(false)),
                Arguments.of(
                        "gre" + ENDS + "nopmtudisc ignore-df",
                        GRE.pathMtuDiscovery(false).ignoreDf(true)),
                Arguments.of("gre" + ENDS + "dev v0", GRE.link("v0")),
                Arguments.of("gre" + ENDS + "key 4294967295", GRE.key(0xffff_ffffL)),
                Arguments.of("gre" + ENDS + "ikey 1 okey 2", GRE.inputKey(1).outputKey(2)),
                Arguments.of(
                        "gre" + ENDS + "iseq ocsum", GRE.inputSequence(true).outputChecksum(true)),
                Arguments.of(
                        "gre" + ENDS + "oseq icsum", GRE.outputSequence(true).inputChecksum(true)),
                Arguments.of("gre" + ENDS + "fwmark 0xff", GRE.fwmark(255)),
                Arguments.of(
                        "gre" + ENDS + "encap fou encap-sport 4000 encap-dport 5555 encap-csum",
                        GRE.encapsulation(FOU, 4000, 5555, CHECKSUM)),
                Arguments.of(
                        "gretap" + ENDS + "encap gue encap-sport auto encap-dport 5555 encap-remcsum",
                        GRETAP.encapsulation(GUE, 0, 5555, REMOTE_CHECKSUM)),
                Arguments.of("gretap" + ENDS + "key 7 ttl 64", GRETAP.key(7).ttl(64)),
                Arguments.of("gretap external", Gretap.defaults().external(true)),
                Arguments.of("gre external", Gre.defaults().external(true)));
    }

    private static Stream<Arguments> gres6() {
        return Stream.of(
                Arguments.of("ip6gre" + ENDS_6, GRE_6),
                Arguments.of("ip6gre" + ENDS_6 + "hoplimit 5", GRE_6.ttl(5)),
                Arguments.of("ip6gre" + ENDS_6 + "encaplimit none", GRE_6.noEncapsulationLimit()),
                Arguments.of("ip6gre" + ENDS_6 + "encaplimit 9", GRE_6.encapsulationLimit(9)),
                Arguments.of(
                        "ip6gre" + ENDS_6 + "tclass 0x20 flowlabel 0xfffff",
                        GRE_6.trafficClass(0x20).flowLabel(0xf_ffff)),
                Arguments.of(
                        "ip6gre" + ENDS_6 + "tclass inherit flowlabel inherit dscp inherit",
                        GRE_6.inheritTrafficClass().inheritFlowLabel().copyDscp(true)),
                Arguments.of("ip6gre" + ENDS_6 + "fwmark inherit", GRE_6.inheritFwmark(true)),
                Arguments.of(
                        "ip6gre" + ENDS_6 + "key 7 csum seq",
                        GRE_6.key(7)
                                .inputChecksum(true)
                                .outputChecksum(true)
                                .inputSequence(true)
                                .outputSequence(true)),
                Arguments.of(
                        "ip6gretap" + ENDS_6 + "key 7 dev v0", GRETAP_6.key(7).link("v0")),
                Arguments.of("ip6gretap external", Ip6gretap.defaults().external(true)));
    }

    private static Stream<Arguments> erspans() {
        String session = "key 9 seq ";
        return Stream.of(
                Arguments.of(
                        "erspan" + ENDS + session + "erspan_ver 1 erspan 1048575",
                        ERSPAN.version(1).index(0xf_ffff)),
                Arguments.of(
                        "erspan" + ENDS + session + "erspan_ver 2 erspan_dir egress erspan_hwid 0x17",
                        ERSPAN.version(2).egress(true).hardwareId(0x17)),
                Arguments.of(
                        "ip6erspan" + ENDS_6 + session + "erspan_ver 1 erspan 3",
                        ERSPAN_6.version(1).index(3)),
                Arguments.of(
                        "ip6erspan" + ENDS_6 + session + "erspan_ver 2 erspan_dir ingress erspan_hwid 0x3",
                        ERSPAN_6.version(2).egress(false).hardwareId(3)));
    }

    private static Stream<Arguments> ipTunnels() {
        return Stream.of(
                Arguments.of("ipip" + ENDS, IPIP),
                Arguments.of("ipip" + ENDS + "mode ipip", IPIP.carried(Carried.IPV4)),
                Arguments.of("ipip" + ENDS + "mode mplsip", IPIP.carried(Carried.MPLS)),
                Arguments.of(
                        "ipip" + ENDS + "ttl 5 tos 0x8 dev v0",
                        IPIP.ttl(5).tos(8).link("v0")),
                Arguments.of("ipip" + ENDS + "nopmtudisc", IPIP.pathMtuDiscovery(false)),
                Arguments.of("ipip" + ENDS + "fwmark 7", IPIP.fwmark(7)),
                Arguments.of("ipip" + ENDS + "encap fou encap-dport 5555", IPIP.encapsulation(FOU, 0, 5555, 0)),
                Arguments.of(
                        "ipip external", Ipip.defaults().carried(Carried.ANY).external(true)),
                Arguments.of("sit" + ENDS, SIT),
                Arguments.of("sit" + ENDS + "mode ip6ip", SIT.carried(Carried.IPV6)),
                Arguments.of(
                        "sit local 192.0.2.1 mode ip6ip isatap",
                        Sit.defaults()
                                .local("192.0.2.1")
                                .ttl(0)
                                .carried(Carried.IPV6)
                                .isatap(true)),
                Arguments.of(
                        "sit local 192.0.2.1 ttl 5 6rd-prefix 2001:db8::/32 6rd-relay_prefix 10.0.0.0/8",
                        Sit.defaults()
                                .carried(Carried.ANY)
                                .local("192.0.2.1")
                                .ttl(5)
                                .rapidDeployment(IpPrefix.of("2001:db8::/32"), IpPrefix.of("10.0.0.0/8"))));
    }

    private static Stream<Arguments> ip6Tunnels() {
        return Stream.of(
                Arguments.of("ip6tnl" + ENDS_6 + "mode any", IP6TNL),
                Arguments.of("ip6tnl" + ENDS_6 + "mode ip6ip6", IP6TNL.carried(Carried.IPV6)),
                Arguments.of(
                        "ip6tnl" + ENDS_6 + "mode ipip6 dev v0",
                        IP6TNL.carried(Carried.IPV4).link("v0")),
                Arguments.of(
                        "ip6tnl" + ENDS_6 + "hoplimit 1 encaplimit none",
                        IP6TNL.ttl(1).noEncapsulationLimit()),
                Arguments.of(
                        "ip6tnl" + ENDS_6 + "tclass inherit flowlabel 0x12345",
                        IP6TNL.inheritTrafficClass().flowLabel(0x1_2345)),
                Arguments.of(
                        "ip6tnl" + ENDS_6 + "dscp inherit allow-localremote fwmark 3",
                        IP6TNL.copyDscp(true).allowLocalRemote(true).fwmark(3)),
                Arguments.of(
                        "ip6tnl" + ENDS_6 + "encap gue encap-sport auto encap-dport 99",
                        IP6TNL.encapsulation(GUE, 0, 99, CHECKSUM_6)),
                Arguments.of(
                        "ip6tnl external",
                        Ip6tnl.defaults().carried(Carried.ANY).external(true)));
    }

    private static Stream<Arguments> vtis() {
        return Stream.of(
                Arguments.of("vti" + ENDS + "key 7", VTI.key(7)),
                Arguments.of(
                        "vti" + ENDS + "ikey 1 okey 2 dev v0",
                        VTI.inputKey(1).outputKey(2).link("v0")),
                Arguments.of("vti6" + ENDS_6 + "key 7", VTI_6.key(7)),
                Arguments.of("vti6" + ENDS_6 + "ikey 4294967295", VTI_6.inputKey(0xffff_ffffL)));
    }

    /** The kernel replaces all options of a tunnel, so those that are not named must be sent again. */
    static Stream<Arguments> changed() {
        return Stream.of(
                Arguments.of(
                        "gre" + ENDS + "ttl 5 key 7", "tos 8", Gre.defaults().tos(8)),
                Arguments.of(
                        "gre" + ENDS + "ttl 5 key 7", "oseq", Gre.defaults().outputSequence(true)),
                Arguments.of(
                        "gretap" + ENDS + "ttl 5",
                        "remote 192.0.2.9",
                        Gretap.defaults().remote("192.0.2.9")),
                Arguments.of(
                        "ip6gre" + ENDS_6 + "key 7",
                        "hoplimit 9",
                        Ip6gre.defaults().ttl(9)),
                Arguments.of(
                        "ip6gre" + ENDS_6 + "tclass 0x20",
                        "flowlabel 0x5",
                        Ip6gre.defaults().flowLabel(5)),
                Arguments.of(
                        "ipip" + ENDS + "ttl 5",
                        "local 192.0.2.9",
                        Ipip.defaults().local("192.0.2.9")),
                Arguments.of("sit" + ENDS + "ttl 5", "tos 8", Sit.defaults().tos(8)),
                Arguments.of(
                        "ip6tnl" + ENDS_6 + "hoplimit 7",
                        "encaplimit 2",
                        Ip6tnl.defaults().encapsulationLimit(2)),
                Arguments.of("vti" + ENDS + "key 7", "okey 9", Vti.defaults().outputKey(9)),
                Arguments.of(
                        "vti6" + ENDS_6 + "key 7", "ikey 9", Vti6.defaults().inputKey(9)));
    }
}
