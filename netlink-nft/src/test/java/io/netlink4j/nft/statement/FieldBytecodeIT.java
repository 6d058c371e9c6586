package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the bytecode of fields with the bytecode that nft makes of their text, whether this kernel has the expression or not. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class FieldBytecodeIT {
    @Test
    void compilesFieldsToTheBytecodeOfNft(Namespaces namespaces) {
        InstalledNft nft = InstalledNft.in(namespaces);

        assertThat(differences(nft, all(FieldSamples.common(), FieldSamples.older()), Profile.NFT_1_0_6))
                .isEmpty();
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void compilesFieldsToTheBytecodeOfANewerNft(Namespaces namespaces) {
        InstalledNft nft =
                InstalledNft.in(namespaces, Command.require(NftNamespace.NEWER).toString());

        assertThat(differences(nft, all(FieldSamples.common(), FieldSamples.newer()), Profile.NFT_1_1))
                .isEmpty();
    }

    private static List<Sample> all(List<Sample> first, List<Sample> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    static List<String> differences(InstalledNft nft, List<Sample> samples, Profile profile) {
        Map<String, Integer> indexes = nft.indexes();
        List<String> differences = new ArrayList<>();
        for (Sample sample : samples) {
            List<String> theirs = nft.bytecodeUnchecked(List.of(sample));
            String ours = sample.bytecode(indexes, profile);
            if (!theirs.equals(List.of(ours))) {
                differences.add(sample + "\n  ours " + ours + "\n  nft's " + theirs);
            }
        }
        return differences;
    }
}
