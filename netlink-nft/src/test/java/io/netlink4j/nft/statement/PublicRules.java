package io.netlink4j.nft.statement;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.core.address.IpFamily.IPV6;
import static io.netlink4j.nft.packet.CtState.ESTABLISHED;
import static io.netlink4j.nft.packet.CtState.INVALID;
import static io.netlink4j.nft.packet.CtState.NEW;
import static io.netlink4j.nft.packet.CtState.RELATED;
import static io.netlink4j.nft.packet.CtState.UNTRACKED;
import static io.netlink4j.nft.packet.IpProtocol.TCP;
import static io.netlink4j.nft.packet.IpProtocol.UDP;
import static io.netlink4j.nft.packet.NfFamily.ARP;
import static io.netlink4j.nft.packet.NfFamily.BRIDGE;
import static io.netlink4j.nft.packet.NfFamily.INET;
import static io.netlink4j.nft.packet.NfFamily.IP;
import static io.netlink4j.nft.packet.NfFamily.IP6;
import static io.netlink4j.nft.packet.NfFamily.NETDEV;
import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.update;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.iif;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.limitBytes;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.notrack;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.ctCountOver;
import static io.netlink4j.nft.statement.action.Actions.quotaOver;
import static io.netlink4j.nft.statement.action.Actions.tproxyTo;
import static io.netlink4j.nft.statement.field.Fields.arp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static io.netlink4j.nft.statement.field.Fields.numgenRandom;
import static io.netlink4j.nft.statement.field.Fields.socket;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules as programs add them, or as wikis teach them, in the syntax of nft and in Java. Names, addresses and ports are made up. */
final class PublicRules extends PublicRows {
    /** A set that {@link InstalledNft} adds to the tables of each family. */
    private static final NamedSet BLOCKED =
            Table.inet("t").set("blk", SetKey.IPV4_ADDR).interval();

    private PublicRules() {
        containers();
        services();
        machines();
        firewalls();
        wikis();
        routers();
    }

    /** All published rules. */
    static List<Row> all() {
        return Stream.concat(new PublicRules().rows().stream(), new PublicGuides().rows().stream())
                .toList();
    }

    private void containers() {
        of("Docker", IP, "post");
        rule(
                "ip saddr 172.17.0.0/16 oifname != \"docker0\" masquerade",
                ip().saddr("172.17.0.0/16"),
                oifname("docker0").not(),
                masquerade());
        rule(
                "ip saddr 172.17.0.2 ip daddr 172.17.0.2 tcp dport 80 masquerade",
                ip().saddr("172.17.0.2"),
                ip().daddr("172.17.0.2"),
                tcp().dport(80),
                masquerade());
        of("Docker", IP, "pre");
        rule(
                "fib daddr type local counter jump foo",
                fib(FibKey.DADDR).type(AddressType.LOCAL),
                counter(),
                jump("foo"));
        rule(
                "iifname != \"docker0\" tcp dport 8080 dnat to 172.17.0.2:80",
                iifname("docker0").not(),
                tcp().dport(8080),
                dnatTo("172.17.0.2", 80));
        of("Docker", IP, "f");
        rule(
                "oifname \"docker0\" ct state related,established accept",
                oifname("docker0"),
                ct().state(RELATED, ESTABLISHED),
                accept());
        rule(
                "iifname \"docker0\" oifname != \"docker0\" counter jump foo",
                iifname("docker0"),
                oifname("docker0").not(),
                counter(),
                jump("foo"));
        rule(
                "ip daddr 172.17.0.2 iifname != \"docker0\" oifname \"docker0\" tcp dport 80 accept",
                ip().daddr("172.17.0.2"),
                iifname("docker0").not(),
                oifname("docker0"),
                tcp().dport(80),
                accept());
        of("Docker, swarm", IP, "f");
        rule(
                "udp dport 4789 meta mark & 0xff == 0x1 accept",
                udp().dport(4789),
                meta().mark().masked(0xff, 1),
                accept());
        of("netavark", INET, "post");
        rule(
                "ip saddr 10.88.0.0/16 ip daddr != 224.0.0.0/4 masquerade",
                ip().saddr("10.88.0.0/16"),
                ip().daddr("224.0.0.0/4").not(),
                masquerade());
        rule("meta mark & 0x2000 == 0x2000 masquerade", meta().mark().masked(0x2000, 0x2000), masquerade());
        rule(
                "ip6 saddr fd00:1::/64 ip6 daddr != ff00::/8 masquerade",
                ip6().saddr("fd00:1::/64"),
                ip6().daddr("ff00::/8").not(),
                masquerade());
        of("netavark", INET, "pre");
        rule("fib daddr type local jump foo", fib(FibKey.DADDR).type(AddressType.LOCAL), jump("foo"));
        rule(
                "ip saddr 127.0.0.1 tcp dport 8080 meta mark set meta mark or 0x2000",
                ip().saddr("127.0.0.1"),
                tcp().dport(8080),
                meta().orMark(0x2000));
        rule("tcp dport 8080 dnat ip to 10.88.0.5:80", tcp().dport(8080), dnatTo("10.88.0.5", 80));
        rule("tcp dport 9000-9010 dnat ip to 10.88.0.5", tcp().dport("9000-9010"), dnatTo("10.88.0.5"));
        of("netavark", INET, "f");
        rule("ct state invalid drop", ct().state(INVALID), drop());
        rule(
                "ip daddr 10.88.0.0/16 ct state related,established accept",
                ip().daddr("10.88.0.0/16"),
                ct().state(RELATED, ESTABLISHED),
                accept());
        rule("ip saddr 10.88.0.0/16 udp dport 53 accept", ip().saddr("10.88.0.0/16"), udp().dport(53), accept());
        of("LXC", INET, "f");
        rule("iifname \"lxcbr0\" udp dport { 53, 67 } accept", iifname("lxcbr0"), udp().dport(53, 67), accept());
        rule("iifname \"lxcbr0\" accept", iifname("lxcbr0"), accept());
    }

