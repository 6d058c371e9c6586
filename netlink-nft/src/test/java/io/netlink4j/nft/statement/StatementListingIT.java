package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.iif;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.oif;
import static io.netlink4j.nft.statement.Statements.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** nft lists rules of statements like the rules that it adds from their text. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class StatementListingIT {
    private static final Pattern SET = Pattern.compile("\\{ ([^}]*) }");

    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    void nftListsStatementsAsItsOwn(NfFamily family, Namespaces namespaces) {
        List<Sample> samples = Stream.concat(Samples.accepted(family).stream(), BytecodeTest.samples())
                .filter(sample -> sample.family() == family)
                .toList();
        InstalledNft theirs = InstalledNft.in(namespaces);
        theirs.bytecode(samples);
        InstalledNft ours = InstalledNft.in(namespaces);
        Table table = Table.of(family, "t");
        try (NetworkNamespace namespace = NetworkNamespace.open(ours.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx ->
                    samples.forEach(sample -> tx.add(table.chain(sample.chain()).rule(sample.statements()))));
        }

        assertThat(rules(ours.list())).isEqualTo(rules(theirs.list()));
    }

    @Test
    void nftListsComments(Namespaces namespaces) {
        InstalledNft installed = InstalledNft.in(namespaces);
        Chain chain = Table.ip("t").chain("f");
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> tx.add(chain.rule(tcp().dport(22), log("ssh ").group(2), counter(), accept())
                    .comment("ssh in")));
        }

        assertThat(installed.list())
                .contains(
                        "tcp dport 22 log prefix \"ssh \" group 2 counter packets 0 bytes 0 accept comment \"ssh in\"");
    }

    @Test
    void looksUpLinkIndexesWhenTheRuleIsSent(Namespaces namespaces) {
        InstalledNft installed = InstalledNft.in(namespaces);
        Chain chain = Table.ip("t").chain("f");
        Rule rule = chain.rule(iif("eth0", "lo"), oif("eth1").not(), accept());
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> tx.add(rule));

            assertThat(installed.list())
                    .containsPattern("iif \\{ \"(lo|eth0)\", \"(lo|eth0)\" } oif != \"eth1\" accept");
            assertThatExceptionOfType(NetlinkException.class)
                    .isThrownBy(() -> nft.commit(tx -> tx.add(chain.rule(iif("eth7"), accept()))))
                    .withMessageContaining("there is no link 'eth7'");
        }
    }

    @Test
    void looksUpNamedSets(Namespaces namespaces) {
        InstalledNft installed = InstalledNft.in(namespaces);
        Table table = Table.ip("t");
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> tx.add(table.chain("f")
                    .rule(ip().saddr(nft.set(table, "blk").orElseThrow()).not(), accept())));
        }

        assertThat(installed.list()).contains("ip saddr != @blk accept");
    }

    /** The rules, one a line, without indentation. The elements of sets are sorted, since a hash table lists them in any order. */
    static List<String> rules(String listing) {
        return listing.lines()
                .map(String::strip)
                .map(StatementListingIT::inOrder)
                .toList();
    }

    private static String inOrder(String line) {
        Matcher set = SET.matcher(line);
        return set.replaceAll(found -> Matcher.quoteReplacement(
                Arrays.stream(found.group(1).split(", ")).sorted().collect(Collectors.joining(", ", "{ ", " }"))));
    }
}
