package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads rules as statements, and compares them with what they were made of and with what nft lists. */
@KernelTest
@NeedsCommand({"nft", "ip"})
final class DecodedRulesIT {

    @Test
    void aRuleThatWasReadHasTheStatementsItWasMadeOf(Namespaces namespaces) {
        InstalledNft installed = InstalledNft.in(namespaces);
        Chain chain = Table.ip("t").chain("f");
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> tx.add(chain.rule(tcp().dport(22), accept())));

            Rule read = nft.rules().list(chain).getFirst();

            assertThat(read.statements()).containsExactly(tcp().dport(22), accept());
            assertThat(chain.rule(read.statements()).expressions()).isEqualTo(read.expressions());
        }
    }

    /** Every statement in every family. */
    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    @NeedsCommand(NftNamespace.NEWER)
    void rulesReadAsNftListsThem(NfFamily family, Namespaces namespaces) {
        String program = Command.require(NftNamespace.NEWER).toString();
        InstalledNft installed = InstalledNft.in(namespaces, program);
        Map<Integer, String> links = installed.indexes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        List<Sample> samples = Samples.accepted(family);
        Table table = Table.of(family, "t");
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx ->
                    samples.forEach(sample -> tx.add(table.chain(sample.chain()).rule(sample.statements()))));
            List<String> listed = StatementListingIT.rules(
                    Command.runIn(installed.namespace(), program, "-s", "list", "table", family.toString(), "t")
                            .ok());
            Ruleset read = nft.ruleset(table);

            List<String> differences = new ArrayList<>();
            for (String name : List.of("f", "pre", "post")) {
                List<String> theirs = inChain(listed, name);
                List<Rule> ours = read.rules().stream()
                        .filter(rule -> rule.chain().name().equals(name))
                        .toList();
                assertThat(ours).hasSameSizeAs(theirs);
                for (int i = 0; i < ours.size(); i++) {
                    Rule rule = ours.get(i);
                    List<RulePart> parts = RuleDecoder.installed()
                            .decode(
                                    family,
                                    rule.expressions(),
                                    RuleContext.of(rule.sets(), 1)
                                            .links(index -> Optional.ofNullable(links.get(index)))
                                            .withoutStates());
                    String text = StatementListingIT.rules(
                                    parts.stream().map(DecodedRulesIT::listing).collect(Collectors.joining(" ")))
                            .getFirst();
                    if (!text.equals(theirs.get(i)) && !isUnusual(theirs.get(i))) {
                        differences.add("nft's " + theirs.get(i) + "\n  ours " + text);
                    } else if (parts.stream().anyMatch(Expression.class::isInstance)) {
                        differences.add("an expression is left of " + text);
                    }
                }
            }
            assertThat(differences).isEmpty();
        }
    }

    /** nft prints no names in ranges of names; and ICMP of the other IP version, which no packet has, is no statement here. */
    private static boolean isUnusual(String theirs) {
        return theirs.contains("\"\"-\"\"") || theirs.contains("checksum") || theirs.contains("icmp");
    }

    private static String listing(RulePart part) {
        return part instanceof Statement statement ? statement.listing() : part.toString();
    }

    private static List<String> inChain(List<String> listing, String name) {
        int from = listing.indexOf("chain " + name + " {");
        return listing.stream()
                .skip(from + 1L)
                .takeWhile(line -> !line.equals("}"))
                .skip(1)
                .toList();
    }
}
