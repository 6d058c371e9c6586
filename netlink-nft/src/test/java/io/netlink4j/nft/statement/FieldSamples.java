package io.netlink4j.nft.statement;

import static io.netlink4j.nft.packet.NfFamily.ARP;
import static io.netlink4j.nft.packet.NfFamily.BRIDGE;
import static io.netlink4j.nft.packet.NfFamily.INET;
import static io.netlink4j.nft.packet.NfFamily.IP;
import static io.netlink4j.nft.packet.NfFamily.IP6;
import static io.netlink4j.nft.packet.NfFamily.NETDEV;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.field.Fields.ah;
import static io.netlink4j.nft.statement.field.Fields.arp;
import static io.netlink4j.nft.statement.field.Fields.comp;
import static io.netlink4j.nft.statement.field.Fields.dccp;
import static io.netlink4j.nft.statement.field.Fields.dst;
import static io.netlink4j.nft.statement.field.Fields.esp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static io.netlink4j.nft.statement.field.Fields.frag;
import static io.netlink4j.nft.statement.field.Fields.geneve;
import static io.netlink4j.nft.statement.field.Fields.gre;
import static io.netlink4j.nft.statement.field.Fields.hbh;
import static io.netlink4j.nft.statement.field.Fields.igmp;
import static io.netlink4j.nft.statement.field.Fields.ipsecIn;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.mh;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static io.netlink4j.nft.statement.field.Fields.numgenRandom;
import static io.netlink4j.nft.statement.field.Fields.osf;
import static io.netlink4j.nft.statement.field.Fields.rawInner;
import static io.netlink4j.nft.statement.field.Fields.rawLink;
import static io.netlink4j.nft.statement.field.Fields.rawNetwork;
import static io.netlink4j.nft.statement.field.Fields.rawTransport;
import static io.netlink4j.nft.statement.field.Fields.routing;
import static io.netlink4j.nft.statement.field.Fields.rt;
import static io.netlink4j.nft.statement.field.Fields.sctp;
import static io.netlink4j.nft.statement.field.Fields.socket;
import static io.netlink4j.nft.statement.field.Fields.symhash;
import static io.netlink4j.nft.statement.field.Fields.udpChecksum;
import static io.netlink4j.nft.statement.field.Fields.udpLength;
import static io.netlink4j.nft.statement.field.Fields.udplite;
import static io.netlink4j.nft.statement.field.Fields.vlan;
import static io.netlink4j.nft.statement.field.Fields.vxlan;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.CtEvent;
import io.netlink4j.nft.packet.FrameType;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.statement.field.Ipv4Option;
import io.netlink4j.nft.statement.field.SctpChunk;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rules with the fields that {@link Samples} does not have, which nft compiles to the same bytecode. */
final class FieldSamples {
    private static final String MAC = "00:11:22:33:44:55";
    private static final Selector PAIR = concat(ip().saddr(), ip().daddr());

    private final List<Sample> samples = new ArrayList<>();

    private FieldSamples() {}

    private void rule(NfFamily family, Statement... statements) {
        samples.add(new Sample(family, "f", List.of(statements)));
    }

    private void rule(NfFamily family, String chain, Statement statement) {
        samples.add(new Sample(family, chain, List.of(statement)));
    }

    /** For both versions of nft. */
    static List<Sample> common() {
        FieldSamples samples = new FieldSamples();
        samples.link();
        samples.network();
        samples.transport();
        samples.extensions();
        samples.metadata();
        samples.connections();
        samples.system();
        samples.operators();
        samples.sets();
        samples.inProfiles();
        return samples.samples;
    }

