package io.netlink4j.nft.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NftListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The installed nft, which may be an old one, lists rules of every statement. It does not know all of them, but no signal ends it. */
@KernelTest
@NeedsCommand({"nft", "ip"})
final class OlderNftIT {
    private static final int AT_ONCE = 100;

    /** nft 1.0.6 ends by an assertion at these, too, where nft 1.1 made them: it knows no GRE, and no length of the other headers. */
    private static final Set<String> UNLISTED =
            Set.of("gre flags 5 gre version 0", "ah nexthdr tcp", "comp nexthdr esp");

    @Test
    void listsRulesOfEveryStatement(Namespaces namespaces) {
        InstalledNft nft = InstalledNft.in(namespaces);
        List<Sample> samples = Stream.of(
                        FieldSamples.common().stream(),
                        FieldSamples.older().stream(),
                        FieldSamples.newer().stream(),
                        ActionSamples.common().stream(),
                        ActionSamples.newer().stream(),
                        BytecodeTest.samples(),
                        Stream.of(NfFamily.IP, NfFamily.IP6, NfFamily.INET)
                                .flatMap(family -> Samples.accepted(family).stream()))
                .flatMap(Function.identity())
                .filter(sample -> !UNLISTED.contains(sample.text()))
                .toList();
        try (NetworkNamespace namespace = NetworkNamespace.open(nft.namespace());
                Nft house = Nft.open(namespace)) {
            for (int from = 0; from < samples.size(); from += AT_ONCE) {
                add(samples.subList(from, Math.min(from + AT_ONCE, samples.size())), house);
            }
            assertThat(house.rules().list()).hasSizeGreaterThan(samples.size() / 2);
        }

        assertThat(NftListing.crashes(nft.namespace(), "nft")).isEmpty();
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void whatItCannotListItCannotListOfANewerNftEither(Namespaces namespaces) {
        List<String> different = new ArrayList<>();
        for (String rule : UNLISTED) {
            InstalledNft theirs = InstalledNft.in(namespaces);
            InstalledNft ours = InstalledNft.in(namespaces);
            Command.runIn(
                            theirs.namespace(),
                            Command.require(NftNamespace.NEWER).toString(),
                            "add rule ip t f " + rule)
                    .ok();
            Sample sample = FieldSamples.newer().stream()
                    .filter(each -> each.text().equals(rule))
                    .findFirst()
                    .orElseThrow();
            try (NetworkNamespace namespace = NetworkNamespace.open(ours.namespace());
                    Nft house = Nft.open(namespace)) {
                add(List.of(sample), house);
            }
            if (!NftListing.crashes(ours.namespace(), "nft").equals(NftListing.crashes(theirs.namespace(), "nft"))) {
                different.add(rule);
            }
        }
        assertThat(different).isEmpty();
    }

    /** Adds the rules that this kernel accepts. */
    private static void add(List<Sample> samples, Nft house) {
        try {
            house.commit(tx -> samples.forEach(sample ->
                    tx.add(Table.of(sample.family(), "t").chain(sample.chain()).rule(sample.statements()))));
        } catch (NetlinkException lacking) {
            if (samples.size() > 1) {
                samples.forEach(sample -> add(List.of(sample), house));
            }
        }
    }
}
