package io.netlink4j.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ruleset of the gallery is what nft makes of its text, is read as statements, and is printed as nft lists it. */
@KernelTest
@NeedsCommand({"nft", "ip", GalleryIT.NEWER})
final class GalleryIT {
    static final String NEWER = "$NEWER_NFT";

    private static final Pattern ELEMENTS = Pattern.compile("\\{ ([^{}]*) }");

    static Stream<String> names() {
        return Gallery.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isWhatNftMakesOfTheText(String name, Namespaces namespaces, @TempDir Path directory) throws IOException {
        Consumer<TransactionBuilder> example =
                Objects.requireNonNull(Gallery.all().get(name));
        Path file = directory.resolve("ruleset.nft");
        try (InputStream text = Objects.requireNonNull(GalleryIT.class.getResourceAsStream(name + ".nft"))) {
            Files.copy(text, file);
        }
        NetworkNamespace theirs = withLinks(namespaces);
        NetworkNamespace ours = withLinks(namespaces);
        String newer = Command.require(NEWER).toString();
        try (Nft there = Nft.open(theirs);
                Nft here = Nft.open(ours)) {
            Command loaded = run(theirs, "nft", "-f", file.toString());
            if (loaded.status() != 0) {
                // this kernel lacks something
                assertThat(loaded.err()).contains("Could not process rule");
                assertThatThrownBy(() -> here.commit(example))
                        .isInstanceOfAny(NetlinkException.NotSupported.class, NetlinkException.NotFound.class);
                return;
            }
            here.commit(example);
            Ruleset read = here.ruleset();

            assertThat(Contents.of(read)).isEqualTo(Contents.of(there.ruleset()));

            assertThat(read.rules()).allSatisfy(rule -> {
                assertThat(rule.statements()).noneMatch(Expression.class::isInstance);
                assertThat(Contents.rule(again(rule))).isEqualTo(Contents.rule(rule));
            });

            List<String> listed =
                    lines(run(ours, newer, "-s", "list", "ruleset").ok());
            assertThat(lines(read.toText())).isEqualTo(listed);

            there.commit(TransactionBuilder::flushRuleset);
            run(theirs, newer, "-f", file.toString()).ok();
            assertThat(sorted(lines(run(theirs, newer, "-s", "list", "ruleset").ok())))
                    .isEqualTo(sorted(listed));
        }
    }

    /** The rule that its statements make. */
    private static Rule again(Rule rule) {
        Rule made = rule.chain().rule(rule.statements());
        return rule.comment().map(made::comment).orElse(made);
    }

    /** A namespace with the links that rulesets refer to by their indexes. */
    private static NetworkNamespace withLinks(Namespaces namespaces) {
        NetworkNamespace namespace = namespaces.withLoopback();
        run(namespace, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1")
                .ok();
        return namespace;
    }

    private static Command run(NetworkNamespace namespace, String... line) {
        return Command.runIn(namespace.name().orElseThrow(), line);
    }

    /** The lines with wrapped lines joined and elements sorted, since the kernel lists elements in any order. */
    private static List<String> lines(String ruleset) {
        return ruleset.replaceAll(",\\s*\n\\s*", ", ")
                .lines()
                .map(line -> ELEMENTS.matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                Arrays.stream(found.group(1).split(", "))
                                        .sorted()
                                        .collect(Collectors.joining(", ", "{ ", " }")))))
                .toList();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