    private void link() {
        for (NfFamily family : List.of(IP, IP6, INET, BRIDGE, ARP, NETDEV)) {
            rule(family, ether().saddr().oneOf(MAC));
            rule(family, ether().daddr().oneOf(MacAddress.of(MAC)).not());
            rule(family, ether().type().oneOf(FrameType.ARP));
        }
        rule(INET, ether().saddr().oneOf(MAC, "00:11:22:33:44:56"));
        rule(IP, ether().saddr().oneOf(MAC), ether().daddr().oneOf(MAC));
        rule(NETDEV, ether().saddr().oneOf(MAC), ether().type().oneOf("ip"));
        rule(BRIDGE, ether().saddr().oneOf(MAC), ether().type().oneOf("ip"), ip().saddr("10.0.0.1"));
        rule(BRIDGE, ether().saddr().and("ff:ff:ff:00:00:00").oneOf("00:11:22:00:00:00"));
        rule(
                BRIDGE,
                ether().saddr().oneOf("00:11:22:00:00:00/24"),
                ether().daddr().oneOf("01:00:00:00:00:00/8").not());
        rule(IP, ether().saddr().oneOf("00:11:22:30:00:00/28"));
        rule(NETDEV, ether().saddr().oneOf("00:11:22:00:00:00/24", "00:11:33:30:00:00/28"));
        rule(BRIDGE, ether().type().oneOf("ip", FrameType.IP6, "arp"));
        rule(BRIDGE, ether().type().oneOf("vlan"));
        for (NfFamily family : List.of(IP, INET, BRIDGE, NETDEV)) {
            rule(family, vlan().id().oneOf(5));
        }
        rule(BRIDGE, vlan().id().oneOf(5), vlan().pcp().oneOf(3));
        rule(BRIDGE, vlan().id().below(100));
        rule(BRIDGE, vlan().id().oneOf(5, 9));
        rule(BRIDGE, vlan().dei().oneOf(1));
        rule(BRIDGE, vlan().pcp().above(3));
        rule(BRIDGE, vlan().type().oneOf("ip"));
        rule(BRIDGE, vlan().type().oneOf("ip"), ip().saddr("10.0.0.1"));
        rule(BRIDGE, vlan().id().oneOf(1), ip().saddr("10.0.0.1"));
        rule(NETDEV, vlan().id().oneOf(5), ip().saddr("10.0.0.1"), tcp().dport(80));
        rule(BRIDGE, ether().type().oneOf("vlan"), vlan().id().oneOf(5));
        for (NfFamily family : List.of(BRIDGE, ARP, NETDEV)) {
            rule(family, arp().operation().oneOf("request"));
            rule(family, arp().saddrIp().oneOf("10.0.0.1"));
        }
        rule(ARP, arp().htype().oneOf(1));
        rule(ARP, arp().ptype().oneOf("ip"));
        rule(ARP, arp().hlen().oneOf(6), arp().plen().oneOf(4));
        rule(ARP, arp().operation().oneOf("request", "reply", 9));
        rule(ARP, arp().daddrIp().oneOf("10.0.0.0/8"));
        rule(ARP, arp().saddrEther().oneOf(MAC), arp().saddrIp().oneOf("10.0.0.1"));
        rule(ARP, arp().daddrEther().oneOf(MAC).not());
        rule(BRIDGE, ether().type().oneOf("arp"), arp().operation().oneOf("reply"));
        for (NfFamily family : List.of(BRIDGE, NETDEV)) {
            rule(family, ip().saddr("10.0.0.1"));
            rule(family, ip6().saddr("fd00::1"));
            rule(family, tcp().dport(22));
            rule(family, icmp().type(IcmpType.ECHO_REQUEST));
            rule(family, ip().saddr("10.0.0.1"), icmp().type(IcmpType.ECHO_REQUEST));
            rule(family, meta().protocol().oneOf("ip"), icmp().type(IcmpType.ECHO_REQUEST));
            rule(family, ip().protocol(IpProtocol.TCP), tcp().dport(80));
            rule(family, igmp().type().oneOf("membership-query"));
            rule(family, frag().id().oneOf(5));
            rule(family, Ipv4Option.RA.exists());
        }
    }

