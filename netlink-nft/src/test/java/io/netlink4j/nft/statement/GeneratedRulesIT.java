package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NftListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * What nft lists and does not read, or reads as something else: ranges of names, ranges of addresses as prefixes, exact sets of bits,
     * fields that are written without their checksum, sets that become one range, protocols of a connection that nft takes for a guard.
     */
    private static final Pattern ONE_WAY = Pattern.compile(
            "\"\"|\"a-|name (!= )?\\{ \"a|nat .*/\\d+:|[sd]nat .*\\[?[0-9a-f:.]+]?-.*:\\d|ct stat\\w+ (==|!=)"
                    + " .*\\||@\\w+,\\d+,\\d+ set |\\{ (0\\.0\\.0\\.0|::)/1, |\\{ 10\\.0\\.0\\.7, |@th,0,|ct l3proto|ct"
                    + " protocol");

    /**
     * Rules for which nft writes other bytecode: it merges unequal fields into one comparison, which is true if only one of both is;
     * it does not know that the first port is the type of ICMP; and it guards an answer before the link header.
     */
    private static final Pattern DEVIATING = Pattern.compile(
            "(port|type|code) != \\w+ .*(port|type|code) != \\w+|port <=? \\d+ .*port >=? \\d+|th [sd]port"
                    + " .*icmp|icmp.* th [sd]port|ether .*reject with");

    /** nft adds rules on other protocols to a table of ARP, but does not read them from a listing. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("\\b(tcp|udp|th|udplite|sctp|dccp|icmp|icmpv6|igmp|ah|esp|comp|gre) |^(ip|ip6|frag) ");

    private static final Pattern GUARD =
            Pattern.compile("\\[ (meta load ((l4|nf)proto|protocol|iiftype)|payload load 1b @ network header \\+ [69]"
                    + "|payload load 2b @ link header \\+ 12) => reg 1 ] \\[ cmp eq reg 1 \\w+ ] ");

    private static final Pattern SHORT_GUARD =
            Pattern.compile("\\[(meta ((l4|nf)proto|protocol|iiftype)>r1|pl 1b@nh\\+[69]>r1|pl 2b@ll\\+12>r1)]"
                    + " \\[cmp eq r1 \\w+] ");

    @ParameterizedTest
    @EnumSource(NfFamily.class)
    void rulesGoThroughStatementsAndTextUnchanged(NfFamily family, Namespaces namespaces) throws IOException {
        Chain chain = Table.of(family, "t").chain("f");
        InstalledNft older = InstalledNft.in(namespaces);
        InstalledNft newer =
                InstalledNft.in(namespaces, Command.require(NftNamespace.NEWER).toString());
        List<Sample> samples = newer.withoutRefused(
                older.withoutRefused(generate(chain, newer.withoutRefused(older.withoutRefused(samples(chain))))));
        assertThat(samples).hasSizeGreaterThan(RULES * 8 / 10);

        Ruleset first = checked(Profile.NFT_1_0_6, older, chain, samples);
        Ruleset second = checked(Profile.NFT_1_1, newer, chain, samples);

        assertEqual(second.rules(), first.rules(), Rule::statements);
        assertThat(lines(second.toText())).isEqualTo(lines(first.toText()));
        assertEqual(readByNft(second.toText(), chain, namespaces), second.rules(), GeneratedRulesIT::shown);
    }

    private static void assertEqual(List<Rule> actual, List<Rule> expected, Function<Rule, Object> value) {
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(IntStream.range(0, actual.size())
                        .filter(i -> !value.apply(actual.get(i)).equals(value.apply(expected.get(i))))
                        .mapToObj(i -> expected.get(i) + "\n  was " + value.apply(expected.get(i)) + "\n  is "
                                + value.apply(actual.get(i))))
                .isEmpty();
    }

    /** Adds the rules with the bytecode of this version of nft. They have the same statements and the same text in all of them. */
    private static Ruleset checked(Profile profile, InstalledNft here, Chain chain, List<Sample> samples) {
        List<String> theirs = here.bytecode(samples);
        Map<String, Integer> indexes = here.indexes();
        assertThat(theirs).hasSameSizeAs(samples);
        assertThat(IntStream.range(0, samples.size())
                        .filter(i -> !unguarded(samples.get(i).bytecode(indexes, profile))
                                .equals(unguarded(theirs.get(i))))
                        .mapToObj(i -> samples.get(i) + "\n  ours "
                                + samples.get(i).bytecode(indexes, profile) + "\n  nft's " + theirs.get(i)))
                .isEmpty();
        try (NetworkNamespace namespace = NetworkNamespace.open(here.namespace());
                Nft nft = Nft.open(namespace).withProfile(profile)) {
            nft.commit(tx -> {
                tx.flush(chain);
                samples.forEach(sample -> tx.add(chain.rule(sample.statements())));
            });
            Ruleset read = nft.ruleset(chain.table());
            assertEqual(
                    read.rules().stream()
                            .map(rule -> chain.rule(rule.statements()).withProfile(profile))
                            .toList(),
                    read.rules(),
                    GeneratedRulesIT::shown);
            return read;
        }
    }

    /** The bytecode that the newer nft makes of the text. */
    private static List<Rule> readByNft(String text, Chain chain, Namespaces namespaces) throws IOException {
        String elsewhere = namespaces.named().name().orElseThrow();
        String program = Command.require(NftNamespace.NEWER).toString();
        Command.runIn(elsewhere, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1")
                .ok();
        Path file = Files.createTempFile("ruleset", ".nft");
        try {
            Files.writeString(file, text);
            Command.runIn(elsewhere, program, "-f", file.toString()).ok();
        } finally {
            Files.delete(file);
        }
        Ruleset read;
        try (NetworkNamespace namespace = NetworkNamespace.open(elsewhere);
                Nft nft = Nft.open(namespace)) {
            read = nft.ruleset(chain.table());
        }
        assertThat(lines(read.toText())).isEqualTo(lines(text));
        String listed =
                Command.runIn(elsewhere, program, "-s", "list", "ruleset").ok();
        assertThat(NftListing.lines(read.toText())).isEqualTo(NftListing.lines(listed));
        return read.rules();
    }

    /** The lines; nft reads a set of one value as the value, and the usual answer of reject as that of the IP version. */
    private static List<String> lines(String text) {
        return StatementListingIT.rules(text).stream()
                .map(line -> line.replaceAll("\\{ ([^,{}:]*|[^,{} ]*) }", "$1")
                        .replaceAll("reject with icmp(v6)? port-unreachable", "reject"))
                .toList();
    }

    /**
     * The bytecode, with the elements of sets, which the kernel reports in any order. The guards of protocols are left out, which nft does
     * not list either, so they come where a match needs them first; and the level of logs, which the kernel adds.
     */
    private static String shown(Rule rule) {
        String bytecode = rule.expressions().stream()
                .map(expression -> expression.toString().replace(" 0x0 ]", " ]"))
                .collect(Collectors.joining(" "));
        return GUARD.matcher(bytecode)
                        .replaceAll("")
                        .replace(" level 4", "")
                        .replace(" timeout 0ms", "")
                        .replaceAll("reject type (2 code 1|0 code [34])", "reject")
                        .replaceAll("pkts \\d+ bytes \\d+", "")
                + " "
                + rule.sets().stream()
                        .map(set -> set.elements().stream()
                                .map(element -> element.toString())
                                .sorted()
                                .toList())
                        .toList();
    }

    /** The short form of bytecode without guards. */
    private static String unguarded(String bytecode) {
        return SHORT_GUARD.matcher(bytecode).replaceAll("");
    }

    private static List<Sample> samples(Chain chain) {
        NfFamily family = chain.family();
        return Stream.concat(Samples.accepted(family).stream(), FieldSamples.differing().stream())
                .filter(sample -> sample.family() == family
                        && sample.chain().equals("f")
                        && !ONE_WAY.matcher(sample.text()).find()
                        && (family != NfFamily.ARP
                                || !OF_OTHERS.matcher(sample.text()).find()))
                .toList();
    }

    private static List<Sample> generate(Chain chain, List<Sample> samples) {
        NfFamily family = chain.family();
        List<RulePart> matches = samples.stream()
                .<RulePart>flatMap(sample -> sample.statements().stream())
                .filter(Match.class::isInstance)
                .distinct()
                .toList();
        Random random = new Random(SEED);
        Set<Sample> rules = new LinkedHashSet<>();
        while (rules.size() < RULES) {
            List<RulePart> parts = new ArrayList<>();
            for (int i = random.nextInt(MOST_MATCHES); i > 0; i--) {
                parts.add(matches.get(random.nextInt(matches.size())));
            }
            Sample sample = samples.get(random.nextInt(samples.size()));
            sample.statements().stream()
                    .filter(part -> !(part instanceof Match))
                    .forEach(parts::add);
            Sample rule = new Sample(family, "f", parts);
            if (!parts.isEmpty()
                    && isTaken(chain, parts)
                    && !DEVIATING.matcher(rule.text()).find()) {
                rules.add(rule);
            }
        }
        return List.copyOf(rules);
    }

    /** Plain comparisons of protocols may contradict each other, which is refused if they are read as guards. */
    private static boolean isTaken(Chain chain, List<RulePart> parts) {
        try {
            return !chain.rule(chain.rule(parts).statements()).expressions().isEmpty();
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
    }
}
