package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Listed rules can be added again: copies rules with each expression of nf_tables to another chain of the same kind. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class RuleCopyIT {
    /** The objects that the rules refer to, for each family. */
    private static final String NAMED = """
        table %1$s t {
          counter hits { packets 1 bytes 2 }
          counter misses { packets 0 bytes 0 }
          quota volume { over 10 mbytes }
          limit slow { rate 5/second }
          set hosts { type ipv4_addr; flags dynamic; size 100; }
          set seen { type ipv4_addr; flags dynamic,timeout; timeout 1m; }
          set counted { type ipv4_addr; flags dynamic; counter; }
          map marks { type ipv4_addr : mark; flags dynamic; }
          map objects { type ipv4_addr : counter; elements = { 10.0.0.1 : "hits" }; }
          chain sub { }
          chain from { type %2$s hook %3$s%4$s priority 10; }
          chain to { type %2$s hook %3$s%4$s priority 10; }
        }
        """;

    @Test
    void everyExpression(Namespaces namespaces) {
        everyExpression(NftNamespace.in(namespaces));
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void copiesEveryExpressionOfANewerNft(Namespaces namespaces) {
        everyExpression(NftNamespace.in(namespaces, NftNamespace.NEWER));
    }

    @Test
    void copiesCommonRules(Namespaces namespaces) {
        assertThat(copyAll(NftNamespace.in(namespaces), "corpus")).isGreaterThanOrEqualTo(62);
    }

    private static void everyExpression(NftNamespace house) {
        assertThat(copyAll(house, "rules")).isGreaterThan(190);
    }

    private static int copyAll(NftNamespace house, String resource) {
        return sections(resource).stream()
                .mapToInt(section -> copy(house, section))
                .sum();
    }

    /** Adds the rules of a section with nft, copies them to another chain, compares what nft lists, and returns their number. */
    private static int copy(NftNamespace house, List<String> section) {
        String heading = section.getFirst();
        String[] kind = heading.substring(1, heading.length() - 1).split(" ");
        String device = kind[2].equals("ingress") ? " device lo" : "";
        house.nft("flush ruleset");
        house.nft(NAMED.formatted(kind[0], kind[1], kind[2], device));
        String from = kind[0] + " t from ";
        String required = section.stream()
                .skip(1)
                .filter(line -> !line.startsWith("?"))
                .map(line -> line.startsWith("+") ? line.substring(2) : "add rule " + from + line)
                .collect(Collectors.joining("\n"));
        house.nft(required);
        section.stream()
                .filter(line -> line.startsWith("?"))
                .forEach(line -> house.run(house.program(), "add rule " + from + line.substring(2)));

        Nft nft = house.nft();
        Table table = Table.of(NfFamily.valueOf(kind[0].toUpperCase(Locale.ROOT)), "t");
        List<Rule> rules = nft.rules().list(table.chain("from"));
        nft.commit(tx -> rules.forEach(rule -> tx.add(nft.withSets(rule).in(table.chain("to")))));
        assertThat(rules(house, kind[0] + " t to")).as(heading).isEqualTo(rules(house, from));
        return rules.size();
    }

    private static List<String> rules(NftNamespace house, String chain) {
        return NftNamespace.unordered(house.run(house.program(), "-s", "list", "chain " + chain)
                        .ok())
                .stream()
                .filter(line -> !line.contains("chain") && !line.contains("hook"))
                .toList();
    }

    /** The lines between one heading and the next, with the heading. */
    private static List<List<String>> sections(String resource) {
        List<List<String>> sections = new ArrayList<>();
        try (InputStream rules = Objects.requireNonNull(RuleCopyIT.class.getResourceAsStream(resource))) {
            for (String line : new String(rules.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    sections.add(new ArrayList<>());
                }
                if (!line.isBlank() && !line.startsWith("#")) {
                    sections.getLast().add(line);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sections;
    }
}
