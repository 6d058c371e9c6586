package io.netlink4j.rtnl;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.rtnl.link.Netkit;
import io.netlink4j.rtnl.link.kind.Bareudp;
import io.netlink4j.rtnl.link.kind.Bond;
import io.netlink4j.rtnl.link.kind.Dummy;
import io.netlink4j.rtnl.link.kind.Erspan;
import io.netlink4j.rtnl.link.kind.ErspanTunnel;
import io.netlink4j.rtnl.link.kind.Geneve;
import io.netlink4j.rtnl.link.kind.Gre;
import io.netlink4j.rtnl.link.kind.GreTunnel;
import io.netlink4j.rtnl.link.kind.Gretap;
import io.netlink4j.rtnl.link.kind.Gtp;
import io.netlink4j.rtnl.link.kind.Hsr;
import io.netlink4j.rtnl.link.kind.Ifb;
import io.netlink4j.rtnl.link.kind.Ip6erspan;
import io.netlink4j.rtnl.link.kind.Ip6gre;
import io.netlink4j.rtnl.link.kind.Ip6gretap;
import io.netlink4j.rtnl.link.kind.Ip6tnl;
import io.netlink4j.rtnl.link.kind.IpTunnelKind.Carried;
import io.netlink4j.rtnl.link.kind.Ipip;
import io.netlink4j.rtnl.link.kind.Ipv4Tunnel;
import io.netlink4j.rtnl.link.kind.Ipv6Tunnel;
import io.netlink4j.rtnl.link.kind.Ipvlan;
import io.netlink4j.rtnl.link.kind.IpvlanKind;
import io.netlink4j.rtnl.link.kind.Ipvtap;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.Macsec;
import io.netlink4j.rtnl.link.kind.Sit;
import io.netlink4j.rtnl.link.kind.Team;
import io.netlink4j.rtnl.link.kind.UdpTunnel;
import io.netlink4j.rtnl.link.kind.Vlan;
import io.netlink4j.rtnl.link.kind.VlanProtocol;
import io.netlink4j.rtnl.link.kind.Vrf;
import io.netlink4j.rtnl.link.kind.Vti;
import io.netlink4j.rtnl.link.kind.Vti6;
import io.netlink4j.rtnl.link.kind.Wireguard;
import io.netlink4j.rtnl.link.kind.Xfrm;
import io.netlink4j.rtnl.testkit.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Kinds of links with options chosen at random. Most are modules that few kernels have. */
final class GeneratedKinds {
    /** Their links have the address of a link below, an IP address, or none. */
    private static final Set<String> WITHOUT_ADDRESS = Set.of(
            "bareudp",
            "gre",
            "gtp",
            "hsr",
            "ip6gre",
            "ip6tnl",
            "ipip",
            "ipvlan",
            "ipvtap",
            "macsec",
            "sit",
            "vti",
            "vti6",
            "wireguard",
            "xfrm");

    /** Their options are unknown to older versions of {@code ip}. */
    private static final Set<String> NEWER = Set.of("gtp", "netkit");

    /** Each takes over what arrives at the link below, so two kinds need two. */
    private static final Map<String, String> BELOW =
            Map.of("ipvlan", "d0", "ipvtap", "d0", "macsec", "d1", "vlan", "d0");

    private static final int COUNT = 7;

    private final Random random;

