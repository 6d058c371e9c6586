package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.UnknownExpression;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads the rules of nft, prints them as nft does, and sends them back byte for byte. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class RoundTripIT {
    private static final List<String> RULES = List.of(
            "ip saddr 192.168.15.0/24 ip daddr != 10.1.16.0/20 counter packets 5 bytes 600 drop",
            "ip saddr { 10.0.0.0/8, 192.168.0.0/16 } tcp dport != { 22, 80-90 } accept",
            "tcp dport 80 tcp flags & (syn | ack) == syn log prefix \"a b\" level debug flags all",
            "udp sport 1000-2000 log group 3 snaplen 64 queue-threshold 2",
            "ct state established,related accept",
            "ct original ip saddr 1.2.3.4 ct mark set meta mark",
            "meta mark set meta mark and 0xff xor 0x3",
            "meta mark set meta mark << 8",
            "ip saddr != 1.2.3.4-1.2.3.9 limit rate over 10 mbytes/second drop",
            "icmp type { echo-request, echo-reply } limit rate 10/minute burst 20 packets accept",
            "ct state vmap { new : jump sub, established : accept }",
            "tcp dport vmap { 80 : goto sub, 22 : return }",
            "ip dscp set cs1",
            "ip ttl set 64",
            "meta length gt 100 quota over 10 mbytes drop",
            "fib saddr . iif oif eq 0 drop",
            "fib daddr type local accept",
            "numgen inc mod 10 vmap { 0-4 : accept, 5-9 : drop }",
            "mark set jhash ip saddr . ip daddr mod 8 seed 0xdead offset 2",
            "update @seen { ip saddr timeout 10s counter }",
            "ct count over 5 drop",
            "dup to 1.2.3.4",
            "ip option lsrr exists drop",
            "tcp option sack-perm exists accept",
            "tcp option maxseg size set 1400",
            "socket transparent 1 accept",
            "rt ipsec exists accept",
            "ct bytes > 100000 accept",
            "iifname \"eth*\" oif \"lo\" accept",
            "counter name \"hits\" continue",
            "reject with icmp type host-unreachable",
            "meta l4proto tcp reject with tcp reset");

    private static NftNamespace filled(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table ip t");
        house.nft("add chain ip t sub");
        house.nft("add chain ip t f { type filter hook input priority filter + 1; policy drop; comment \"in\"; }");
        house.nft("add chain ip t post { type nat hook postrouting priority srcnat; }");
        house.nft("add set ip t seen { type ipv4_addr; flags dynamic,timeout; timeout 60s; }");
        house.nft("add counter ip t hits");
        RULES.forEach(rule -> house.nft("add rule ip t f " + rule));
        house.nft("add rule ip t post oifname \"eth0\" masquerade random,persistent comment \"out\"");
        house.nft("add rule ip t post meta l4proto udp snat to 10.0.0.1-10.0.0.9:1000-2000 fully-random");
        return house;
    }

    /** The rules as nft prints them, by chain and handle. */
    private static Map<String, List<String>> printed(NftNamespace house) {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Command.runIn(house.namespace(), "nft", "--debug=netlink", "-a", "list", "ruleset")
                .ok()
                .split("\n")) {
            String[] words = line.split(" ");
            if (line.matches("ip t \\w+ \\d+.*")) {
                current = new ArrayList<>();
                rules.put(words[2] + " " + words[3], current);
            } else if (line.startsWith("  [ ")) {
                current.add(line.strip());
            }
        }
        return rules;
    }

    @Test
    void printsRulesAsNftDoes(Namespaces namespaces) {
        NftNamespace house = filled(namespaces);
        Map<String, List<String>> theirs = printed(house);

        List<Rule> rules = house.nft().rules().list();
        assertThat(rules).hasSize(RULES.size() + 2);
        for (Rule rule : rules) {
            assertThat(rule.expressions()).noneMatch(UnknownExpression.class::isInstance);
            assertThat(rule.expressions().stream().map(Expression::toString))
                    .isEqualTo(
                            theirs.get(rule.chain().name() + " " + rule.handle().orElseThrow()));
        }
    }

    @Test
    void sendsReadRulesBackUnchanged(Namespaces namespaces) {
        NftNamespace house = filled(namespaces);
        Nft nft = house.nft();
        String before = house.ruleset();
        List<Rule> rules =
                nft.rules().list().stream().filter(rule -> !isBoundToASet(rule)).toList();
        assertThat(rules).hasSizeGreaterThan(25);

        nft.commit(tx -> rules.forEach(rule -> tx.replace(rule, rule)));
        assertThat(house.ruleset()).isEqualTo(before);

        List<Rule> again =
                nft.rules().list().stream().filter(rule -> !isBoundToASet(rule)).toList();
        assertThat(again).isEqualTo(rules);
        for (int i = 0; i < rules.size(); i++) {
            assertThat(again.get(i).without(Rule.POSITION).toByteArray())
                    .isEqualTo(rules.get(i).without(Rule.POSITION).toByteArray());
        }
    }

    @Test
    void addsReadTablesAndChainsInAnotherNamespace(Namespaces namespaces) {
        NftNamespace house = filled(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        other.nft().commit(tx -> {
            house.nft().tables().list().forEach(tx::add);
            house.nft().chains().list().forEach(tx::add);
            house.nft().sets().list().stream().filter(set -> !set.isAnonymous()).forEach(tx::add);
        });

        house.nft().commit(tx -> house.nft().chains().list().forEach(tx::flush));
        house.nft("delete counter ip t hits");
        house.nft("flush set ip t seen");
        assertThat(other.ruleset()).isEqualTo(house.ruleset());
        assertThat(other.nft().chains().list())
                .extracting(chain -> chain.without(Chain.HANDLE).without(Chain.USE))
                .isEqualTo(house.nft().chains().list().stream()
                        .map(chain -> chain.without(Chain.HANDLE).without(Chain.USE))
                        .toList());
    }

    @Test
    void addsReadRulesWithTheirAnonymousSets(Namespaces namespaces) {
        NftNamespace house = filled(namespaces);
        NftNamespace other = NftNamespace.in(namespaces);
        List<Rule> rules =
                house.nft().rules().list().stream().map(house.nft()::withSets).toList();
        other.nft("add table ip t");
        other.nft("add counter ip t hits");
        other.nft().commit(tx -> {
            house.nft().chains().list().forEach(tx::add);
            house.nft().sets().list().stream().filter(set -> !set.isAnonymous()).forEach(tx::add);
            rules.forEach(tx::add);
        });

        assertThat(NftNamespace.unordered(other.ruleset())).isEqualTo(NftNamespace.unordered(house.ruleset()));
    }

    private static boolean isBoundToASet(Rule rule) {
        return rule.expressions().stream()
                .anyMatch(expression -> expression.toString().contains("set __"));
    }
}
