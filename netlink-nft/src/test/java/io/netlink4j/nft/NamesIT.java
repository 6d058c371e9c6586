package io.netlink4j.nft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the names that new tables, chains and sets can have with those that the installed nft reads. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class NamesIT {
    private static final Table TABLE = Table.ip("t");

    /** Words that only newer versions of nft have. */
    private static final Set<String> NEWER = Set.of("destroy", "geneve", "gre", "gretap", "vni", "vxlan");

    /** All words of nft's scanner, and other words; without times and addresses, which nft also reads as names. */
    private static List<String> words() throws IOException {
        try (InputStream in = requireNonNull(NamesIT.class.getResourceAsStream("names.txt"))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static Set<String> ours(List<String> words, Consumer<String> naming) {
        return words.stream().filter(word -> isAccepted(word, naming)).collect(Collectors.toSet());
    }

    private static boolean isAccepted(String word, Consumer<String> naming) {
        try {
            naming.accept(word);
            return true;
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("'" + word + "'");
            return false;
        }
    }

    /** The words that nft accepts in place of {@code NAME} in a command. */
    private static Set<String> theirs(NftNamespace house, List<String> words, String command) throws IOException {
        Path file = Files.createTempFile("names", ".txt");
        try {
            Files.write(file, words);
            String loop = "while read -r NAME; do nft -c \"" + command.replace("NAME", "$NAME")
                    + "\" 2>/dev/null && echo \"$NAME\"; done < " + file + "; true";
            return Command.runIn(house.namespace(), "sh", "-c", loop)
                    .ok()
                    .lines()
                    .collect(Collectors.toSet());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void acceptsTheNamesThatNftReads(Namespaces namespaces) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces);
        List<String> words = words();
        assertThat(words).hasSizeGreaterThan(450);

        Set<String> tables = theirs(house, words, "add table ip NAME; add chain ip NAME c; add rule ip NAME c counter");
        Set<String> chains = theirs(
                house, words, "add table ip t; add chain ip t NAME; add chain ip t c; add rule ip t c jump NAME");
        Set<String> sets = theirs(
                house,
                words,
                "add table ip t; add set ip t NAME { type ipv4_addr; }; add element ip t NAME { 1.1.1.1 }");
        NEWER.forEach(word -> List.of(tables, chains, sets).forEach(set -> set.remove(word)));

        assertThat(ours(words, Table::ip)).isEqualTo(tables).hasSizeGreaterThan(250);
        assertThat(ours(words, TABLE::chain)).isEqualTo(chains);
        assertThat(ours(words, name -> TABLE.set(name, SetKey.MARK))).isEqualTo(sets);
        assertThat(ours(words, name -> TABLE.map(name, SetKey.MARK, SetKey.MARK)))
                .isEqualTo(sets);
    }
}
