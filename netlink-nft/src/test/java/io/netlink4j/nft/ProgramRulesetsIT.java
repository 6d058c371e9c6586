package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rulesets laid out as programs lay out theirs: read, copied to another namespace, and printed as nft lists them. Where nft finds
 * libraries of iptables, it prints what they say of a match or target; without them, its name.
 */
@KernelTest
@NeedsCommand({"nft", "ip", "env", "sh", NftNamespace.NEWER})
final class ProgramRulesetsIT {
    private static final String NO_LIBRARIES = "XTABLES_LIBDIR=/nonexistent";

    @ParameterizedTest
    @ValueSource(
            strings = {"docker.nft", "firewalld.nft", "kube-proxy.nft", "libvirt.nft", "netavark.nft", "openwrt.nft"})
    void rulesetsOfNftAreCopied(String name, Namespaces namespaces, @TempDir Path directory) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        load(house, "nft -f " + file(name, directory));

        isCopied(house, namespaces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator.rules", "docker.rules", "libvirt.rules"})
    @NeedsCommand("iptables-nft-restore")
    void rulesetsOfIptablesAreCopied(String name, Namespaces namespaces, @TempDir Path directory) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        load(house, "iptables-nft-restore < " + file(name, directory));

        isCopied(house, namespaces);
        assertThat(house.nft().ruleset().toText()).contains("xt target \"").contains("xt match \"");
    }

    /** A kernel may lack a match, a target or a helper. */
    private static void load(NftNamespace house, String line) {
        Command loaded = house.run("sh", "-c", line);
        assumeThat(loaded.status()).as(loaded.err()).isZero();
    }

    private static void isCopied(NftNamespace house, Namespaces namespaces) {
        NftNamespace other = NftNamespace.in(namespaces, NftNamespace.NEWER);
        Ruleset read = house.nft().ruleset();
        other.nft().commit(tx -> tx.add(read));

        assertThat(listed(other, "nft")).isEqualTo(listed(house, "nft"));
        List<String> listed = listed(house, house.program());
        assertThat(listed(other, house.program())).isEqualTo(listed);
        assertThat(NftNamespace.unordered(read.toText())).isEqualTo(listed);
    }

    private static List<String> listed(NftNamespace house, String program) {
        return NftNamespace.unordered(
                house.run("env", NO_LIBRARIES, program, "-s", "list", "ruleset").ok());
    }

    private static Path file(String name, Path directory) throws IOException {
        try (InputStream in = Objects.requireNonNull(ProgramRulesetsIT.class.getResourceAsStream("programs/" + name))) {
            return Files.write(directory.resolve(name), in.readAllBytes());
        }
    }
}
