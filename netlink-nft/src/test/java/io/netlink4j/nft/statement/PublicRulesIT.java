package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.statement.PublicRows.Row;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules of programs and wikis can be said in Java: the bytecode is that of nft, and they are read as the same statements. */
@KernelTest
@NeedsCommand({"nft", "ip"})
final class PublicRulesIT {
    @Test
    void compileToTheBytecodeOfNft(Namespaces namespaces) {
        InstalledNft nft = InstalledNft.in(namespaces);
        Map<String, Integer> indexes = nft.indexes();
        List<String> differences = new ArrayList<>();
        for (Row row : PublicRules.all()) {
            List<String> theirs = nft.bytecodeUnchecked(row.command());
            String ours = row.sample().bytecode(indexes);
            if (!theirs.equals(List.of(ours))) {
                differences.add(row + "\n  ours  " + ours + "\n  nft's " + theirs);
            }
        }

        assertThat(differences).isEmpty();
    }

    @Test
    void areOfManySources() {
        assertThat(PublicRules.all()).hasSizeGreaterThan(176);
        assertThat(PublicRules.all().stream().map(Row::origin).distinct()).hasSizeGreaterThanOrEqualTo(58);
    }

    /** A kernel may lack an expression. */
    @Test
    void areReadAsTheSameStatements(Namespaces namespaces) {
        InstalledNft nft = InstalledNft.in(namespaces);
        Map<String, Integer> indexes = nft.indexes();
        List<String> differences = new ArrayList<>();
        int read = 0;
        try (NetworkNamespace namespace = NetworkNamespace.open(nft.namespace());
                Nft house = Nft.open(namespace)) {
            for (Row row : PublicRules.all()) {
                Sample sample = row.sample();
                Chain chain = Table.of(sample.family(), "t").chain(sample.chain());
                try {
                    house.commit(tx -> tx.add(chain.rule(sample.statements())));
                } catch (NetlinkException.NotSupported | NetlinkException.NotFound lacking) {
                    continue;
                }
                Ruleset ruleset = house.ruleset(chain.table());
                Rule last = ruleset.rules().stream()
                        .filter(rule -> rule.chain().name().equals(chain.name()))
                        .reduce((first, second) -> second)
                        .orElseThrow();
                List<RulePart> parts = last.statements();
                String again = new Sample(sample.family(), sample.chain(), parts).bytecode(indexes);
                if (parts.stream().anyMatch(Expression.class::isInstance)
                        || !sorted(again).equals(sorted(sample.bytecode(indexes)))) {
                    differences.add(row + "\n  read as " + parts);
                }
                read++;
            }
        }

        assertThat(differences).isEmpty();
        assertThat(read).isGreaterThan(PublicRules.all().size() / 2);
    }

    /** The bytecode with sorted elements, which the kernel lists in any order. */
    private static List<String> sorted(String bytecode) {
        return Arrays.stream(bytecode.split("[{};]"))
                .map(String::strip)
                .sorted()
                .toList();
    }
}