    /** The words behind {@code type} and the kind, for the link with a number. Numbers distinguish tunnels. */
    private final Map<String, Function<Integer, Draft<? extends LinkKind>>> kinds = Map.ofEntries(
            Map.entry("bareudp", i -> bareudp(6000 + i)),
            Map.entry("bond", i -> bond()),
            Map.entry("dummy", i -> draft("dummy", Dummy.defaults())),
            Map.entry("erspan", i -> session("erspan" + four(i), i, Erspan.between("10.9.0.1", remote(i)))),
            Map.entry("geneve", this::geneve),
            Map.entry("gre", i -> ipv4(keys(draft("gre" + four(i), Gre.between("10.9.0.1", remote(i)))))),
            Map.entry("gretap", i -> ipv4(keys(draft("gretap" + four(i), Gretap.between("10.9.0.1", remote(i)))))),
            Map.entry("gtp", i -> gtp()),
            Map.entry("hsr", this::hsr),
            Map.entry("ifb", i -> draft("ifb", Ifb.defaults())),
            Map.entry(
                    "ip6erspan",
                    i -> session("ip6erspan" + six(i), i, asIp(Ip6erspan.between("2001:db8::1", remote6(i))))),
            Map.entry("ip6gretap", i -> ipv6("ip6gretap", i, asIp(Ip6gretap.between("2001:db8::1", remote6(i))))),
            Map.entry("ip6gre", i -> ipv6("ip6gre", i, asIp(Ip6gre.between("2001:db8::1", remote6(i))))),
            Map.entry(
                    "ip6tnl",
                    i -> ipv6(
                            "ip6tnl",
                            i,
                            asIp(Ip6tnl.between("2001:db8::1", remote6(i)).carried(Carried.ANY)))),
            Map.entry(
                    "ipip",
                    i -> ipv4(draft(
                            "ipip" + four(i),
                            Ipip.between("10.9.0.1", remote(i)).carried(Carried.ANY)))),
            Map.entry("ipvlan", i -> ipvlan()),
            Map.entry("ipvtap", i -> ipvtap()),
            Map.entry("macsec", this::macsec),
            Map.entry("netkit", this::netkit),
            Map.entry(
                    "sit",
                    i -> draft(
                                    "sit" + four(i),
                                    Sit.between("10.9.0.1", remote(i))
                                            .carried(Carried.ANY)
                                            .ttl(0))
                            .maybe("ttl", 1, 255, hops -> sit -> sit.ttl(hops))),
            Map.entry("team", i -> draft("team", Team.defaults())),
            Map.entry("vlan", this::vlan),
            Map.entry("vrf", i -> draft("vrf table " + (100 + i), Vrf.of(100 + i))),
            Map.entry(
                    "vti",
                    i -> draft("vti" + four(i), Vti.between("10.9.0.1", remote(i)))
                            .maybe("ikey", 1, 9999, key -> vti -> vti.inputKey(key))
                            .maybe("okey", 1, 9999, key -> vti -> vti.outputKey(key))),
            Map.entry(
                    "vti6",
                    i -> draft("vti6" + six(i), Vti6.between("2001:db8::1", remote6(i)))
                            .maybe("ikey", 1, 9999, key -> vti -> vti.inputKey(key))
                            .maybe("okey", 1, 9999, key -> vti -> vti.outputKey(key))),
            Map.entry("wireguard", i -> draft("wireguard", Wireguard.defaults())),
            Map.entry(
                    "xfrm",
                    i -> draft("xfrm dev d0 if_id " + (i + 1), Xfrm.of(i + 1).link("d0"))));

    GeneratedKinds(Random random) {
        this.random = random;
    }

    /** The kinds, in an order that does not change. */
    List<String> all() {
        return kinds.keySet().stream().sorted().toList();
    }

    /** Whether a link of that kind takes an address of the form of Ethernet. */
    static boolean takesAddress(String kind) {
        return !WITHOUT_ADDRESS.contains(kind);
    }

    /** Whether the kernel takes the MTU of a new link of that kind. A macsec begins with its own, which this library then changes and {@code ip} does not. */
    static boolean takesMtu(String kind) {
        return !kind.equals("macsec");
    }

    /** Whether only a newer {@code ip} names the options of that kind. */
    static boolean needsNewerIp(String kind) {
        return NEWER.contains(kind);
    }

    /** What the link with a number needs beside it: the ports of a ring are its own. */
    static Optional<String> ports(String kind, int i) {
        return kind.equals("hsr")
                ? Optional.of("ip link add h" + i
                        + " address 02:88:00:00:00:%02x type veth peer name g".formatted(i % 256) + i)
                : Optional.empty();
    }

    /** Whether a namespace has room for one such link only, as its sockets have ports of their own. */
    static boolean isSingle(String kind) {
        return kind.equals("gtp");
    }

    /** The link below one of that kind, if it needs one. */
    static Optional<String> below(String kind) {
        return Optional.ofNullable(BELOW.get(kind));
    }

    /** A kind with its options; the words begin with its name. */
    Draft<? extends LinkKind> draft(String kind, int i) {
        return kinds.get(kind).apply(i);
    }

    private <K> Draft<K> draft(String words, K ours) {
        return new Draft<>(random, words, ours);
    }

    private static String remote(int i) {
        return "10.9.1." + (1 + i % 250);
    }

    private static String remote6(int i) {
        return "2001:db8::1:" + Integer.toHexString(i + 1);
    }

    private static String four(int i) {
        return " local 10.9.0.1 remote " + remote(i);
    }

