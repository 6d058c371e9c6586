package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Command;
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
import org.junit.jupiter.api.Test;

/** What is listed can be added again: each expression of nf_tables as the kernel reports it, in another chain of the same kind. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class RuleCopyIT {
    /** What the rules of every family name. */
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

    /** Rules that are not the same in the other chain, or not there at all. */
    private final List<String> refused = new ArrayList<>();

    @Test
    void everyExpression(Namespaces namespaces) {
        House house = House.in(namespaces);
        int copied = 0;
        Table table = Table.ip("t");
        for (String line : lines()) {
            if (line.startsWith("[")) {
                String[] kind = line.substring(1, line.length() - 1).split(" ");
                table = Table.of(NfFamily.valueOf(kind[0].toUpperCase(Locale.ROOT)), "t");
                String device = kind[2].equals("ingress") ? " device lo" : "";
                house.nft("flush ruleset");
                house.nft(NAMED.formatted(kind[0], kind[1], kind[2], device));
            } else if (line.startsWith("+")) {
                house.nft(line.substring(2));
            } else if (copies(house, table, line)) {
                copied++;
            }
        }
        assertThat(refused).isEmpty();
        assertThat(copied).isGreaterThan(150);
    }

    /** Whether nft and the kernel know the rule; then what was made of it was compared. */
    private boolean copies(House house, Table table, String line) {
        boolean optional = line.startsWith("? ");
        String rule = optional ? line.substring(2) : line;
        String name = table.toString().substring("table ".length());
        Command added = house.run("nft", "flush table " + name + "; add rule " + name + " from " + rule);
        if (added.status() != 0) {
            if (!optional) {
                refused.add(rule + "\n" + added.err());
            }
            return false;
        }
        Nft nft = house.nft();
        try {
            nft.commit(tx -> nft.rules(table.chain("from"))
                    .forEach(each -> tx.add(nft.withSets(each).in(table.chain("to")))));
            if (!rules(house, name + " to").equals(rules(house, name + " from"))) {
                refused.add(rule + "\n" + house.ruleset());
            }
        } catch (NetlinkException | IllegalArgumentException e) {
            refused.add(rule + "\n" + e.getMessage());
        }
        return true;
    }

    private static List<String> rules(House house, String chain) {
        return House.unordered(house.run("nft", "-s", "list", "chain " + chain).ok()).stream()
                .filter(line -> !line.contains("chain") && !line.contains("hook"))
                .toList();
    }

    private static List<String> lines() {
        try (InputStream rules = Objects.requireNonNull(RuleCopyIT.class.getResourceAsStream("rules"))) {
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
