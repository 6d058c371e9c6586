package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random rules: several matches and a statement, of all that there are. Each is read as statements that compile to what was read, and
 * nft reads its text as the same rule. {@code -Drules=N} makes N rules for each family, {@code -Drules.seed=S} other ones.
 */
@KernelTest
@NeedsCommand({"ip", NftNamespace.NEWER})
final class GeneratedRulesIT {
    private static final int RULES = Integer.getInteger("rules", 400);
    private static final long SEED = Long.getLong("rules.seed", 20261129L);
    private static final int MOST_MATCHES = 4;

    /** What nft lists and does not read, or reads as something else: ranges of names, ranges of addresses as prefixes, exact sets of bits. */
    private static final Pattern ONE_WAY = Pattern.compile(
            "\"\"|\"a-|name \\{ \"a|nat .*/\\d+:|[sd]nat .*\\[?[0-9a-f:.]+]?-.*:\\d|ct stat\\w+ (==|!=) .*\\|");

    private static final Pattern GUARD = Pattern.compile(
            "\\[ (meta load (l4|nf)proto|payload load 1b @ network header \\+ [69]) => reg 1 ] \\[ cmp eq reg 1 \\w+"
                    + " ] ");

    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    void rulesGoThroughStatementsAndTextUnchanged(NfFamily family, Namespaces namespaces) throws IOException {
        String program = Command.find(NftNamespace.NEWER).orElseThrow().toString();
        InstalledNft here = InstalledNft.in(namespaces, program);
        String elsewhere = namespaces.named().name().orElseThrow();
        Command.runIn(elsewhere, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1")
                .ok();
        Chain chain = Table.of(family, "t").chain("f");
        List<Rule> rules = generate(family, chain);
        Ruleset read = read(here.namespace(), chain, rules);

        List<String> differences = new ArrayList<>();
        List<Rule> back = read.rules();
        assertThat(back).hasSameSizeAs(rules);
        for (int i = 0; i < back.size(); i++) {
            Rule again = chain.rule(back.get(i).statements());
            if (!shown(again).equals(shown(back.get(i)))) {
                differences.add(back.get(i) + "\n  was " + shown(back.get(i)) + "\n  is " + shown(again));
            }
        }
        assertThat(differences).isEmpty();

        String text = read.toText();
        Path file = Files.createTempFile("ruleset", ".nft");
        try {
            Files.writeString(file, text);
            Command.runIn(elsewhere, program, "-f", file.toString()).ok();
        } finally {
            Files.delete(file);
        }
        try (NetworkNamespace namespace = NetworkNamespace.open(elsewhere);
                Nft nft = Nft.open(namespace)) {
            assertThat(lines(nft.ruleset(chain.table()).toText())).isEqualTo(lines(text));
        }
    }

    /** The lines; nft reads a set of one value as the value, and the usual answer of reject as that of the IP version. */
    private static List<String> lines(String text) {
        return StatementListingIT.rules(text).stream()
                .map(line -> line.replaceAll("\\{ ([^,{}:]*|[^,{} ]*) }", "$1")
                        .replaceAll("reject with icmp(v6)? port-unreachable", "reject"))
                .toList();
    }

    private static Ruleset read(String name, Chain chain, List<Rule> rules) {
        try (NetworkNamespace namespace = NetworkNamespace.open(name);
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> rules.forEach(tx::add));
            return nft.ruleset(chain.table());
        }
    }

    /**
     * The bytecode, with the elements of sets, which the kernel reports in any order. The guards of protocols are left out, which nft does
     * not list either, so they come where a match needs them first; and the level of logs, which the kernel adds.
     */
    private static String shown(Rule rule) {
        String bytecode = rule.expressions().stream()
                .map(expression -> expression.toString().replace(" 0x0 ]", " ]"))
                .collect(Collectors.joining(" "));
        return GUARD.matcher(bytecode).replaceAll("").replace(" level 4", "")
                + " "
                + rule.sets().stream()
                        .map(set -> set.elements().stream()
                                .map(element -> element.toString())
                                .sorted()
                                .toList())
                        .toList();
    }

    private static List<Rule> generate(NfFamily family, Chain chain) {
        List<Sample> samples = Samples.accepted(family).stream()
                .filter(sample -> sample.chain().equals("f")
                        && !ONE_WAY.matcher(sample.text()).find())
                .toList();
        List<RulePart> matches = samples.stream()
                .<RulePart>flatMap(sample -> sample.statements().stream())
                .filter(Match.class::isInstance)
                .distinct()
                .toList();
        Random random = new Random(SEED);
        List<Rule> rules = new ArrayList<>();
        while (rules.size() < RULES) {
            List<RulePart> parts = new ArrayList<>();
            for (int i = random.nextInt(MOST_MATCHES); i > 0; i--) {
                parts.add(matches.get(random.nextInt(matches.size())));
            }
            Sample sample = samples.get(random.nextInt(samples.size()));
            sample.statements().stream()
                    .filter(part -> !(part instanceof Match))
                    .forEach(parts::add);
            try {
                rules.add(chain.rule(parts));
            } catch (IllegalArgumentException contradiction) {
                assertThat(parts).isNotEmpty();
            }
        }
        return rules;
    }
}