    private void services() {
        of("kube-proxy", IP, "pre");
        rule(
                "ip daddr . meta l4proto . th dport vmap { 10.96.0.1 . tcp . 443 : goto foo, 10.96.0.10 . udp . 53 :"
                        + " goto bar }",
                vmap(
                        concat(ip().daddr(), meta().l4proto(), th().dport()),
                        entry("10.96.0.1 . tcp . 443", goTo("foo")),
                        entry("10.96.0.10 . udp . 53", goTo("bar"))));
        rule("ip saddr != 10.244.0.0/16 jump foo", ip().saddr("10.244.0.0/16").not(), jump("foo"));
        rule(
                "numgen random mod 2 vmap { 0 : goto foo, 1 : goto bar }",
                vmap(numgenRandom(2), entry(0, goTo("foo")), entry(1, goTo("bar"))));
        rule(
                "ip daddr 10.96.0.1 tcp dport 443 ip saddr != 10.244.0.0/16 jump foo",
                ip().daddr("10.96.0.1"),
                tcp().dport(443),
                ip().saddr("10.244.0.0/16").not(),
                jump("foo"));
        rule("meta l4proto tcp dnat to 10.244.0.5:8443", meta().l4proto(TCP), dnatTo("10.244.0.5", 8443));
        rule("update @dyn { ip saddr timeout 3h }", update("dyn", ip().saddr()).timeout(Duration.ofHours(3)));
        rule("ip saddr @blk goto bar", ip().saddr(BLOCKED), goTo("bar"));
        rule(
                "fib daddr type local ip daddr != 127.0.0.0/8 meta l4proto . th dport vmap { tcp . 30080 : goto foo }",
                fib(FibKey.DADDR).type(AddressType.LOCAL),
                ip().daddr("127.0.0.0/8").not(),
                vmap(concat(meta().l4proto(), th().dport()), entry("tcp . 30080", goTo("foo"))));
        of("kube-proxy", IP, "f");
        rule("meta mark set meta mark or 0x4000", meta().orMark(0x4000));
        rule("meta mark & 0x4000 == 0 return", meta().mark().masked(0x4000, 0), returnToCaller());
        rule("meta mark set meta mark xor 0x4000", meta().xorMark(0x4000));
        rule("ct state new jump foo", ct().state(NEW), jump("foo"));
        rule(
                "ip daddr . meta l4proto . th dport vmap { 10.96.7.7 . tcp . 80 : drop }",
                vmap(concat(ip().daddr(), meta().l4proto(), th().dport()), entry("10.96.7.7 . tcp . 80", drop())));
        of("kube-proxy", IP, "post");
        rule("masquerade fully-random", masquerade().fullyRandom());
        rule(
                "ip saddr . ip daddr . meta l4proto . th dport { 10.244.0.5 . 10.244.0.5 . tcp . 8443 } masquerade",
                concat(ip().saddr(), ip().daddr(), meta().l4proto(), th().dport())
                        .oneOf("10.244.0.5 . 10.244.0.5 . tcp . 8443"),
                masquerade());
        of("Istio", INET, "pre");
        rule("meta l4proto tcp redirect to :15006", meta().l4proto(TCP), redirect(15006));
        rule("tcp dport { 15008, 15020, 15021 } return", tcp().dport(15008, 15020, 15021), returnToCaller());
        of("Istio", INET, "out");
        rule("meta skuid 1337 return", meta().skuid().oneOf(1337), returnToCaller());
        rule("oifname \"lo\" ip daddr 127.0.0.1 return", oifname("lo"), ip().daddr("127.0.0.1"), returnToCaller());
        of("a TCP proxy", IP, "pre");
        rule(
                "tcp dport 80 dnat to numgen inc mod 3 map { 0 : 10.0.0.2, 1 : 10.0.0.3, 2 : 10.0.0.4 }",
                tcp().dport(80),
                dnatTo(map(numgenInc(3), entry(0, "10.0.0.2"), entry(1, "10.0.0.3"), entry(2, "10.0.0.4"))));
        rule(
                "dnat to jhash ip saddr mod 2 map { 0 : 10.0.0.2, 1 : 10.0.0.3 }",
                dnatTo(map(jhash(ip().saddr(), 2), entry(0, "10.0.0.2"), entry(1, "10.0.0.3"))));
    }

