package io.netlink4j.nft.error;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.kernel.RuleRequests;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleTextTest {
    private static final Table TABLE = Table.inet("t");
    private static final Chain CHAIN = TABLE.chain("c");
    private static final Rule RULE = CHAIN.rule(tcp().dport(80), redirect(81));

    @Test
    void describesRulesByTheirStatements() {
        assertThat(RuleText.description(RULE)).isEqualTo("rule inet t c tcp dport 80 redirect to :81");
        assertThat(RuleText.description(RULE.comment("web")))
                .isEqualTo("rule inet t c tcp dport 80 redirect to :81 comment \"web\"");
        assertThat(RuleText.description(RULE.in(TABLE.chain("other"))))
                .isEqualTo("rule inet t other tcp dport 80 redirect to :81");
        assertThat(RuleText.description(
                        CHAIN.rule(ip().saddr("10.0.0.1", "10.0.0.2"), accept()).numbered(7, 1)))
                .isEqualTo("rule inet t c ip saddr { 10.0.0.1, 10.0.0.2 } accept");
        assertThat(RuleText.description(RuleRequests.unplaced(RULE)))
                .isEqualTo("rule inet t c tcp dport 80 redirect to :81");
    }

    @Test
    void escapesControlCharacters() {
        Rule rule = CHAIN.rule(log("\u001b[31m"), accept());
        assertThat(RuleText.description(rule)).isEqualTo("rule inet t c log prefix \"\\x1b[31m\" accept");
        assertThat(RuleText.textAt(rule, 0)).contains("'log prefix \"\\x1b[31m\"'");
        Statement own = new Statement() {
            @Override
            public void compile(Compilation compilation) {
                compilation.add(Counter.zero());
            }

            @Override
            public String toString() {
                return "own\u001b[31m";
            }
        };
        assertThat(RuleText.description(CHAIN.rule(own))).isEqualTo("rule inet t c own\\x1b[31m");
        assertThatThrownBy(() -> CHAIN.rule(accept(), own)).hasMessageStartingWith("'own\\x1b[31m' has no effect");
        assertThatThrownBy(() -> CHAIN.rule(iifname("\u001b[31m"))).hasMessageStartingWith("'\\x1b[31m' cannot be");
    }

    @Test
    void describesChangedRulesByTheStatementsThatTheyDecodeTo() {
        Rule changed = RULE.with(Rule.EXPRESSIONS, List.of(Masq.plain()));
        assertThat(RuleText.description(changed)).isEqualTo("rule inet t c masquerade");
        assertThat(RuleText.textAt(changed, 0)).contains("[ masq ]");
        Rule read = new Rule(Content.of(RULE.toByteArray()));
        assertThat(RuleText.description(read)).isEqualTo("rule inet t c tcp dport 80 redirect to :81");
        assertThat(read).isEqualTo(RULE);
        assertThat(RuleText.description(CHAIN.rule(Masq.plain()))).isEqualTo("rule inet t c masquerade");
        assertThat(RuleText.description(CHAIN.rule(Masq.plain()).comment("out")))
                .isEqualTo("rule inet t c masquerade comment \"out\"");
        assertThat(RuleText.description(CHAIN.rule(counter(), Masq.plain())))
                .isEqualTo("rule inet t c counter packets 0 bytes 0 [ masq ]");
    }

    @Test
    void describesUserStatementsWithoutText() {
        Statement own = compilation -> compilation.add(Counter.zero());
        assertThat(RuleText.description(CHAIN.rule(own, accept()))).isEqualTo("rule inet t c ... accept");
        assertThat(RuleText.textAt(CHAIN.rule(own, accept()), 0))
                .contains(Counter.zero().toString());
        assertThat(RuleText.description(CHAIN.rule(own))).isEqualTo("rule inet t c counter packets 0 bytes 0");
    }

    @Test
    void findsTheStatementOfAnExpression() {
        Expression own = Immediate.value(1, (byte) 7);
        Rule rule = CHAIN.rule(counter(), tcp().sport(1), tcp().dport(80), own, ip().saddr("10.0.0.1"), accept());
        List<String> texts = IntStream.range(0, rule.expressions().size())
                .mapToObj(index -> RuleText.textAt(rule, index).orElseThrow())
                .distinct()
                .toList();
        assertThat(texts)
                .contains(
                        "'counter packets 0 bytes 0'",
                        "'tcp dport 80'",
                        own.toString(),
                        "'ip saddr 10.0.0.1'",
                        "'accept'");
        assertThat(RuleText.textAt(rule, 0)).isPresent();
        assertThat(RuleText.textAt(rule, 99)).isEmpty();
    }
}
