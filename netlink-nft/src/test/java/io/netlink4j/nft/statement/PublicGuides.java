package io.netlink4j.nft.statement;

import static io.netlink4j.nft.packet.CtState.ESTABLISHED;
import static io.netlink4j.nft.packet.CtState.INVALID;
import static io.netlink4j.nft.packet.CtState.NEW;
import static io.netlink4j.nft.packet.CtState.RELATED;
import static io.netlink4j.nft.packet.IpProtocol.TCP;
import static io.netlink4j.nft.packet.IpProtocol.UDP;
import static io.netlink4j.nft.packet.NfFamily.BRIDGE;
import static io.netlink4j.nft.packet.NfFamily.INET;
import static io.netlink4j.nft.packet.NfFamily.IP;
import static io.netlink4j.nft.packet.NfFamily.IP6;
import static io.netlink4j.nft.packet.NfFamily.NETDEV;
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
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.ctCountOver;
import static io.netlink4j.nft.statement.action.Actions.fwdTo;
import static io.netlink4j.nft.statement.action.Actions.tproxyTo;
import static io.netlink4j.nft.statement.field.Fields.arp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.socket;
import static io.netlink4j.nft.statement.field.Fields.symhash;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.TcpFlag;
import java.util.Set;

/** Rules as guides, mailing lists and the repositories of users have them. Names, addresses and ports are made up. */
final class PublicGuides extends PublicRows {
    PublicGuides() {
        servers();
        packages();
        proxies();
        virtualNetworks();
        frames();
        lists();
    }

