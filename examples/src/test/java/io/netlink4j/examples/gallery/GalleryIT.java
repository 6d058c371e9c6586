package io.netlink4j.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NftListing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ruleset of the gallery is what nft makes of its text, is read as statements, and is printed as nft lists it. */
@KernelTest
@NeedsCommand({"nft", "ip", GalleryIT.NEWER})
final class GalleryIT {
    static final String NEWER = "$NEWER_NFT";

    private static final int MANY = 1000;
    private static final long MEGABYTES = 4L << 20;

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

            there.commit(tx -> addFromStatements(read, tx));
            assertThat(Contents.of(there.ruleset())).isEqualTo(Contents.of(read));

            List<String> listed =
                    NftListing.lines(run(ours, newer, "-s", "list", "ruleset").ok());
            assertThat(NftListing.lines(read.toText())).isEqualTo(listed);
            assertThat(NftListing.crashes(ours.name().orElseThrow(), "nft"))
                    .as("listings that a signal ended")
                    .isEmpty();

            there.commit(TransactionBuilder::flushRuleset);
            run(theirs, newer, "-f", file.toString()).ok();
            assertThat(sorted(NftListing.lines(
                            run(theirs, newer, "-s", "list", "ruleset").ok())))
                    .isEqualTo(sorted(listed));
        }
    }

    @Test
    void thousandServicesAreWhatNftMakesOfTheText(Namespaces namespaces, @TempDir Path directory) throws IOException {
        assumeThat(maySendMegabytes())
                .as("net.core.wmem_max or root lets a socket send megabytes at once")
                .isTrue();
        Path file = Files.writeString(directory.resolve("ruleset.nft"), services());
        NetworkNamespace theirs = namespaces.named();
        NetworkNamespace ours = namespaces.named();
        run(theirs, "nft", "-f", file.toString()).ok();
        try (Nft there = Nft.open(theirs);
                Nft here = Nft.open(ours)) {
            here.commit(tx -> Services.serviceProxy(tx, MANY));

            assertThat(Contents.of(here.ruleset()))
                    .hasSizeGreaterThan(4 * MANY)
                    .isEqualTo(Contents.of(there.ruleset()));
        }
    }

    private static boolean maySendMegabytes() throws IOException {
        boolean root = Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0\\s+0\\s+4294967295");
        Path limit = Path.of("/proc/sys/net/core/wmem_max");
        return root
                || (Files.isReadable(limit)
                        && Long.parseLong(Files.readString(limit).strip()) >= MEGABYTES);
    }

    /** The text of the service proxy, whose resource has few services, with more of them. */
    private static String services() throws IOException {
        List<String> elements = new ArrayList<>();
        StringBuilder chains = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            String host = i / 250 + "." + (1 + i % 250);
            elements.add("10.96." + host + " . tcp . 80 : goto service_" + i);
            chains.append("""
                chain service_%d {
                    ip saddr != 10.244.0.0/16 jump mark_for_masquerade
                    meta l4proto tcp dnat ip to numgen random mod 2 map { 0 : 10.244.%s . 8080, 1 : 10.245.%s . 8080 }
                }
                """.formatted(i, host, host));
        }
        String few = text("service-proxy");
        return few.substring(0, few.indexOf("\tchain service_0 {"))
                        .replaceFirst(
                                "elements = \\{[^{}]*service_0[^{}]*}",
                                "elements = { " + String.join(", ", elements) + " }")
                + chains + "}\n";
    }

    private static String text(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(GalleryIT.class.getResourceAsStream(name + ".nft"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Replaces all tables by those of {@code ruleset}, with rules that are made of the statements of its rules. */
    private static void addFromStatements(Ruleset ruleset, TransactionBuilder tx) {
        tx.flushRuleset();
        ruleset.tables().forEach(tx::add);
        ruleset.chains().forEach(tx::add);
        ruleset.objects().forEach(tx::add);
        ruleset.flowtables().forEach(tx::add);
        ruleset.sets().forEach(set -> tx.addElements(tx.add(set), ruleset.elements(set)));
        for (Rule rule : ruleset.rules()) {
            Rule made = rule.chain().rule(rule.statements());
            tx.add(rule.comment().map(made::comment).orElse(made));
        }
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

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
