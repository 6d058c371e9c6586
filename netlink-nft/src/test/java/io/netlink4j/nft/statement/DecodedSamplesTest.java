package io.netlink4j.nft.statement;

import static io.netlink4j.nft.packet.NfFamily.IP;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.action.Actions.queueTo;
import static io.netlink4j.nft.statement.field.Fields.dccp;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Decodes expressions that not every kernel has: the statements have the text of those that were compiled, and compile to the same. */
final class DecodedSamplesTest {
    private static final Chain CHAIN = Table.of(IP, "t").chain("f");

    @Test
    void statementsAreDecodedFromWhatTheyCompileTo() {
        assertDecoded("dccp option 43 exists", dccp().has(43));
        assertDecoded("dccp option 1 missing", dccp().lacks(1));
        assertDecoded(
                "queue flags bypass to numgen inc mod 4", queueTo(numgenInc(4)).bypass());
        assertDecoded("queue to jhash ip saddr mod 2", queueTo(jhash(ip().saddr(), 2)));
        assertDecoded(
                "queue to tcp dport map { 80 : 0, 443 : 2 }", queueTo(map(tcp().dport(), entry(80, 0), entry(443, 2))));
        assertDecoded("queue flags bypass,fanout to 1-5", queueTo(1, 5).bypass().fanout());
        assertDecoded("meta mark set jhash ip saddr mod 2", meta().mark().set(jhash(ip().saddr(), 2)));
        assertDecoded("ip saddr set ip daddr", ip().saddr().set(ip().daddr()));
        assertDecoded("tcp sport set tcp dport", tcp().sport().set(tcp().dport()));
        assertDecoded(
                "ct original ip6 saddr fd00::/64",
                Table.ip6("t").chain("f"),
                ct().original().saddr6().oneOf("fd00::/64"));
        assertDecoded("oifname \"eth*\"", oifname("eth*"));
    }

    private static void assertDecoded(String text, RulePart part) {
        assertDecoded(text, CHAIN, part);
    }

    private static void assertDecoded(String text, Chain chain, RulePart part) {
        Rule rule = chain.rule(part);
        assertThat(rule.statements().stream()
                        .map(statement -> ((Statement) statement).listing())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(text);
        assertThat(chain.rule(rule.statements()).expressions())
                .hasToString(rule.expressions().toString());
    }
}
