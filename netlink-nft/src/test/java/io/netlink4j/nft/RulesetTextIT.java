package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares the text of a ruleset with what nft lists. */
@KernelTest
@NeedsCommand({"ip", NftNamespace.NEWER})
final class RulesetTextIT {

    /** Tables, chains, sets, maps, objects and rules of each kind. */
    @Test
    void theTextIsWhatNftLists(Namespaces namespaces) throws IOException {
        NftNamespace house = house(namespaces);
        load(house, resource("everything.nft"));

        List<String> theirs = NftListing.lines(
                house.run(house.program(), "-s", "list", "ruleset").ok());
        List<String> ours = NftListing.lines(house.nft().ruleset().toText());

        assertThat(ours).hasSizeGreaterThan(300).isEqualTo(theirs);
    }

    /** Links have indexes in the kernel and names in the text. */
    @Test
    void nftTakesTheTextBack(Namespaces namespaces) throws IOException {
        NftNamespace house = house(namespaces);
        load(house, resource("text.nft"));
        NftNamespace elsewhere = house(namespaces);

        String text = house.nft().ruleset().toText();
        load(elsewhere, text);

        assertThat(NftListing.lines(text))
                .isEqualTo(NftListing.lines(
                        house.run(house.program(), "-s", "list", "ruleset").ok()));
        assertThat(NftListing.lines(elsewhere.nft().ruleset().toText())).isEqualTo(NftListing.lines(text));
        assertThat(NftListing.lines(
                        elsewhere.run(house.program(), "-s", "list", "ruleset").ok()))
                .isEqualTo(NftListing.lines(text));
    }

    private static NftNamespace house(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        house.run("ip", "link", "set", "lo", "up").ok();
        house.run("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
                .ok();
        return house;
    }

    private static void load(NftNamespace house, String ruleset) throws IOException {
        Path file = Files.createTempFile("ruleset", ".nft");
        try {
            Files.writeString(file, ruleset);
            Command.runIn(house.namespace(), house.program(), "-f", file.toString())
                    .ok();
        } finally {
            Files.delete(file);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(RulesetTextIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