    private void machines() {
        of("libvirt", IP, "f");
        rule(
                "iifname \"virbr0\" oifname \"virbr0\" counter accept",
                iifname("virbr0"),
                oifname("virbr0"),
                counter(),
                accept());
        rule(
                "oifname \"virbr0\" ip daddr 192.168.122.0/24 ct state related,established counter accept",
                oifname("virbr0"),
                ip().daddr("192.168.122.0/24"),
                ct().state(RELATED, ESTABLISHED),
                counter(),
                accept());
        rule("oifname \"virbr0\" counter reject", oifname("virbr0"), counter(), reject());
        of("libvirt", IP, "post");
        rule(
                "ip saddr 192.168.122.0/24 ip daddr 224.0.0.0/24 counter return",
                ip().saddr("192.168.122.0/24"),
                ip().daddr("224.0.0.0/24"),
                counter(),
                returnToCaller());
        rule(
                "ip saddr 192.168.122.0/24 ip daddr 255.255.255.255 counter return",
                ip().saddr("192.168.122.0/24"),
                ip().daddr("255.255.255.255"),
                counter(),
                returnToCaller());
        rule(
                "meta l4proto tcp ip saddr 192.168.122.0/24 ip daddr != 192.168.122.0/24 counter masquerade to"
                        + " :1024-65535",
                meta().l4proto(TCP),
                ip().saddr("192.168.122.0/24"),
                ip().daddr("192.168.122.0/24").not(),
                counter(),
                masquerade().ports(1024, 65535));
        rule(
                "ip saddr 192.168.122.0/24 ip daddr != 192.168.122.0/24 counter masquerade",
                ip().saddr("192.168.122.0/24"),
                ip().daddr("192.168.122.0/24").not(),
                counter(),
                masquerade());
        of("libvirt, nwfilter", BRIDGE, "f");
        rule(
                "ether saddr != 52:54:00:00:00:01 drop",
                ether().saddr().oneOf("52:54:00:00:00:01").not(),
                drop());
        rule(
                "ether type arp arp saddr ip != 10.0.0.2 drop",
                ether().type().oneOf("arp"),
                arp().saddrIp().oneOf("10.0.0.2").not(),
                drop());
        rule(
                "ether type ip udp sport 68 udp dport 67 accept",
                ether().type().oneOf("ip"),
                udp().sport(68),
                udp().dport(67),
                accept());
        of("Incus", INET, "f");
        rule("iifname \"incusbr0\" tcp dport 53 accept", iifname("incusbr0"), tcp().dport(53), accept());
        rule(
                "iifname \"incusbr0\" icmp type { 3, 11, 12 } accept",
                iifname("incusbr0"),
                icmp().type().oneOf(3, 11, 12),
                accept());
        rule("ct state { established, related } accept", ct().state().oneOf(ESTABLISHED, RELATED), accept());
        of("a hypervisor", ARP, "f");
        rule(
                "arp operation request arp daddr ip 10.0.0.1 counter",
                arp().operation().oneOf("request"),
                arp().daddrIp().oneOf("10.0.0.1"),
                counter());
    }