    private static String six(int i) {
        return " local 2001:db8::1 remote " + remote6(i);
    }

    private Draft<Bareudp> bareudp(int port) {
        return draft("bareudp dstport " + port + " ethertype ip", Bareudp.of(port, 0x0800))
                .maybe("srcportmin", 1024, 60_000, lowest -> kind -> kind.lowestSourcePort(lowest))
                .maybe("multiproto", kind -> kind.multiprotocol(true));
    }

    private Draft<Bond> bond() {
        Bond.Mode mode = Bond.Mode.values()[random.nextInt(COUNT)];
        int interval = 10 * (1 + random.nextInt(100));
        int times = random.nextInt(9);
        Bond.HashPolicy[] policies = Bond.HashPolicy.values();
        Bond.HashPolicy policy = policies[random.nextInt(policies.length)];
        return draft("bond mode " + mode.word(), Bond.of(mode))
                .with("miimon " + interval, bond -> bond.linkMonitoring(Duration.ofMillis(interval)))
                .maybe("updelay " + times * interval, bond -> bond.upDelay(Duration.ofMillis(times * interval)))
                .maybe("downdelay " + interval, bond -> bond.downDelay(Duration.ofMillis(interval)))
                .maybe("xmit_hash_policy " + policy.word(), bond -> bond.transmitHashPolicy(policy))
                .maybe("resend_igmp", 0, 255, number -> bond -> bond.resendIgmp(number))
                .maybe("num_grat_arp", 0, 255, number -> bond -> bond.peerNotifications(number))
                .maybe("all_slaves_active 1", bond -> bond.allPortsActive(true))
                .maybe("min_links", 0, 99, number -> bond -> bond.minimumPorts(number))
                .maybe("lp_interval", 1, 999, seconds -> bond -> bond.learningInterval(Duration.ofSeconds(seconds)));
    }

    private Draft<Geneve> geneve(int i) {
        return draft(
                        "geneve id " + (i + 1) + " remote 192.0.2.2",
                        Geneve.of(i + 1).remote(IpAddress.of("192.0.2.2")))
                .maybe("ttl", 1, 255, hops -> kind -> kind.ttl(hops))
                .maybe("tos 0x10", kind -> kind.tos(16))
                .maybe("dstport", 1024, 60_000, port -> kind -> kind.destinationPort(port))
                .oneOf(
                        kind -> kind,
                        kind -> kind.with("udpcsum", geneve -> geneve.udpChecksum(true)),
                        kind -> kind.with("noudpcsum", geneve -> geneve.udpChecksum(false)));
    }

    /** A session of mirrored frames, in the words of both IP versions. */
    private <K extends KnownKind<K> & ErspanTunnel<K>> Draft<K> session(String words, int i, K mirror) {
        K session = mirror.key(i + 1).inputSequence(true).outputSequence(true);
        return draft(words + " key " + (i + 1) + " seq", session)
                .oneOf(
                        kind -> kind.with("erspan_ver 1", erspan -> erspan.version(1))
                                .maybe("erspan", 1, 0xf_ffff, index -> erspan -> erspan.index(index)),
                        kind -> kind.with(
                                "erspan_ver 2 erspan_dir egress erspan_hwid 0x17",
                                erspan -> erspan.version(2).egress(true).hardwareId(0x17)));
    }

    private static <K extends KnownKind<K> & GreTunnel<K>> Draft<K> keys(Draft<K> gre) {
        return gre.maybe("ikey", 1, 9999, key -> kind -> kind.inputKey(key))
                .maybe("okey", 1, 9999, key -> kind -> kind.outputKey(key))
                .maybe("iseq", kind -> kind.inputSequence(true))
                .maybe("ocsum", kind -> kind.outputChecksum(true));
    }

    private static <K extends KnownKind<K> & Ipv4Tunnel<K>> Draft<K> ipv4(Draft<K> tunnel) {
        return tunnel.maybe("tos 0x10", kind -> kind.tos(16))
                .maybe("fwmark", 1, 9999, mark -> kind -> kind.fwmark(mark))
                .oneOf(
                        draft -> draft,
                        draft -> draft.with("nopmtudisc", kind -> kind.pathMtuDiscovery(false)),
                        draft -> draft.maybe("ttl", 1, 255, hops -> kind -> kind.ttl(hops)));
    }

