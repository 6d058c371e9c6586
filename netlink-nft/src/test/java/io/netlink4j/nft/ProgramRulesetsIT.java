package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.nft.object.Rule;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NftListing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rulesets that programs made, or that are laid out as theirs: read, copied to another namespace, made again of their statements, and
 * printed as nft lists them. Where nft finds libraries of iptables, it prints what they say of a match or target; without them, its name.
 */
@KernelTest
@NeedsCommand({"nft", "ip", "env", "sh", NftNamespace.NEWER})
final class ProgramRulesetsIT {
    private static final String NO_LIBRARIES = "XTABLES_LIBDIR=/nonexistent";

    /** What restores a resource, by the end of its name. */
    private static final Map<String, String> XTABLES = Map.of(
            ".rules", "iptables-nft-restore",
            ".rules6", "ip6tables-nft-restore",
            ".ebtables", "ebtables-nft-restore",
            ".arptables", "arptables-nft-restore");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crowdsec",
                "docker",
                "fail2ban",
                "firewalld",
                "kube-proxy",
                "libvirt",
                "lxc",
                "netavark",
                "openwrt",
                "sshguard"
            })
    void rulesetsOfNftAreCopied(String name, Namespaces namespaces, @TempDir Path directory) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        load(house, "nft -f " + file(name + ".nft", directory).orElseThrow());

        NftNamespace other = NftNamespace.in(namespaces, NftNamespace.NEWER);
        isCopied(house, other);
        assertThat(listed(other, "nft")).isEqualTo(listed(house, "nft"));
    }

    /** Rulesets with much that the manual and the wiki of nftables have. */
    @ParameterizedTest
    @CsvSource({
        "actions, nft", "actions, $NEWER_NFT",
        "fields, nft", "fields, $NEWER_NFT",
        "frames, nft", "frames, $NEWER_NFT",
        "headers, nft", "headers, $NEWER_NFT",
        "inline, nft", "inline, $NEWER_NFT",
        "maps, nft", "maps, $NEWER_NFT",
        "meters, nft", "meters, $NEWER_NFT",
        "objects, nft", "objects, $NEWER_NFT",
        "routing, nft", "routing, $NEWER_NFT",
        "sets, nft", "sets, $NEWER_NFT"
    })
    void rulesetsOfTheManualAreCopied(String name, String program, Namespaces namespaces, @TempDir Path directory)
            throws IOException {
        NftNamespace house = withLinks(namespaces);
        load(
                house,
                Command.require(program) + " -f "
                        + file("wiki-" + name + ".nft", directory).orElseThrow());

        NftNamespace other = withLinks(namespaces);
        isCopied(house, other);
        // what a newer nft made ends an older one by a signal, but not what this library made of it
        assertThat(NftListing.crashes(other.namespace(), "nft")).isEmpty();
    }

    private static NftNamespace withLinks(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        for (String[] link : new String[][] {{"eth0", "eth1"}, {"wan0", "lan0"}}) {
            house.run("ip", "link", "add", link[0], "type", "veth", "peer", "name", link[1])
                    .ok();
        }
        return house;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrator",
                "arno",
                "cni",
                "docker",
                "fail2ban",
                "firehol",
                "libvirt",
                "matches",
                "netavark",
                "shorewall",
                "ufw"
            })
    @NeedsCommand({"iptables-nft-restore", "ip6tables-nft-restore", "ebtables-nft-restore", "arptables-nft-restore"})
    void rulesetsOfIptablesAreCopied(String name, Namespaces namespaces, @TempDir Path directory) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        for (Map.Entry<String, String> restored : XTABLES.entrySet()) {
            Optional<Path> file = file(name + restored.getKey(), directory);
            if (file.isPresent()) {
                load(house, restored.getValue() + " < " + file.get());
            }
        }

        NftNamespace other = NftNamespace.in(namespaces, NftNamespace.NEWER);
        isCopied(house, other);
        assertThat(listed(other, "nft")).isEqualTo(listed(house, "nft"));
        assertThat(house.nft().ruleset().toText()).contains("xt target \"").contains("xt match \"");
    }

    /** A kernel may lack a match, a target or a helper. */
    private static void load(NftNamespace house, String line) {
        Command loaded = house.run("sh", "-c", line);
        assumeThat(loaded.status()).as(loaded.err()).isZero();
    }

    private static void isCopied(NftNamespace house, NftNamespace other) {
        Ruleset read = house.nft().ruleset();
        other.nft().commit(tx -> tx.add(read));

        List<String> listed = listed(house, house.program());
        assertThat(listed(other, house.program())).isEqualTo(listed);
        assertThat(NftNamespace.unordered(read.toText())).isEqualTo(listed);

        other.nft().commit(tx -> addFromStatements(read, tx));
        assertThat(NftNamespace.unordered(other.nft().ruleset().toText())).isEqualTo(listed);
    }

    /** Replaces all tables by those of {@code ruleset}, with rules that are made of the statements of its rules. */
    private static void addFromStatements(Ruleset ruleset, TransactionBuilder tx) {
        tx.flushRuleset();
        ruleset.tables().forEach(tx::add);
        ruleset.chains().forEach(tx::add);
        ruleset.objects().forEach(tx::add);
        ruleset.sets().forEach(set -> tx.addElements(tx.add(set), ruleset.elements(set)));
        for (Rule rule : ruleset.rules()) {
            Rule made = rule.chain().rule(rule.statements());
            tx.add(rule.comment().map(made::comment).orElse(made));
        }
    }

    private static List<String> listed(NftNamespace house, String program) {
        return NftNamespace.unordered(
                house.run("env", NO_LIBRARIES, program, "-s", "list", "ruleset").ok());
    }

    /** A copy of a resource; empty if there is none with that name. */
    private static Optional<Path> file(String name, Path directory) throws IOException {
        try (InputStream in = ProgramRulesetsIT.class.getResourceAsStream("programs/" + name)) {
            return in == null ? Optional.empty() : Optional.of(Files.write(directory.resolve(name), in.readAllBytes()));
        }
    }
}