    private void firewalls() {
        of("firewalld", INET, "f");
        rule("ct state established,related accept", ct().state(ESTABLISHED, RELATED), accept());
        rule("ct status dnat accept", ct().status(CtStatus.DNAT), accept());
        rule("iifname \"lo\" accept", iifname("lo"), accept());
        rule("ct state invalid drop", ct().state(INVALID), drop());
        rule("ct state new,untracked tcp dport 22 accept", ct().state(NEW, UNTRACKED), tcp().dport(22), accept());
        rule(
                "ip6 daddr fe80::/64 udp dport 546 ct state new,untracked accept",
                ip6().daddr("fe80::/64"),
                udp().dport(546),
                ct().state(NEW, UNTRACKED),
                accept());
        rule(
                "ip daddr 224.0.0.251 udp dport 5353 ct state new,untracked accept",
                ip().daddr("224.0.0.251"),
                udp().dport(5353),
                ct().state(NEW, UNTRACKED),
                accept());
        rule("reject with icmpx admin-prohibited", reject(RejectReason.ICMPX_ADMIN_PROHIBITED));
        rule("meta l4proto { icmp, ipv6-icmp } accept", meta().l4proto().oneOf("icmp", "ipv6-icmp"), accept());
        rule("iifname \"eth0\" goto foo", iifname("eth0"), goTo("foo"));
        rule(
                "ip6 daddr { ::/96, ::ffff:0.0.0.0/96, 2002::/24 } reject with icmpv6 addr-unreachable",
                ip6().daddr("::/96", "::ffff:0.0.0.0/96", "2002::/24"),
                reject(RejectReason.ICMPV6_ADDR_UNREACHABLE));
        of("firewalld", INET, "raw");
        rule(
                "icmpv6 type { nd-router-advert, nd-neighbor-solicit } accept",
                icmpv6().type(Icmpv6Type.ND_ROUTER_ADVERT, Icmpv6Type.ND_NEIGHBOR_SOLICIT),
                accept());
        rule(
                "meta nfproto ipv6 fib saddr . mark . iif oif missing drop",
                meta().nfproto(IPV6),
                fib(FibKey.SADDR, FibKey.MARK, FibKey.IIF).missing(),
                drop());
        of("fail2ban", INET, "f");
        rule("tcp dport 22 ip saddr @blk reject", tcp().dport(22), ip().saddr(BLOCKED), reject());
        rule("tcp dport { 80, 443 } ip saddr @blk drop", tcp().dport(80, 443), ip().saddr(BLOCKED), drop());
        of("sshguard", INET, "f");
        rule("ip saddr @blk counter drop", ip().saddr(BLOCKED), counter(), drop());
        of("CrowdSec", IP, "f");
        rule("ip saddr @blk log prefix \"crowdsec: \" drop", ip().saddr(BLOCKED), log("crowdsec: "), drop());
        of("ufw, in nft's words", IP, "f");
        rule(
                "limit rate 3/minute burst 10 packets log prefix \"[UFW BLOCK] \"",
                limit(3, Per.MINUTE).burst(10),
                log("[UFW BLOCK] "));
        rule("icmp type destination-unreachable accept", icmp().type(IcmpType.DESTINATION_UNREACHABLE), accept());
        rule("udp sport 67 udp dport 68 accept", udp().sport(67), udp().dport(68), accept());
        rule(
                "fib daddr type { broadcast, multicast, anycast } return",
                fib(FibKey.DADDR).type(AddressType.BROADCAST, AddressType.MULTICAST, AddressType.ANYCAST),
                returnToCaller());
    }