    /** With the options that {@code ip} always sends. */
    private static <K extends KnownKind<K> & Ipv6Tunnel<K>> K asIp(K tunnel) {
        K limited = tunnel.ttl(64);
        K whole = limited.encapsulationLimit(4).trafficClass(0);
        return whole.encapsulation(UdpTunnel.Encapsulation.NONE, 0, 0, UdpTunnel.CHECKSUM_6);
    }

    private <K extends KnownKind<K> & Ipv6Tunnel<K>> Draft<K> ipv6(String name, int i, K ours) {
        return draft(name + six(i), ours)
                .maybe("hoplimit", 1, 255, hops -> kind -> kind.ttl(hops))
                .maybe("encaplimit", 0, 255, limit -> kind -> kind.encapsulationLimit(limit))
                .maybe("fwmark", 1, 9999, mark -> kind -> kind.fwmark(mark))
                .maybe("dscp inherit", kind -> kind.copyDscp(true))
                .maybe("flowlabel 0x12345", kind -> kind.flowLabel(0x1_2345));
    }

    /** All of one link below share the mode, which is that of the last. */
    private Draft<Ipvlan> ipvlan() {
        IpvlanKind.Mode[] modes = IpvlanKind.Mode.values();
        IpvlanKind.Mode mode = modes[random.nextInt(modes.length)];
        return draft("ipvlan mode " + mode.word(), Ipvlan.of(mode));
    }

    private Draft<Ipvtap> ipvtap() {
        IpvlanKind.Mode[] modes = IpvlanKind.Mode.values();
        IpvlanKind.Mode mode = modes[random.nextInt(modes.length)];
        return draft("ipvtap mode " + mode.word(), Ipvtap.of(mode));
    }

    private Draft<Hsr> hsr(int i) {
        return draft("hsr slave1 h" + i + " slave2 g" + i, Hsr.of("h" + i, "g" + i))
                .maybe("supervision", 0, 255, last -> ring -> ring.supervision(last))
                .oneOf(
                        ring -> ring,
                        ring -> ring.with("version 1", hsr -> hsr.version(1)),
                        ring -> ring.with("proto 1", hsr -> hsr.protocol(Hsr.Protocol.PRP)));
    }

    private Draft<Gtp> gtp() {
        return draft("gtp role sgsn", Gtp.of(Gtp.Role.SGSN))
                .maybe("hsize", 1, 1000, size -> tunnel -> tunnel.hashSize(size))
                .maybe("restart_count", 0, 255, count -> tunnel -> tunnel.restartCount(count));
    }

    private Draft<Netkit> netkit(int i) {
        // A pair of the other mode, which is the default, has no addresses.
        Draft<Netkit> pair = draft("netkit mode l2", Netkit.to("y" + i).mode(Netkit.Mode.L2))
                .oneOf(
                        netkit -> netkit.with("forward", own -> own.policy(Netkit.Policy.FORWARD)),
                        netkit -> netkit.with("blackhole", own -> own.policy(Netkit.Policy.BLACKHOLE)))
                .maybe("scrub none", netkit -> netkit.scrub(Netkit.Scrub.NONE));
        return pair.oneOf(
                netkit -> netkit.with("peer name y" + i, own -> own),
                netkit -> netkit.with("peer blackhole name y" + i, own -> own.peerPolicy(Netkit.Policy.BLACKHOLE)));
    }

    private Draft<Macsec> macsec(int i) {
        return draft("macsec port " + (i + 1), Macsec.defaults().port(i + 1))
                .maybe("encrypt on", kind -> kind.encrypt(true))
                .maybe("protect off", kind -> kind.protect(false))
                .maybe("replay on window 32", kind -> kind.replayProtect(true).window(32))
                .maybe("validate check", kind -> kind.validation(Macsec.Validation.CHECK))
                .maybe("encodingsa", 0, 3, number -> kind -> kind.encodingAssociation(number));
    }

    private Draft<Vlan> vlan(int i) {
        return draft("vlan id " + (i + 1), Vlan.of(i + 1))
                .maybe("protocol 802.1ad", kind -> kind.protocol(VlanProtocol.IEEE_802_1AD))
                .maybe("reorder_hdr off", kind -> kind.reorderHeader(false))
                .maybe("gvrp on", kind -> kind.gvrp(true))
                .maybe("loose_binding on", kind -> kind.looseBinding(true))
                .maybe("egress-qos-map 2:5", kind -> kind.egressPriorities(Map.of(2, 5)));
    }
}