    private void network() {
        rule(IP, ip().version().oneOf(4), ip().hdrlength().oneOf(5));
        rule(IP, ip().hdrlength().above(5));
        rule(IP, ip().dscp().oneOf("cs1"));
        rule(IP, ip().dscp().oneOf(46).not());
        rule(IP, ip().dscp().oneOf("cs1", "af21", 3));
        rule(IP, ip().dscp().above("cs1"));
        rule(IP, vmap(ip().dscp(), entry("cs1", accept()), entry("cs2", drop())));
        rule(IP, ip().ecn().oneOf("ce"));
        rule(IP, ip().ecn().oneOf("ce", "ect0"));
        rule(IP, ip().dscp().oneOf("cs1"), ip().ecn().oneOf("ce").not());
        rule(IP, ip().checksum().oneOf(0x1234));
        rule(IP, ip().fragOff().oneOf(0x1fff));
        rule(IP, ip().fragOff().and(0x1fff).oneOf(0).not());
        rule(IP, ip().ttl().oneOf(5), ip().protocol(IpProtocol.TCP), tcp().dport(1));
        rule(IP, ip().dscp().set("cs1"));
        rule(IP, ip().ecn().set("ce"));
        rule(IP, ip().version().set(4));
        rule(IP, ip().hdrlength().set(5));
        rule(IP, ip().checksum().set(0));
        rule(IP, ip().saddr().set(ip().daddr()));
        rule(IP6, ip6().version().oneOf(6));
        rule(IP6, ip6().dscp().oneOf("cs1"));
        rule(IP6, ip6().dscp().oneOf("cs1", "cs2").not());
        rule(IP6, ip6().ecn().oneOf("ce"));
        rule(IP6, ip6().ecn().oneOf("ect0", "ce"));
        rule(IP6, ip6().flowlabel().oneOf(22));
        rule(IP6, ip6().flowlabel().oneOf(33, 55));
        rule(IP6, ip6().flowlabel().atMost(0xfffff));
        rule(IP6, ip6().dscp().set("cs1"));
        rule(IP6, ip6().ecn().set("ce"));
        rule(IP6, ip6().flowlabel().set(5));
        rule(IP6, ip6().nexthdr().set(5));
        rule(IP6, ip6().saddr().set(ip6().daddr()));
        rule(IP, ip().saddr().and("0.0.0.255").oneOf("0.0.0.5"));
        rule(IP, ip().saddr().and("0.0.0.255").oneOf("0.0.0.5", "0.0.0.6"));
        rule(IP, ip().saddr().and("0.0.0.255").below("0.0.0.5"));
        rule(IP, concat(ip().saddr(), ip().dscp()).oneOf("10.0.0.1 . cs1"));
        rule(IP, concat(ip().dscp(), ip().saddr()).oneOf("cs1 . 10.0.0.1"));
        rule(IP, concat(ip().hdrlength(), ip().saddr()).oneOf("5 . 10.0.0.1"));
        rule(IP6, concat(ip6().flowlabel(), ip6().saddr()).oneOf("5 . fd00::1"));
        rule(BRIDGE, concat(ether().saddr(), vlan().id()).oneOf(MAC + " . 5"));
        rule(IP, vmap(concat(ether().saddr(), ip().saddr()), entry(MAC + " . 10.0.0.1", accept())));
        rule(NETDEV, concat(ip().saddr(), tcp().dport()).oneOf("10.0.0.1 . 80"));
        rule(BRIDGE, vlan().id().set(5));
        rule(BRIDGE, ether().daddr().set(MAC));
        rule(ARP, arp().saddrIp().set("10.0.0.1"));
        rule(NETDEV, ip().saddr().set("10.0.0.1"));
    }