    private void wikis() {
        of("nftables' wiki", INET, "f");
        rule(
                "ct state vmap { invalid : drop, established : accept, related : accept }",
                vmap(ct().state(), entry(INVALID, drop()), entry(ESTABLISHED, accept()), entry(RELATED, accept())));
        rule("iif lo accept", iif("lo"), accept());
        rule(
                "ip protocol icmp limit rate 4/second accept",
                ip().protocol().oneOf("icmp"),
                limit(4, Per.SECOND),
                accept());
        rule(
                "ip6 nexthdr ipv6-icmp icmpv6 type { nd-neighbor-solicit, echo-request, nd-router-advert,"
                        + " nd-neighbor-advert } accept",
                ip6().nexthdr().oneOf("ipv6-icmp"),
                icmpv6().type(
                                Icmpv6Type.ND_NEIGHBOR_SOLICIT,
                                Icmpv6Type.ECHO_REQUEST,
                                Icmpv6Type.ND_ROUTER_ADVERT,
                                Icmpv6Type.ND_NEIGHBOR_ADVERT),
                accept());
        rule(
                "tcp dport 22 ct state new limit rate 15/minute accept",
                tcp().dport(22),
                ct().state(NEW),
                limit(15, Per.MINUTE),
                accept());
        rule(
                "tcp flags & (fin|syn|rst|ack) == syn ct state new accept",
                tcp().flags(Set.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.ACK), Set.of(TcpFlag.SYN)),
                ct().state(NEW),
                accept());
        rule(
                "limit rate over 10 mbytes/second drop",
                limitBytes(10 << 20, Per.SECOND).over(),
                drop());
        rule("meta pkttype broadcast drop", meta().pkttype().oneOf("broadcast"), drop());
        rule("meta skuid 1000 counter", meta().skuid().oneOf(1000), counter());
        rule(
                "ip saddr . tcp dport vmap { 192.168.1.1 . 22 : accept, 192.168.1.1 . 80 : drop }",
                vmap(
                        concat(ip().saddr(), tcp().dport()),
                        entry("192.168.1.1 . 22", accept()),
                        entry("192.168.1.1 . 80", drop())));
        rule(
                "tcp dport vmap { 22 : jump foo, 80 : jump bar }",
                vmap(tcp().dport(), entry(22, jump("foo")), entry(80, jump("bar"))));
        rule("ct count over 10 drop", ctCountOver(10), drop());
        rule("quota over 500 mbytes drop", quotaOver(500L << 20), drop());
        rule(
                "add @dyn { ip saddr limit rate over 10/second } drop",
                addTo("dyn", ip().saddr()).with(limit(10, Per.SECOND).over()),
                drop());
        rule(
                "tcp dport 1-1024 log prefix \"low port: \" group 3",
                tcp().dport("1-1024"),
                log("low port: ").group(3));
        of("nftables' wiki", IP, "pre");
        rule("tcp dport { 80, 443 } dnat to 192.168.1.120", tcp().dport(80, 443), dnatTo("192.168.1.120"));
        rule("tcp dport 22 redirect to :2222", tcp().dport(22), redirect(2222));
        rule(
                "dnat to tcp dport map { 80 : 192.168.1.100, 8888 : 192.168.1.101 }",
                dnatTo(map(tcp().dport(), entry(80, "192.168.1.100"), entry(8888, "192.168.1.101"))));
        of("nftables' wiki", IP, "post");
        rule(
                "ip saddr 192.168.1.0/24 oif eth0 snat to 1.2.3.4",
                ip().saddr("192.168.1.0/24"),
                Statements.oif("eth0"),
                snatTo("1.2.3.4"));
        rule("snat to 10.0.0.1-10.0.0.100", snatTo("10.0.0.1-10.0.0.100"));
        rule("masquerade random,persistent", masquerade().random().persistent());
        of("nftables' wiki", IP, "raw");
        rule("tcp dport { 80, 443 } notrack", tcp().dport(80, 443), notrack());
        rule("fib saddr . iif oif missing drop", fib(FibKey.SADDR, FibKey.IIF).missing(), drop());
        of("nftables' wiki", NETDEV, "f");
        rule("ip saddr { 10.2.3.4, 10.23.0.0/16 } drop", ip().saddr("10.2.3.4", "10.23.0.0/16"), drop());
        rule(
                "tcp flags & (fin|psh|urg) == fin|psh|urg drop",
                tcp().flags(
                                Set.of(TcpFlag.FIN, TcpFlag.PSH, TcpFlag.URG),
                                Set.of(TcpFlag.FIN, TcpFlag.PSH, TcpFlag.URG)),
                drop());
        of("Arch's wiki", INET, "f");
        rule("tcp dport 22 ip saddr 192.168.1.0/24 accept", tcp().dport(22), ip().saddr("192.168.1.0/24"), accept());
        rule("meta l4proto tcp reject with tcp reset", meta().l4proto(TCP), reject(RejectReason.TCP_RESET));
        rule("meta l4proto udp ct state new jump foo", meta().l4proto(UDP), ct().state(NEW), jump("foo"));
        of("Gentoo's wiki", INET, "f");
        rule(
                "icmp type echo-request limit rate over 10/second burst 4 packets drop",
                icmp().type(IcmpType.ECHO_REQUEST),
                limit(10, Per.SECOND).burst(4).over(),
                drop());
        rule("iifname \"eth*\" udp dport { 67, 547 } accept", iifname("eth*"), udp().dport(67, 547), accept());
    }

    private void routers() {
        of("OpenWrt", INET, "f");
        rule("iifname { \"eth0\", \"br-lan\" } jump foo", iifname("eth0", "br-lan"), jump("foo"));
        rule(
                "tcp flags syn / fin,syn,rst,ack jump bar",
                tcp().flags(Set.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.ACK), Set.of(TcpFlag.SYN)),
                jump("bar"));
        rule(
                "ip6 saddr fc00::/6 ip6 daddr fc00::/6 udp dport 546 counter accept",
                ip6().saddr("fc00::/6"),
                ip6().daddr("fc00::/6"),
                udp().dport(546),
                counter(),
                accept());
        rule(
                "meta nfproto ipv4 meta l4proto icmp icmp type echo-request counter accept",
                meta().nfproto(IPV4),
                icmp().type(IcmpType.ECHO_REQUEST),
                counter(),
                accept());
        rule(
                "limit rate 25/second burst 50 packets return",
                limit(25, Per.SECOND).burst(50),
                returnToCaller());
        rule("meta l4proto esp counter jump foo", meta().l4proto().oneOf("esp"), counter(), jump("foo"));
        rule(
                "iifname \"wan\" oifname \"wan\" tcp option maxseg size set 1452",
                iifname("wan"),
                oifname("wan"),
                tcp().maxSegmentSize().set(1452));
        rule("counter reject with icmpx port-unreachable", counter(), reject(RejectReason.ICMPX_PORT_UNREACHABLE));
        of("OpenWrt", INET, "post");
        rule("meta nfproto ipv4 masquerade", meta().nfproto(IPV4), masquerade());
        of("VyOS", IP, "f");
        rule("ct mark 0x1 meta mark set ct mark", ct().mark(1), meta().setMarkFromCt());
        rule(
                "ip dscp ef meta priority set 1:10",
                ip().dscp().oneOf("ef"),
                meta().priority().set("1:10"));
        rule("ip ttl < 2 drop", ip().ttl().below(2), drop());
        of("VyOS", IP6, "f");
        rule(
                "ip6 hoplimit 255 icmpv6 type nd-router-advert accept",
                ip6().hoplimit().oneOf(255),
                icmpv6().type(Icmpv6Type.ND_ROUTER_ADVERT),
                accept());
        of("a transparent proxy's manual", IP, "raw");
        rule(
                "tcp dport 80 tproxy to 127.0.0.1:50080 meta mark set 1 accept",
                tcp().dport(80),
                tproxyTo(IpAddress.of("127.0.0.1"), 50080),
                meta().setMark(1),
                accept());
        rule(
                "meta l4proto tcp socket transparent 1 meta mark set 1 accept",
                meta().l4proto(TCP),
                socket().transparent().oneOf(1),
                meta().setMark(1),
                accept());
        of("WireGuard's manual", INET, "post");
        rule(
                "ip saddr 10.66.66.0/24 oifname \"eth0\" masquerade",
                ip().saddr("10.66.66.0/24"),
                oifname("eth0"),
                masquerade());
        of("WireGuard's manual", INET, "raw");
        rule(
                "iifname != \"wg0\" ip daddr 10.66.66.1 fib saddr type != local drop",
                iifname("wg0").not(),
                ip().daddr("10.66.66.1"),
                fib(FibKey.SADDR).type(AddressType.LOCAL).not(),
                drop());
        of("Tailscale", IP, "f");
        rule(
                "iifname \"tailscale0\" meta mark set meta mark & 0xff00ffff | 0x40000",
                iifname("tailscale0"),
                meta().mark().set(meta().mark().and(0xff00ffffL).or(0x40000)));
        rule(
                "iifname != \"tailscale0\" ip saddr 100.64.0.0/10 drop",
                iifname("tailscale0").not(),
                ip().saddr("100.64.0.0/10"),
                drop());
        of("Tailscale", IP, "post");
        rule("meta mark & 0xff0000 == 0x40000 masquerade", meta().mark().masked(0xff0000, 0x40000), masquerade());
    }
}
