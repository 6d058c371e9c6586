package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NftListing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that nft made, of everything that it has words for: read as statements, printed as nft lists them, and taken back by nft. */
@KernelTest
@NeedsCommand({"ip", NftNamespace.NEWER})
final class ListedRulesIT {
    /** The socket buffer of nft is small without root. */
    private static final int AT_ONCE = 100;

    @Test
    void rulesOfNftAreListedAsNftListsThem(Namespaces namespaces) throws IOException {
        NftNamespace house = house(namespaces);
        List<String> accepted = load(house);
        assertThat(accepted).hasSizeGreaterThan(commands().size() / 2);

        String text = house.nft().ruleset().toText();

        assertThat(NftListing.lines(text)).isEqualTo(NftListing.lines(list(house)));

        NftNamespace elsewhere = house(namespaces);
        for (String table : text.split("(?m)^(?=table )")) {
            run(elsewhere, table).ok();
        }
        assertThat(NftListing.lines(elsewhere.nft().ruleset().toText())).isEqualTo(NftListing.lines(text));
    }

    /** nft prints some rules in a way that it does not read. */
    @Test
    void rulesThatNftCannotReadAreListedAsNftListsThem(Namespaces namespaces) throws IOException {
        NftNamespace house = house(namespaces);
        run(
                        house,
                        "table inet t {\nchain f {\n}\n}\ntable ip t {\nchain f {\n}\n}\n"
                                + "table netdev t {\nchain f {\n}\n}\n")
                .ok();
        Stream.of(
                        "inet t f ip dscp & 0x3 vmap { 1 : drop }",
                        "inet t f ct mark set ip ecn",
                        "inet t f ct zone set vlan id",
                        "inet t f meta mark set vlan id << 3",
                        "netdev t f vlan id 5 reject with icmpv6 admin-prohibited",
                        "inet t f frag more-fragments vmap { 0 : drop, 1 : accept }",
                        "inet t f frag more-fragments . frag id { 1 . 6 }",
                        "inet t f tcp option mptcp subtype vmap { mp-capable : drop, mp-join : accept }",
                        "inet t f meta mark set ip6 dscp map { cs0 : 0x1, 6 : 0x2 }",
                        "inet t f meta mark set gretap ip dscp map { 1 : 0x1, 5 : 0x2 }",
                        "inet t f meta mark set gretap vlan id map { 552 : 0x1, 750 : 0x2 }",
                        "ip t f @nh,96,32 vmap { 1 : drop }",
                        "ip t f @nh,96,32 . tcp dport { 1-3 . 5 }")
                .forEach(rule ->
                        house.run(house.program(), "add rule " + rule)); // older kernels do not know all expressions

        assertThat(house.nft().ruleset().rules()).hasSizeGreaterThan(5);
        assertThat(NftListing.lines(house.nft().ruleset().toText())).isEqualTo(NftListing.lines(list(house)));
    }

    /** Also rules whose comparisons of protocols nft does not print, or that nft would write in another way today. */
    @Test
    void rulesOfTheStatementsThatWereReadHaveTheSameExpressions(Namespaces namespaces) throws IOException {
        NftNamespace house = house(namespaces);
        load(house);
        List<Rule> read = house.nft().ruleset().rules();
        house.nft()
                .commit(tx -> read.forEach(
                        rule -> tx.add(rule.chain().rule(rule.statements()).withProfile(Profile.NFT_1_1))));

        Map<Chain, List<Rule>> byChain = house.nft().ruleset().rules().stream()
                .collect(Collectors.groupingBy(Rule::chain, LinkedHashMap::new, Collectors.toList()));
        assertThat(byChain).isNotEmpty();
        byChain.forEach((chain, rules) -> {
            int half = rules.size() / 2;
            assertThat(rules.subList(half, rules.size()).stream().map(ListedRulesIT::program))
                    .as("%s", chain)
                    .isEqualTo(rules.subList(0, half).stream()
                            .map(ListedRulesIT::program)
                            .toList());
        });
    }

    /** The expressions and the elements of the anonymous sets, without the packets that were counted. */
    private static String program(Rule rule) {
        return rule.expressions() + " "
                + rule.sets().stream()
                        .map(set -> set.elements().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList())
                        .toList();
    }

    private static NftNamespace house(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        house.run("ip", "link", "set", "lo", "up").ok();
        house.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1")
                .ok();
        return house;
    }

    /** Adds the rules that this kernel accepts; older ones do not know all expressions. */
    private static List<String> load(NftNamespace house) throws IOException {
        run(house, resource("listed.nft")).ok();
        List<String> commands = commands();
        List<String> accepted = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += AT_ONCE) {
            List<String> some = commands.subList(from, Math.min(from + AT_ONCE, commands.size()));
            if (run(house, String.join("\n", some)).status() == 0) {
                accepted.addAll(some);
            } else {
                some.stream()
                        .filter(command -> house.run(house.program(), command).status() == 0)
                        .forEach(accepted::add);
            }
        }
        return accepted;
    }

    /** A line of the resource has families and a chain, or begins with a tab and has a rule of those. */
    private static List<String> commands() {
        String[] places = {""};
        return resource("listed.rules")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> {
                    if (line.startsWith("\t")) {
                        String[] words = places[0].split(" ");
                        String chain = words[words.length - 1];
                        return Arrays.stream(words, 0, words.length - 1)
                                .map(family -> "add rule " + family + " t " + chain + " " + line.strip());
                    }
                    places[0] = line;
                    return Stream.empty();
                })
                .toList();
    }

    private static String list(NftNamespace house) {
        return house.run(house.program(), "-s", "list", "ruleset").ok();
    }

    private static Command run(NftNamespace house, String commands) throws IOException {
        Path file = Files.createTempFile("ruleset", ".nft");
        try {
            Files.writeString(file, commands + "\n");
            return house.run(house.program(), "-f", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ListedRulesIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