    private void transport() {
        rule(IP, icmp().checksum().oneOf(5));
        rule(IP, icmp().code().oneOf("host-unreachable"));
        rule(INET, icmp().id().oneOf(5));
        rule(IP, icmp().id().oneOf(5, 6));
        rule(IP, icmp().id().oneOf(5), icmp().sequence().oneOf(6));
        rule(IP, icmp().type(IcmpType.ECHO_REQUEST), icmp().id().oneOf(5));
        rule(
                IP,
                icmp().type(IcmpType.ECHO_REPLY, IcmpType.ECHO_REQUEST),
                icmp().id().oneOf(5));
        rule(IP, icmp().mtu().oneOf(5));
        rule(IP, icmp().gateway().oneOf(22));
        rule(IP, icmp().id().set(5));
        rule(IP, icmp().type().set("echo-reply"));
        rule(IP6, icmpv6().code().oneOf("no-route", 4));
        rule(IP6, icmpv6().checksum().oneOf(5));
        rule(INET, icmpv6().id().oneOf(5));
        rule(IP6, icmpv6().sequence().oneOf(5));
        rule(IP6, icmpv6().mtu().oneOf(22));
        rule(IP6, icmpv6().maxDelay().above(33));
        rule(INET, igmp().type().oneOf("membership-query", "membership-report-v3", "leave-group"));
        rule(IP, igmp().checksum().oneOf(5), igmp().mrt().oneOf(10));
        rule(IP, igmp().type().set(17));
        rule(IP, udpLength().oneOf(6666));
        rule(IP, udpChecksum().oneOf(6666));
        rule(IP, udplite().sport().oneOf(5), udplite().dport().oneOf(6));
        rule(IP, udplite().csumcov().oneOf(5));
        rule(IP, udplite().checksum().oneOf(5));
        rule(IP, udplite().sport().set(5));
        rule(IP, sctp().sport().oneOf(5));
        rule(INET, sctp().dport().oneOf(5, 6), accept());
        rule(IP, sctp().vtag().oneOf(5), sctp().dport().oneOf(6));
        rule(IP, sctp().checksum().oneOf(5));
        rule(IP, sctp().dport().set(5));
        rule(IP, dccp().sport().oneOf(5), dccp().dport().oneOf(6));
        rule(IP, dccp().type().oneOf("request").not());
        rule(IP, dccp().type().oneOf("request", "response", 4));
        rule(IP, dccp().type().set("request"));
        rule(IP, esp().spi().oneOf(5), esp().sequence().oneOf(6));
        rule(INET, esp().spi().atLeast(0x80000000L));
        rule(BRIDGE, esp().spi().oneOf(5));
        rule(IP, ah().hdrlength().oneOf(5), ah().reserved().oneOf(6));
        rule(IP, ah().spi().oneOf(5));
        rule(IP, ah().sequence().oneOf(5));
        rule(IP, ah().spi().set(5));
        rule(IP, comp().flags().oneOf(5), comp().cpi().oneOf(5));
        rule(IP, tcp().sequence().oneOf(5), tcp().ackseq().oneOf(6));
        rule(IP, tcp().doff().oneOf(5));
        rule(IP, tcp().doff().set(5));
        rule(IP, tcp().reserved().oneOf(5));
        rule(IP, tcp().checksum().oneOf(5));
        rule(IP, tcp().urgptr().oneOf(5));
        rule(IP, tcp().window().set(5));
        rule(IP, tcp().flags().set(TcpFlag.SYN));
        rule(IP, tcp().sport().set(tcp().dport()));
        rule(IP, tcp().dport().and(1).oneOf(1));
        rule(IP, rawTransport(16, 8).oneOf(5));
        rule(IP, rawTransport(16, 16).oneOf(80, "81"));
        rule(IP, rawNetwork(0, 4).oneOf(4), rawNetwork(4, 4).oneOf(5));
        rule(IP, rawLink(0, 48).oneOf("0x001122334455"));
        rule(IP, rawTransport(0, 32).above(5));
        rule(IP, rawTransport(3, 2).oneOf(1));
        rule(IP, rawTransport(0, 64).oneOf("0x123456789abcdef0"));
        rule(IP, rawInner(32, 32).oneOf(0x14000000));
        rule(IP, rawNetwork(128, 32).set(10));
        rule(IP, rawTransport(160, 128).set(5));
        rule(IP, tcp().dport(80), rawTransport(32, 16).and(0xff).oneOf(5));
    }

    private void extensions() {
        for (SctpChunk.Type type : SctpChunk.Type.values()) {
            rule(IP, sctp().chunk(type).exists());
            rule(IP, sctp().chunk(type).flags().oneOf(5));
        }
        rule(IP, sctp().chunk(SctpChunk.Type.INIT).missing());
        rule(IP, sctp().chunk(SctpChunk.Type.DATA).length().oneOf(5));
        for (String field : List.of("tsn", "stream", "ssn", "ppid")) {
            rule(IP, sctp().chunk(SctpChunk.Type.DATA).field(field).oneOf(5));
        }
        List<String> ofInit =
                List.of("init-tag", "a-rwnd", "num-outbound-streams", "num-inbound-streams", "initial-tsn");
        for (String field : ofInit) {
            rule(IP, sctp().chunk(SctpChunk.Type.INIT).field(field).oneOf(5));
            rule(IP, sctp().chunk(SctpChunk.Type.INIT_ACK).field(field).oneOf(5));
        }
        for (String field : List.of("cum-tsn-ack", "a-rwnd", "num-gap-ack-blocks", "num-dup-tsns")) {
            rule(IP, sctp().chunk(SctpChunk.Type.SACK).field(field).oneOf(5));
        }
        rule(IP, sctp().chunk(SctpChunk.Type.SHUTDOWN).field("cum-tsn-ack").oneOf(5));
        rule(IP, sctp().chunk(SctpChunk.Type.ECNE).field("lowest-tsn").oneOf(5));
        rule(IP, sctp().chunk(SctpChunk.Type.CWR).field("lowest-tsn").oneOf(5));
        rule(IP, sctp().chunk(SctpChunk.Type.FORWARD_TSN).field("new-cum-tsn").oneOf(5));
        rule(IP, sctp().chunk(SctpChunk.Type.ASCONF).field("seqno").oneOf(5));
        rule(IP, sctp().chunk(SctpChunk.Type.ASCONF_ACK).field("seqno").oneOf(5));
        for (NfFamily family : List.of(IP6, INET)) {
            rule(family, hbh().exists());
            rule(family, dst().missing());
            rule(family, routing().exists());
            rule(family, frag().exists());
            rule(family, mh().exists());
            rule(family, hbh().nexthdr().oneOf(IpProtocol.TCP));
        }
        rule(IP6, hbh().hdrlength().oneOf(5));
        rule(IP6, routing().type().oneOf(0), routing().segLeft().oneOf(5));
        rule(IP6, routing().hdrlength().oneOf(5));
        rule(IP6, routing().address(1).oneOf("fd00::1"));
        rule(IP6, routing().lastEntry().oneOf(0));
        rule(IP6, routing().flags().oneOf(0));
        rule(IP6, routing().tag().oneOf(1));
        rule(IP6, routing().segment(2).oneOf("fd00::1"));
        rule(IP6, frag().nexthdr().oneOf("tcp"));
        rule(IP6, frag().reserved().oneOf(5));
        rule(IP6, frag().fragOff().oneOf(5));
        rule(IP6, frag().fragOff().oneOf(33, 55));
        rule(IP6, frag().moreFragments().oneOf(1));
        rule(IP6, frag().reserved2().oneOf(1));
        rule(IP6, frag().id().oneOf(5));
        rule(IP6, dst().nexthdr().oneOf("udp"), dst().hdrlength().oneOf(5));
        rule(IP6, mh().nexthdr().oneOf("udp"), mh().hdrlength().oneOf(5));
        rule(IP6, mh().type().oneOf("binding-update"));
        rule(IP6, mh().reserved().oneOf(5));
        rule(IP6, mh().checksum().oneOf(5));
        for (NfFamily family : List.of(IP, INET)) {
            rule(family, Ipv4Option.SSRR.exists());
            rule(family, Ipv4Option.RA.missing());
        }
        rule(IP, Ipv4Option.LSRR.ptr().oneOf(1));
        rule(IP, Ipv4Option.RR.length().oneOf(1));
        rule(IP, Ipv4Option.RA.value().oneOf(1));
    }

