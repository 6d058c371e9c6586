package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the bytecode of statements with the bytecode that nft makes of their text. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class NftBytecodeIT {
    /** Each of these starts nft, so this is a selection. */
    private static final int ONE_IN = 9;

    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    void compilesToTheBytecodeOfNft(NfFamily family, Namespaces namespaces) {
        assertThat(differences(InstalledNft.in(namespaces), family, Profile.NFT_1_0_6))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    @NeedsCommand(NftNamespace.NEWER)
    void compilesToTheBytecodeOfANewerNft(NfFamily family, Namespaces namespaces) {
        InstalledNft nft =
                InstalledNft.in(namespaces, Command.require(NftNamespace.NEWER).toString());

        assertThat(differences(nft, family, Profile.NFT_1_1)).isEmpty();
    }

    private static List<String> differences(InstalledNft nft, NfFamily family, Profile profile) {
        List<Sample> samples = new ArrayList<>(Samples.accepted(family));
        BytecodeTest.samples().filter(sample -> sample.family() == family).forEach(samples::add);
        List<String> theirs = nft.bytecode(samples);
        assertThat(theirs).hasSameSizeAs(samples);
        Map<String, Integer> indexes = nft.indexes();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            String ours = samples.get(i).bytecode(indexes, profile);
            if (!ours.equals(theirs.get(i))) {
                differences.add(samples.get(i) + "\n  ours " + ours + "\n  nft's " + theirs.get(i));
            }
        }
        return differences;
    }

    /** Except for ICMP of one IP version in the other, which nft accepts and which no packet has. */
    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    void refusesStatementsThatNftRefuses(NfFamily family, Namespaces namespaces) {
        List<Sample> samples = Samples.refused(family).stream()
                .filter(sample -> !sample.text().contains("icmp type")
                        && !sample.text().contains("icmp code")
                        && !sample.text().contains("icmpv6 type")
                        && !sample.text().contains("icmpv6 code"))
                .toList();

        List<Sample> some = IntStream.range(0, samples.size())
                .filter(index -> index % ONE_IN == 0)
                .mapToObj(samples::get)
                .toList();

        assertThat(some).isNotEmpty();
        assertThat(InstalledNft.in(namespaces).accepted(some)).isEmpty();
    }
}
