package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules with matches and targets of xtables, as iptables makes them. Some need the protocol, which the kernel does not report. */
@KernelTest
@NeedsCommand({
    "iptables-nft",
    "iptables-nft-save",
    "ip6tables-nft",
    "ip6tables-nft-save",
    "ebtables-nft",
    "ebtables-nft-save",
    "iptables-nft-restore",
    "ip"
})
class XtablesCopyIT {
    private static final List<String> IPV4 = List.of(
            "-A INPUT -p tcp -m tcp --dport 22 -m comment --comment ssh -j ACCEPT",
            "-A INPUT -p tcp -m tcp --tcp-flags SYN,ACK SYN -m conntrack --ctstate NEW -j REJECT --reject-with"
                    + " tcp-reset",
            "-A INPUT -p tcp -m tcp ! --tcp-option 5 -j DROP",
            "-A INPUT -p udp -m udp --sport 1000:2000 -m limit --limit 5/min -j LOG --log-prefix x",
            "-A INPUT -p tcp -m multiport --dports 22,80,443 -j ACCEPT",
            "-A INPUT -p udp -m multiport ! --sports 53 -j ACCEPT",
            "-A INPUT -p icmp -m icmp --icmp-type echo-request -m length --length 0:100 -j ACCEPT",
            "-A INPUT -p sctp -m sctp --dport 5 -j ACCEPT",
            "-A INPUT -p esp -m esp --espspi 100 -j ACCEPT",
            "-A INPUT ! -p tcp -m mark --mark 3 -j DROP",
            "-A INPUT -s 10.0.0.0/8 -m addrtype --dst-type LOCAL -j DROP",
            "-A INPUT -m hashlimit --hashlimit-upto 5/sec --hashlimit-name h --hashlimit-mode srcip -j ACCEPT",
            "-A INPUT -m recent --set --name seen -j ACCEPT",
            "-A OUTPUT -m owner --uid-owner 1000 -j ACCEPT",
            "-A FORWARD -p tcp -m tcpmss --mss 1:100 -j ACCEPT",
            "-t mangle -A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu",
            "-t mangle -A FORWARD -j CONNMARK --save-mark",
            "-t mangle -A PREROUTING -p tcp -j TPROXY --on-port 50080 --on-ip 127.0.0.1 --tproxy-mark 0x1",
            "-t mangle -A PREROUTING -p udp -j TPROXY --on-port 53",
            "-t nat -A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.0.0.2:8080",
            "-t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 8080",
            "-t nat -A POSTROUTING -p udp -j MASQUERADE --to-ports 1000-2000",
            "-t nat -A POSTROUTING -s 10.0.0.0/8 -j NETMAP --to 10.1.0.0/16",
            "-t raw -A PREROUTING -p tcp -m tcp --dport 21 -j CT --helper ftp",
            "-t raw -A PREROUTING -j CT --notrack");
    private static final List<String> IPV6 = List.of(
            "-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type echo-request -j ACCEPT",
            "-A INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT",
            "-A INPUT -p tcp -m tcp --dport 22 -j REJECT --reject-with tcp-reset",
            "-A INPUT -m rt --rt-type 0 -j DROP",
            "-A INPUT ! -p udp -m mark --mark 3 -j DROP",
            "-t mangle -A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1000");
    private static final List<String> BRIDGE = List.of(
            "-A FORWARD -p IPv4 --ip-src 10.0.0.1 --ip-proto tcp --ip-dport 80 -j ACCEPT",
            "-A FORWARD -p ARP --arp-op Request --arp-ip-src 10.0.0.1 -j DROP",
            "-A FORWARD -p 802_1Q --vlan-id 3 -j DROP",
            "-A FORWARD -p ! IPv4 --pkttype-type broadcast -j DROP",
            "-A FORWARD --limit 5/sec --log-prefix x -j CONTINUE",
            "-t nat -A PREROUTING -p IPv4 -i eth0 -j dnat --to-destination 00:11:22:33:44:55");

    private static int add(NftNamespace house, String program, List<String> rules) {
        int known = 0;
        for (String rule : rules) {
            Command added = house.run("sh", "-c", program + " " + rule);
            known += added.status() == 0 ? 1 : 0;
        }
        return known;
    }

    /** The saved rules, without timestamps and counters. */
    private static List<String> saved(NftNamespace house, String program) {
        return house.run(program)
                .ok()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("\\[\\d+:\\d+]", ""))
                .sorted()
                .toList();
    }

    @Test
    void copiesRulesOfIptables(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        int known = add(house, "iptables-nft", IPV4)
                + add(house, "ip6tables-nft", IPV6)
                + add(house, "ebtables-nft", BRIDGE);
        assertThat(known).isGreaterThan(30);

        Ruleset all = house.nft().ruleset();
        other.nft().commit(tx -> tx.add(all));
        for (String program : List.of("iptables-nft-save", "ip6tables-nft-save", "ebtables-nft-save")) {
            assertThat(saved(other, program)).isEqualTo(saved(house, program)).isNotEmpty();
        }
    }

    @Test
    void copiesCountersOfPolicies(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        String saved = "*filter\\n:INPUT DROP [5:300]\\n:FORWARD ACCEPT [0:0]\\n:OUTPUT ACCEPT [7:700]\\nCOMMIT\\n";
        house.run("sh", "-c", "printf '" + saved + "' | iptables-nft-restore -c")
                .ok();
        assertThat(house.run("iptables-nft-save").ok()).contains(":INPUT DROP [5:300]");

        other.nft().commit(tx -> tx.add(house.nft().ruleset()));
        assertThat(other.run("iptables-nft-save").ok()).contains(":INPUT DROP [5:300]", ":OUTPUT ACCEPT [7:700]");
    }
}