    private void metadata() {
        rule(IP, meta().length().oneOf(1000));
        rule(IP, meta().length().above(1000));
        rule(IP, meta().length().oneOf("33-55", "66-88"));
        rule(IP, meta().protocol().oneOf("ip", "arp", FrameType.IP6, "vlan"));
        rule(INET, meta().protocol().oneOf("ip6"));
        rule(IP, meta().priority().oneOf("root"));
        rule(IP, meta().priority().oneOf("none").not());
        rule(IP, meta().priority().oneOf(0x87654321L));
        rule(IP, meta().priority().oneOf("abcd:1234", "1234:5678"));
        rule(IP, meta().iiftype().oneOf("ether"));
        rule(IP, meta().oiftype().oneOf("loopback", "ppp", 768));
        rule(IP, "out", meta().skuid().oneOf(0).not());
        rule(IP, "out", meta().skuid().oneOf(0, 1001));
        rule(IP, "out", meta().skuid().below(3000));
        rule(IP, "out", meta().skgid().oneOf(5));
        rule(IP, meta().rtclassid().oneOf(5));
        rule(IP, meta().pkttype().oneOf("broadcast"));
        rule(IP, meta().pkttype().oneOf("host", "multicast", "other"));
        rule(IP, meta().cpu().oneOf(1));
        rule(IP, meta().cpu().oneOf("2-3", "5-7"));
        rule(IP, meta().iifgroup().oneOf(5));
        rule(IP, meta().oifgroup().oneOf("default", 2));
        rule(IP, meta().cgroup().oneOf(1048577, 1048578));
        rule(IP, meta().random().below(0x80000000L));
        rule(IP, meta().ipsec().oneOf(true));
        rule(IP, meta().ipsec().oneOf("missing"));
        rule(IP, meta().iifkind().oneOf("bridge"));
        rule(IP, meta().oifkind().oneOf("veth", "vxlan"));
        rule(BRIDGE, meta().ibrname().oneOf("br0"));
        rule(BRIDGE, meta().obrname().oneOf("br*"));
        rule(BRIDGE, meta().ibrpvid().oneOf(100));
        rule(BRIDGE, meta().ibrvproto().oneOf("8021q"));
        rule(IP, meta().time().below(Instant.parse("2026-01-01T00:00:00Z")));
        rule(IP, meta().time().oneOf("2026-01-01 00:00:00"));
        rule(IP, meta().day().oneOf(DayOfWeek.SATURDAY, "Sunday"));
        rule(IP, meta().day().below(3));
        rule(IP, meta().hour().atLeast("17:00"));
        rule(IP, meta().hour().oneOf("09:00-17:00", "18:00-19:00:30"));
        rule(IP, meta().sdif().oneOf("lo"));
        rule(IP, meta().sdifname().oneOf("vrf*"));
        rule(IP, meta().nftrace().set(1));
        rule(IP, meta().priority().set("1:2"));
        rule(IP, meta().priority().set("none"));
        rule(IP, meta().priority().set(map(ip().saddr(), entry("10.0.0.1", "1:2"))));
        rule(IP, meta().secmark().set(ct().secmark()));
        rule(IP, concat(ip().saddr(), meta().day()).oneOf("10.0.0.1 . 5"));
    }

