package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The value that a rule looks up must have the type of the set's keys, as nft requires. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class LookupsIT {
    private static final Table TABLE = Table.ip("t");
    private static final Chain CHAIN = TABLE.chain("c");
    private static final NamedSet V4 = TABLE.set("v4", SetKey.IPV4_ADDR);
    private static final Payload SADDR = Payload.load(PayloadBase.NETWORK, 12, 4, 1);

    /** The fields that nft can look up, and a set for each. */
    private static final Map<String, String> FIELDS = fields();

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ip saddr", "type ipv4_addr;");
        fields.put("ip daddr & 255.255.255.0", "typeof ip daddr; flags interval;");
        fields.put("ct original ip saddr", "type ipv4_addr;");
        fields.put("tcp dport", "type inet_service;");
        fields.put("udp sport", "typeof udp sport; flags interval;");
        fields.put("th dport", "type inet_service; flags dynamic;");
        fields.put("ip protocol", "type inet_proto;");
        fields.put("meta l4proto", "type inet_proto;");
        fields.put("meta mark", "type mark;");
        fields.put("ct mark", "typeof meta mark; flags interval;");
        fields.put("meta skuid", "type uid;");
        fields.put("meta skgid", "type gid;");
        fields.put("meta pkttype", "type pkt_type;");
        fields.put("iif", "type iface_index;");
        fields.put("iifgroup", "type devgroup;");
        fields.put("iifname", "type ifname;");
        fields.put("oifname", "type ifname; flags interval;");
        fields.put("ct state", "type ct_state;");
        fields.put("meta protocol", "type ether_type;");
        fields.put("ip saddr . tcp dport", "type ipv4_addr . inet_service;");
        fields.put("tcp dport . ip saddr", "type inet_service . ipv4_addr; flags interval;");
        fields.put("meta mark . ip saddr", "type mark . ipv4_addr; flags interval;");
        fields.put("ip saddr . ip daddr . iifname", "type ipv4_addr . ipv4_addr . ifname;");
        // nft knows only the length of these, or this library does not know them
        fields.put("ip length", "typeof ip length;");
        fields.put("ip dscp", "type dscp;");
        fields.put("icmp type", "type icmp_type;");
        return fields;
    }

    @Test
    void refusesLookupsThatNftRefuses(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        List<String> fields = List.copyOf(FIELDS.keySet());
        StringBuilder ruleset = new StringBuilder("table ip t {\n");
        for (int i = 0; i < fields.size(); i++) {
            ruleset.append("set s" + i + " { " + FIELDS.get(fields.get(i)) + " }\n");
        }
        house.nft(ruleset + "chain c { }\n}");
        for (int i = 0; i < fields.size(); i++) {
            house.nft("add rule ip t c " + fields.get(i) + " @s" + i);
        }
        List<Rule> rules = house.nft().rules().list(CHAIN);
        int refused = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            for (int j = 0; j < fields.size(); j++) {
                String words = fields.get(i) + " @s" + j;
                boolean theirs = i == j
                        || house.run("nft", "-c", "add rule ip t c " + words).status() == 0;
                // the byte order depends on the set: nft converts numbers for ranges
                boolean turned = theirs && isTurned(rules.get(i)) != isTurned(rules.get(j));
                String set = "s" + j;
                Expression[] expressions = rules.get(i).expressions().stream()
                        .map(each -> each instanceof Lookup lookup ? lookup.with(Lookup.SET, set) : each)
                        .toArray(Expression[]::new);
                boolean ours = true;
                try {
                    house.nft().check(Transaction.of(tx -> tx.add(CHAIN.rule(expressions))));
                } catch (IllegalArgumentException refusal) {
                    ours = false;
                    refused++;
                }
                boolean vague = Math.max(i, j) >= fields.indexOf("ip length");
                // the kernel compares the first fields of the loaded value
                boolean first = fields.get(i).contains(" . ") && !fields.get(j).contains(" . ");
                if (theirs && !ours && !turned || ours && !theirs && !vague && !first) {
                    wrong.add(words + ": nft " + theirs + ", here " + ours);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).isGreaterThan(300);
    }

    private static boolean isTurned(Rule rule) {
        return rule.expressions().stream().anyMatch(Byteorder.class::isInstance);
    }

    private static void refused(String message, NamedSet set, RulePart... statements) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transaction.of(tx -> {
                    tx.add(TABLE);
                    tx.add(set);
                    tx.add(CHAIN.rule(statements));
                }))
                .withMessageContaining(message)
                .withMessageContaining(set.toString());
    }

    @Test
    void checksLookupsInSetsOfTheTransaction(Namespaces namespaces) {
        refused("the rule has inet_service where the set has ipv4_addr", V4, tcp().dport("@v4"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tcp().dport(V4))
                .withMessageContaining("inet_service")
                .withMessageContaining("ipv4_addr");
        NamedSet ports = TABLE.set("ports", SetKey.INET_SERVICE);
        refused("the rule has ipv4_addr where the set has inet_service", ports, ip().saddr("@ports"));
        NamedSet verdicts = TABLE.map("vm", SetKey.INET_SERVICE, SetKey.VERDICT);
        NamedSet marks = TABLE.map("marks", SetKey.IPV4_ADDR, SetKey.MARK);
        refused("ipv4_addr where the set has inet_service", verdicts, SADDR, Lookup.map("vm", 1, 0));
        refused("its values are not verdicts", marks, SADDR, Lookup.map("marks", 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transaction.of(tx -> {
                    tx.add(TABLE);
                    tx.add(marks);
                    tx.add(CHAIN.rule(dnatTo(map(ip().daddr(), "marks"))));
                }))
                .withMessageContaining("needs ipv4_addr, but the rule or its map has mark there");
        refused("it is not a map", V4, SADDR, Lookup.map("v4", 1, 1));
        NamedSet dynamic = TABLE.set("seen", SetKey.IPV4_ADDR).dynamic();
        refused("where the set has ipv4_addr", dynamic, Meta.load(MetaKey.MARK, 1), Dynset.update("seen", 1));
        NamedSet ranges = TABLE.set("ranges", SetKey.MARK).interval();
        refused("Byteorder.toNetwork", ranges, Meta.load(MetaKey.MARK, 1), Lookup.in("ranges", 1));
        NamedSet pairs = TABLE.set("pairs", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE));
        refused("less than the 8 bytes", pairs, SADDR, Lookup.in("pairs", 1));

        Nft nft = NftNamespace.in(namespaces).nft();
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(CHAIN);
            List.of(V4, ports, verdicts, marks, dynamic, ranges, pairs).forEach(tx::add);
            tx.add(CHAIN.rule(ip().saddr("@v4"), tcp().dport("@ports")));
            tx.add(CHAIN.rule(SADDR, Lookup.map("marks", 1, 1), Meta.set(MetaKey.MARK, 1)));
            tx.add(CHAIN.rule(SADDR, Dynset.update("seen", 1)));
            tx.add(CHAIN.rule(Meta.load(MetaKey.MARK, 1), Byteorder.toNetwork(1, 4, 4), Lookup.in("ranges", 1)));
            tx.add(CHAIN.rule(tcp().sport(5), Payload.load(PayloadBase.TRANSPORT, 2, 2, 1), Lookup.map("vm", 1, 0)));
            tx.add(CHAIN.rule(SADDR, Payload.load(PayloadBase.TRANSPORT, 2, 2, 9), Lookup.in("pairs", 1)));
        });
        if (System.getProperty("os.version").startsWith("6.1.")) {
            assertThatThrownBy(() -> nft.commit(tx -> tx.add(CHAIN.rule(ip().daddr(marks)))))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining("a map on a kernel that matches only on sets");
        } else {
            nft.commit(tx -> tx.add(CHAIN.rule(ip().daddr(marks))));
        }
    }

    @Test
    void checksLookupsInSetsOfTheKernel(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("table ip t {\nset v4 { type ipv4_addr; elements = { 1.1.1.1 } }\nchain c { }\n}");
        Nft nft = house.nft();
        Transaction wrong = Transaction.of(tx -> tx.add(CHAIN.rule(tcp().dport("@v4"))));
        assertThatIllegalArgumentException().isThrownBy(() -> nft.commit(wrong)).withMessageContaining("set ip t v4");
        assertThatIllegalArgumentException().isThrownBy(() -> nft.check(wrong));
        nft.commit(tx -> tx.add(CHAIN.rule(ip().saddr("@v4"))));
        assertThat(house.ruleset()).contains("ip saddr @v4");
        // the transaction replaces the set before it adds the rule
        assertThatCode(() -> nft.commit(tx -> {
                    tx.delete(TABLE);
                    tx.add(TABLE);
                    tx.add(CHAIN);
                    tx.add(TABLE.set("v4", SetKey.INET_SERVICE));
                    tx.add(CHAIN.rule(tcp().dport("@v4")));
                }))
                .doesNotThrowAnyException();
        assertThat(house.ruleset()).contains("tcp dport @v4");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        nft.commit(tx -> tx.addElements(V4, List.of(SetElement.of(IpAddress.of("1.1.1.1"))))));
    }
}