    private void servers() {
        of("madfordmac/netban", INET, "f");
        rule("ip saddr @blk drop", ip().saddr("@blk"), drop());
        rule(
                "ct state vmap { invalid : drop, established : accept, related : accept }",
                vmap(ct().state(), entry(INVALID, drop()), entry(ESTABLISHED, accept()), entry(RELATED, accept())));
        of("m1chtv/michns", INET, "f");
        rule(
                "udp dport 53 ct state new limit rate 50/second burst 10 packets accept",
                udp().dport(53),
                ct().state(NEW),
                limit(50, Per.SECOND).burst(10),
                accept());
        rule(
                "tcp dport 443 ct state new ct count over 50 drop",
                tcp().dport(443),
                ct().state(NEW),
                ctCountOver(50),
                drop());
        rule(
                "ip saddr 127.0.0.0/8 iif != \"lo\" drop",
                ip().saddr("127.0.0.0/8"),
                iif("lo").not(),
                drop());
        rule(
                "tcp flags & (fin|syn|rst|psh|ack|urg) == (fin|urg|psh) drop",
                tcp().flags(
                                Set.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.PSH, TcpFlag.ACK, TcpFlag.URG),
                                Set.of(TcpFlag.FIN, TcpFlag.URG, TcpFlag.PSH)),
                drop());
        rule(
                "ip protocol icmp icmp type echo-request accept",
                ip().protocol(IpProtocol.ICMP),
                icmp().type(IcmpType.ECHO_REQUEST),
                accept());
        of("aurxl/ansible-nftables", IP, "f");
        rule("tcp dport 22 ip saddr 10.1.1.0/24 accept", tcp().dport(22), ip().saddr("10.1.1.0/24"), accept());
        rule("reject with icmp type admin-prohibited", reject(RejectReason.ICMP_ADMIN_PROHIBITED));
        of("Whyrl35/saltstack", IP, "f");
        rule("iif \"eth0\" accept", iif("eth0"), accept());
        of("CIS benchmark scripts", INET, "f");
        rule("ip protocol udp ct state established accept", ip().protocol(UDP), ct().state(ESTABLISHED), accept());
        rule("iif \"lo\" accept", iif("lo"), accept());
        rule("ip6 saddr ::1 counter drop", ip6().saddr("::1"), counter(), drop());
        of("a guide to chrony", INET, "f");
        rule("udp dport 123 accept", udp().dport(123), accept());
        of("fwknop in a script", INET, "f");
        rule("udp dport 62201 accept", udp().dport(62201), accept());
        of("a list of commands for nftables", INET, "f");
        rule("tcp dport 22 accept", tcp().dport(22), accept());
        of("a firewall for voice servers", INET, "f");
        rule("tcp dport 2222 accept", tcp().dport(2222), accept());
        of("a school's network", INET, "f");
        rule("ip saddr 10.3.18.0/24 drop", ip().saddr("10.3.18.0/24"), drop());
        of("EPMP", INET, "f");
        rule("tcp dport 64444 accept", tcp().dport(64444), accept());
        of("a guide for OpenWrt", INET, "f");
        rule(
                "iifname \"br-lan\" tcp dport 10808-10809 accept",
                iifname("br-lan"),
                tcp().dport("10808-10809"),
                accept());
        of("labyrinth", INET, "f");
        rule("ip6 saddr fd00:5::/64 tcp dport 8443 accept", ip6().saddr("fd00:5::/64"), tcp().dport(8443), accept());
    }

    private void packages() {
        of("Debian's example of a workstation", INET, "f");
        rule(
                "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded } accept",
                icmpv6().type(Icmpv6Type.DESTINATION_UNREACHABLE, Icmpv6Type.PACKET_TOO_BIG, Icmpv6Type.TIME_EXCEEDED),
                accept());
        of("Arch's package of nftables", INET, "f");
        rule(
                "meta pkttype host limit rate 5/second counter reject with icmpx type admin-prohibited",
                meta().pkttype().oneOf("host"),
                limit(5, Per.SECOND),
                counter(),
                reject(RejectReason.ICMPX_ADMIN_PROHIBITED));
        rule("ct state invalid drop", ct().state(INVALID), drop());
        of("kenshaw/shell-config", INET, "f");
        rule("ip saddr 100.64.0.0/24 tcp dport 22 accept", ip().saddr("100.64.0.0/24"), tcp().dport(22), accept());
        rule("udp dport 41641 accept", udp().dport(41641), accept());
        rule("iifname \"podman*\" counter accept", iifname("podman*"), counter(), accept());
        of("keepalived", IP6, "f");
        rule("ip6 daddr fe80::/10 goto foo", ip6().daddr("fe80::/10"), goTo("foo"));
        of("threefoldtech/zos", INET, "pre");
        rule("iifname \"b-*\" tcp dport { 25, 587, 465 } drop", iifname("b-*"), tcp().dport(25, 587, 465), drop());
    }

    private void proxies() {
        of("rocka/nft-transproxy", IP, "raw");
        rule(
                "meta l4proto { tcp, udp } meta mark 0x233 tproxy to 127.0.0.1:1080",
                meta().l4proto(TCP, UDP),
                meta().mark(0x233),
                tproxyTo(IpAddress.of("127.0.0.1"), 1080));
        of("a guide to Clash", INET, "out");
        rule("meta skuid 1001 accept", meta().skuid().oneOf(1001), accept());
        of("a guide to Clash", INET, "f");
        rule("socket transparent 1 accept", socket().transparent().oneOf(1), accept());
        rule(
                "ip6 daddr { ::1, fc00::/7, fe80::/10, ff00::/8 } accept",
                ip6().daddr("::1", "fc00::/7", "fe80::/10", "ff00::/8"),
                accept());
        of("ZhiShengYuan/debian_nftable_gateway_proxy", IP, "pre");
        rule(
                "tcp dport { 80, 443, 22, 3389, 853 } redirect to :1234",
                tcp().dport(80, 443, 22, 3389, 853),
                redirect(1234));
        of("ZhiShengYuan/debian_nftable_gateway_proxy", IP, "out");
        rule("oifname \"ppp0\" ip ttl set 64", oifname("ppp0"), ip().ttl().set(64));
        of("a guide to policy routing", IP, "raw");
        rule("ip daddr @blk meta mark set 0x64", ip().daddr("@blk"), meta().setMark(0x64));
        of("dust-egress", IP, "out");
        rule(
                "meta skuid 1500 ip daddr 192.168.0.0/16 drop",
                meta().skuid().oneOf(1500),
                ip().daddr("192.168.0.0/16"),
                drop());
        rule("meta skuid 1500 meta l4proto udp drop", meta().skuid().oneOf(1500), meta().l4proto(UDP), drop());
        of("a ruleset of V2Ray's users", INET, "raw");
        rule("meta l4proto tcp tproxy ip6 to [::1]:12345", meta().l4proto(TCP), tproxyTo(IpAddress.of("::1"), 12345));
    }

    private void virtualNetworks() {
        of("a guide to WireGuard on Debian", INET, "post");
        rule("oifname \"eth0\" masquerade", oifname("eth0"), masquerade());
        of("wg-quick", IP, "raw");
        rule(
                "iifname != \"wg0\" ip daddr 10.5.0.2 fib saddr type != local drop",
                iifname("wg0").not(),
                ip().daddr("10.5.0.2"),
                fib(FibKey.SADDR).type(AddressType.LOCAL).not(),
                drop());
        rule("meta l4proto udp meta mark set ct mark", meta().l4proto(UDP), meta().setMarkFromCt());
        of("a role for WireGuard", INET, "f");
        rule("udp dport 51820 ct mark set 0x1 accept", udp().dport(51820), ct().setMark(1), accept());
        rule("meta l4proto { icmp, ipv6-icmp } accept", meta().l4proto(IpProtocol.ICMP, IpProtocol.ICMPV6), accept());
        of("Qubes OS", IP, "f");
        rule("oifname \"eth0\" counter drop", oifname("eth0"), counter(), drop());
        of("Mona", IP6, "post");
        rule(
                "oifname \"eth0\" ip6 saddr fd42::/64 masquerade",
                oifname("eth0"),
                ip6().saddr("fd42::/64"),
                masquerade());
        of("a script for containerd", IP6, "post");
        rule(
                "ip6 saddr fd00:9::/64 ip6 daddr != fd00:9::/64 masquerade",
                ip6().saddr("fd00:9::/64"),
                ip6().daddr("fd00:9::/64").not(),
                masquerade());
        of("an address translator's script", IP6, "pre");
        rule("ip6 daddr fd00:1::1 dnat to fd00:2::1", ip6().daddr("fd00:1::1"), dnatTo("fd00:2::1"));
        of("an address translator's script", IP, "post");
        rule(
                "ip saddr 10.0.0.7 oifname \"eth0\" snat to 192.0.2.7",
                ip().saddr("10.0.0.7"),
                oifname("eth0"),
                snatTo("192.0.2.7"));
    }

    private void frames() {
        of("iiab", BRIDGE, "f");
        rule("iifname \"ve-*\" oifname \"vb-*\" drop", iifname("ve-*"), oifname("vb-*"), drop());
        of("a guide to bridges", BRIDGE, "f");
        rule("ether type arp accept", ether().type().oneOf("arp"), accept());
        rule("ether type ip tcp dport 22 accept", ether().type().oneOf("ip"), tcp().dport(22), accept());
        of("adhdecode's guide", BRIDGE, "f");
        rule("ip protocol udp th dport 67 accept", ip().protocol(UDP), th().dport(67), accept());
        of("PADL's mrpd", BRIDGE, "f");
        rule(
                "ether daddr 01:80:c2:00:00:21 log group 10 drop",
                ether().daddr().oneOf("01:80:c2:00:00:21"),
                log().group(10),
                drop());
        of("a test of bridges", BRIDGE, "f");
        rule("meta ibrname \"br0\" drop", meta().ibrname().oneOf("br0"), drop());
        of("patches for bridges", BRIDGE, "f");
        rule("meta ibrpvid 100", meta().ibrpvid().oneOf(100));
        rule("meta ibrvproto 8021q", meta().ibrvproto().oneOf("8021q"));
        of("a blacklist's web page", BRIDGE, "f");
        rule("ip saddr 10.0.0.9 drop", ip().saddr("10.0.0.9"), drop());
        of("a guide to rogue router advertisements", BRIDGE, "f");
        rule("iifname \"vnet7\" counter drop", iifname("vnet7"), counter(), drop());
        of("an antispoofing script", NETDEV, "f");
        rule(
                "arp operation { request, reply } arp saddr ip != 192.168.7.0/24 counter drop",
                arp().operation().oneOf("request", "reply"),
                arp().saddrIp().oneOf("192.168.7.0/24").not(),
                counter(),
                drop());
        rule(
                "arp operation { request, reply } limit rate 50/second accept",
                arp().operation().oneOf("request", "reply"),
                limit(50, Per.SECOND),
                accept());
        of("Cloudflare's blog", NETDEV, "f");
        rule(
                "ip daddr 198.18.0.0/24 udp dport 1234 counter drop",
                ip().daddr("198.18.0.0/24"),
                udp().dport(1234),
                counter(),
                drop());
        rule(
                "ip6 daddr fd00::/64 udp dport 1234 counter drop",
                ip6().daddr("fd00::/64"),
                udp().dport(1234),
                counter(),
                drop());
        of("a network card's manual", NETDEV, "f");
        rule("ip saddr 1.1.1.1 drop", ip().saddr("1.1.1.1"), drop());
        of("OpenInfra's security groups", NETDEV, "f");
        rule("tcp dport 80-90 ip saddr 10.2.0.0/16 accept", tcp().dport("80-90"), ip().saddr("10.2.0.0/16"), accept());
    }

    private void lists() {
        of("nftlb, in a patch of the kernel", NETDEV, "f");
        rule(
                "ip daddr set symhash mod 2 map { 0 : 192.168.0.10, 1 : 192.168.0.11 } fwd to \"eth0\"",
                ip().daddr().set(map(symhash(2), entry(0, "192.168.0.10"), entry(1, "192.168.0.11"))),
                fwdTo("eth0"));
        of("a load balancer of Kubernetes", NETDEV, "f");
        rule(
                "tcp dport 80 ether daddr set jhash ip saddr . tcp sport mod 2 map { 0 : 02:00:00:00:00:01, 1 :"
                        + " 02:00:00:00:00:02 } fwd to \"eth0\"",
                tcp().dport(80),
                ether().daddr()
                        .set(map(
                                jhash(concat(ip().saddr(), tcp().sport()), 2),
                                entry(0, "02:00:00:00:00:01"),
                                entry(1, "02:00:00:00:00:02"))),
                fwdTo("eth0"));
        of("a patch for offloads", NETDEV, "f");
        rule("ip daddr 10.0.0.1 fwd to \"lo\"", ip().daddr("10.0.0.1"), fwdTo("lo"));
        of("the kernel's pktgen commits", NETDEV, "f");
        rule("ip daddr 4.3.2.1 drop", ip().daddr("4.3.2.1"), drop());
        of("a list of rate limits", IP, "f");
        rule(
                "ip protocol udp limit rate over 10/minute drop",
                ip().protocol(UDP),
                limit(10, Per.MINUTE).over(),
                drop());
        rule("icmp type echo-request counter drop", icmp().type(IcmpType.ECHO_REQUEST), counter(), drop());
        of("a router's template", IP, "f");
        rule(
                "ct state new tcp dport 22 limit rate over 5/minute update @dyn { ip saddr }",
                ct().state(NEW),
                tcp().dport(22),
                limit(5, Per.MINUTE).over(),
                update("dyn", ip().saddr()));
        rule("iif != \"lo\" ip daddr 127.0.0.0/8 drop", iif("lo").not(), ip().daddr("127.0.0.0/8"), drop());
    }
}