    private void connections() {
        rule(IP, ct().direction().oneOf("original"));
        rule(IP, ct().direction().oneOf("reply").not());
        rule(IP, ct().expiration().oneOf("30s"));
        rule(IP, ct().expiration().above(Duration.ofDays(4).plusHours(23)));
        rule(IP, ct().expiration().oneOf("33s-55s", "66s-88s"));
        rule(IP, ct().helper().oneOf("ftp"));
        rule(IP, ct().helper().oneOf("ftp", "sip"));
        rule(IP, ct().label(5));
        rule(IP, ct().label().oneOf(1, 127));
        rule(IP, ct().label().set(5));
        rule(IP, ct().label().set(map(tcp().dport(), entry(80, 5))));
        rule(IP, ct().zone().oneOf(5));
        rule(IP, ct().original().zone().oneOf(5), ct().reply().zone().oneOf(6));
        rule(IP, ct().zone().oneOf(1, 2));
        rule(IP, ct().zone().above(5));
        rule(IP, "raw", ct().zone().set(5));
        rule(INET, "raw", ct().original().zone().set(5));
        rule(IP, "raw", ct().zone().set(map(meta().mark(), entry(1, 1))));
        rule(IP, ct().protocol().oneOf("tcp"));
        rule(IP, ct().original().protocol().oneOf(IpProtocol.UDP));
        rule(IP, ct().l3proto().oneOf(IpFamily.IPV4));
        for (NfFamily family : List.of(IP, INET)) {
            rule(family, ct().original().saddr().oneOf("10.0.0.1"));
            rule(family, ct().reply().daddr().oneOf("10.0.0.0/8"));
        }
        rule(IP, ct().original().saddr().oneOf("10.0.0.1", "10.0.0.2"));
        rule(IP6, ct().original().saddr6().oneOf("fd00::/64"));
        rule(INET, ct().reply().daddr6().oneOf("fd00::1"));
        rule(INET, meta().l4proto(IpProtocol.TCP), ct().original().dport().oneOf(80));
        rule(INET, meta().l4proto(IpProtocol.TCP), ct().reply().sport().oneOf("80-90", 443));
        rule(IP, ct().bytes().above(100000));
        rule(IP, ct().bytes().oneOf(5));
        rule(IP, ct().reply().packets().oneOf(5));
        rule(IP, ct().packets().oneOf("1-5", 7));
        rule(IP, ct().avgpkt().below(200));
        rule(IP, ct().original().avgpkt().oneOf(200));
        rule(IP, ct().setEvents(CtEvent.NEW));
        rule(IP, ct().setEvents(CtEvent.NEW, CtEvent.RELATED, CtEvent.DESTROY, CtEvent.LABEL));
        rule(IP, ct().secmark().set(meta().secmark()));
        rule(
                IP,
                meta().l4proto(IpProtocol.TCP),
                concat(ct().original().saddr(), ct().original().dport()).oneOf("10.0.0.1 . 80"));
    }

