package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the bytecode of actions with the bytecode that nft makes of their text, whether this kernel has the expression or not. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class ActionBytecodeIT {
    @Test
    void compilesActionsToTheBytecodeOfNft(Namespaces namespaces) {
        InstalledNft nft = InstalledNft.in(namespaces);

        assertThat(FieldBytecodeIT.differences(nft, ActionSamples.common(), Profile.NFT_1_0_6))
                .isEmpty();
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void compilesActionsToTheBytecodeOfANewerNft(Namespaces namespaces) {
        InstalledNft nft =
                InstalledNft.in(namespaces, Command.require(NftNamespace.NEWER).toString());
        Stream<Sample> samples = Stream.concat(ActionSamples.common().stream(), ActionSamples.newer().stream());

        assertThat(FieldBytecodeIT.differences(nft, samples.toList(), Profile.NFT_1_1))
                .isEmpty();
    }
}
