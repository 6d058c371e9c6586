package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text of statements, given to nft, becomes the bytecode that the statements become. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class NftBytecodeIT {
    /** nft must be started for each of these, so some stand for all. */
    private static final int ONE_IN = 9;

    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    void isThatOfNft(NfFamily family, Namespaces namespaces) {
        List<Sample> samples = new ArrayList<>(Samples.accepted(family));
        BytecodeTest.samples().filter(sample -> sample.family() == family).forEach(samples::add);

        Oracle oracle = Oracle.in(namespaces);
        List<String> theirs = oracle.bytecode(samples);

        assertThat(theirs).hasSameSizeAs(samples);
        Map<String, Integer> indexes = oracle.indexes();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            String ours = samples.get(i).bytecode(indexes);
            if (!ours.equals(theirs.get(i))) {
                differences.add(samples.get(i) + "\n  ours " + ours + "\n  nft's " + theirs.get(i));
            }
        }
        assertThat(differences).isEmpty();
    }

    /** But for ICMP of one IP version in the other, which nft takes and which no packet has. */
    @ParameterizedTest
    @EnumSource(
            value = NfFamily.class,
            names = {"IP", "IP6", "INET"})
    void refusesWhatNftRefuses(NfFamily family, Namespaces namespaces) {
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
        assertThat(Oracle.in(namespaces).accepted(some)).isEmpty();
    }
}