    private void system() {
        rule(IP, rt().classid().oneOf(5));
        rule(INET, rt().nexthop().oneOf("10.0.0.1"));
        rule(IP6, rt().nexthop6().oneOf("fd00::1"));
        rule(IP, rt().ipsec().oneOf(true));
        rule(IP, rt().mtu().above(100));
        rule(IP, "raw", socket().transparent().oneOf(1));
        rule(INET, "raw", socket().mark().oneOf(5));
        rule(IP, "raw", socket().wildcard().oneOf(0));
        rule(IP, ipsecIn().reqid().oneOf(5));
        rule(INET, ipsecIn().spnum(2).spi().oneOf(5));
        rule(IP, ipsecIn().saddr().oneOf("10.0.0.1"));
        rule(IP, ipsecIn().daddr().oneOf("10.0.0.1", "10.0.0.2"));
        rule(INET, ipsecIn().saddr6().oneOf("fd00::1"));
        rule(INET, ipsecIn().daddr6().oneOf("fd00::1"));
        rule(IP, osf().name().oneOf("Linux"));
        rule(IP, osf().ttlSkip().name().oneOf("Linux", "Windows"));
        rule(IP, osf().ttlLoose().version().oneOf("Linux:4.20"));
        rule(IP, numgenInc(2).oneOf(0));
        rule(IP, numgenInc(2, 100).oneOf(100));
        rule(IP, numgenRandom(10).above(5));
        rule(IP, vmap(numgenInc(2), entry(0, accept()), entry(1, drop())));
        rule(IP, vmap(numgenRandom(10), entry("0-5", accept()), entry("6-9", drop())));
        rule(IP, jhash(ip().saddr(), 2).oneOf(0));
        rule(IP, jhash(PAIR, 2, 0xdeadbeefL, 0).oneOf(0));
        rule(IP, vmap(jhash(concat(ip().saddr(), tcp().dport()), 2, 0xdeadbeefL, 100), entry(100, accept())));
        rule(IP, jhash(concat(ether().saddr(), ip().saddr()), 2).oneOf(0));
        rule(IP, symhash(2).oneOf(0));
        rule(IP, vmap(symhash(2, 100), entry(100, accept())));
        rule(IP, "pre", dnatTo(map(numgenInc(2), entry(0, "10.0.0.1"), entry(1, "10.0.0.2"))));
        rule(IP, "pre", dnatTo(map(jhash(ip().saddr(), 2), entry(0, "10.0.0.1"), entry(1, "10.0.0.2"))));
        rule(IP, "pre", dnatTo(map(numgenRandom(4), entry("0-1", "10.0.0.1"), entry("2-3", "10.0.0.2"))));
        rule(IP, meta().mark().set(numgenInc(2)));
        rule(IP, meta().mark().set(jhash(ip().saddr(), 2)));
        rule(IP, meta().mark().set(symhash(2, 100)));
    }

    private void operators() {
        rule(IP, meta().mark().and(0xff).oneOf(5));
        rule(IP, meta().mark().and(0xff).oneOf(5).not());
        rule(IP, meta().mark().and(0xff).above(5));
        rule(IP, meta().mark().or(1).oneOf(1));
        rule(IP, ct().mark().and(0xf).or(0x10).oneOf(0x15));
        rule(IP, meta().mark().set(ct().mark()));
        rule(IP, meta().mark().set(meta().cpu()));
        rule(IP, meta().mark().set(ct().mark().and(0xff)));
        rule(IP, meta().mark().set(ct().mark().shiftLeft(8)));
        rule(IP, meta().mark().set(ct().mark().shiftRight(8)));
        rule(IP, meta().mark().set(ct().mark().and(0xff00).or(1)));
        rule(IP, meta().mark().set(ct().mark().and(0xff).shiftLeft(8)));
        rule(IP, ct().mark().set(meta().mark().shiftLeft(4).and(0xf0)));
        rule(IP, ct().mark().set(meta().mark().shiftRight(8).and(0xff)));
        rule(IP, meta().mark().set(meta().mark().xor(5)));
        rule(IP, meta().mark().set(meta().mark().and(0xffffff00L).or(5)));
    }

    private void sets() {
        rule(IP, vlan().id().oneOf(1, 2, "4-7"), accept());
        rule(IP, concat(ip().saddr(), ct().zone()).oneOf("10.0.0.1 . 5"));
        rule(IP, concat(ip().saddr(), meta().mark()).oneOf("10.0.0.1 . 5"));
        rule(IP, tcp().maxSegmentSize().set(map(ip().saddr(), entry("10.0.0.1", 1400))));
        rule(INET, th().dport(53), th().sport(5));
    }

    /** What has another bytecode in each profile. */
    static List<Sample> differing() {
        FieldSamples samples = new FieldSamples();
        samples.inProfiles();
        return samples.samples;
    }

    private void inProfiles() {
        rule(BRIDGE, vlan().id().oneOf("1-100"));
        rule(IP6, ip6().flowlabel().between(33, 45));
        rule(IP, "out", meta().skuid().between(3001, 3005));
        rule(IP, meta().mark().and(0xff).between(5, 7));
        rule(IP, meta().hour().between("09:00", "17:00"));
        rule(IP, ct().zone().between(1, 5));
        rule(IP, ipsecIn().spi().oneOf("1-561"));
        rule(BRIDGE, vlan().pcp().set(5));
        rule(NETDEV, vlan().dei().set(1));
        rule(IP, udpChecksum().set(0));
        rule(IP6, udpLength().set(8));
        rule(IP, ip().dscp().oneOf("cs1", "3-5"));
        rule(IP, ip().dscp().oneOf("1-5").not());
        rule(IP, ip().dscp().oneOf("@scopes"));
        rule(IP, concat(ip().dscp(), ip().saddr()).oneOf("1-5 . 10.0.0.1"));
        rule(BRIDGE, vlan().pcp().oneOf(1, "3-5"));
        rule(BRIDGE, vmap(vlan().pcp(), entry(1, accept()), entry("3-5", drop())));
        rule(INET, meta().mark().set(map(ip().dscp(), entry("1-3", 5))));
        rule(IP6, ip6().ecn().oneOf(0, "2-3"));
    }

    /** What nft 1.1 does not compile rightly. */
    static List<Sample> older() {
        FieldSamples samples = new FieldSamples();
        samples.rule(IP6, ip6().dscp().oneOf(1, "3-5"));
        samples.rule(IP6, frag().fragOff().oneOf(1, "3-5"));
        return samples.samples;
    }

    /** What nft 1.0.6 does not compile, or not rightly. */
    static List<Sample> newer() {
        FieldSamples samples = new FieldSamples();
        samples.inTunnels();
        samples.rule(IP, dccp().has(43));
        samples.rule(IP, gre().flags().oneOf(5), gre().version().oneOf(0));
        samples.rule(IP, gre().protocol().oneOf("ip"));
        samples.rule(IP, ah().nexthdr().oneOf("tcp"));
        samples.rule(IP, comp().nexthdr().oneOf(IpProtocol.ESP));
        samples.rule(IP, Ipv4Option.RR.addr().oneOf("1.2.3.4"));
        samples.rule(IP6, routing().homeAddress().oneOf("fd00::1"));
        samples.rule(IP6, icmpv6().taddr().oneOf("fd00::1"));
        samples.rule(IP6, icmpv6().daddr().oneOf("fd00::1"));
        samples.rule(IP6, concat(ip6().saddr(), ip6().dscp()).oneOf("fd00::1 . cs1"));
        samples.rule(IP, ct().original().sport().oneOf(80));
        samples.rule(
                INET, concat(ct().original().saddr(), ct().original().dport()).oneOf("10.0.0.1 . 80"));
        samples.rule(IP, ct().id().oneOf(5, 6));
        samples.rule(IP, meta().mark().set(ip().dscp()));
        samples.rule(IP, meta().mark().set(ip().dscp().shiftLeft(2)));
        samples.rule(IP, meta().mark().set(tcp().dport()));
        samples.rule(BRIDGE, meta().broute().set(1));
        return samples.samples;
    }

    private void inTunnels() {
        rule(INET, udp().dport(4789), vxlan().vni().oneOf(5));
        rule(INET, udp().dport(4789), vxlan().flags().oneOf(8));
        rule(INET, udp().dport(6081), geneve().vni().oneOf(5));
        rule(INET, udp().dport(4789), vxlan().inside(ip().saddr()).oneOf("10.0.0.1"));
        rule(INET, udp().dport(4789), vxlan().inside(tcp().dport()).oneOf(80));
        rule(INET, udp().dport(4789), vxlan().inside(ether().saddr()).oneOf(MAC));
        rule(INET, udp().dport(4789), vxlan().inside(vlan().id()).oneOf(10));
        rule(INET, udp().dport(4789), vxlan().inside(icmp().type()).oneOf("echo-request"));
        rule(INET, udp().dport(4789), vxlan().inside(ip().saddr()).oneOf("1.2.3.4", "4.3.2.1"));
        rule(
                INET,
                udp().dport(4789),
                vxlan().inside(ip().saddr()).oneOf("1.2.3.4"),
                vxlan().inside(tcp().dport()).oneOf(80),
                vxlan().inside(ip().daddr()).oneOf("1.2.3.5"));
        rule(INET, udp().dport(6081), geneve().inside(ip().saddr()).oneOf("10.0.0.1"));
        rule(INET, gre().inside(ip().saddr()).oneOf("10.0.0.1"));
        rule(INET, gre().inside(ip6().saddr()).oneOf("fd00::1"));
        rule(INET, gre().inside(tcp().dport()).oneOf(80));
        rule(INET, gre().insideFrame(ip().saddr()).oneOf("10.0.0.1"));
    }
}
