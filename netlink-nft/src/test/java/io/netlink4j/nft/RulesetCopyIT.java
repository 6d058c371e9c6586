package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads a ruleset in one namespace, adds it in another, and compares what nft lists. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class RulesetCopyIT {
    static NftNamespace with(Namespaces namespaces, String resource) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.run("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
                .ok();
        house.run("nft", "-f", file(resource)).ok();
        return house;
    }

    private static String file(String resource) {
        URL url = Objects.requireNonNull(RulesetCopyIT.class.getResource(resource));
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> listed(NftNamespace house) {
        return listed(house, house.program());
    }

    private static List<String> listed(NftNamespace house, String program) {
        return NftNamespace.unordered(
                house.run(program, "-s", "list", "ruleset").ok());
    }

    @Test
    void copiesARulesetWithEachKindOfObject(Namespaces namespaces) {
        NftNamespace house = with(namespaces, "everything.nft");
        NftNamespace other = NftNamespace.in(namespaces);
        other.run("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
                .ok();

        Ruleset all = house.nft().ruleset();
        other.nft().commit(tx -> tx.add(all));
        assertThat(listed(other)).isEqualTo(listed(house));

        assertThat(other.nft().ruleset()).isEqualTo(all).hasSameHashCodeAs(all);
        Rule first = other.nft().ruleset().rules().getFirst();
        other.nft().commit(tx -> tx.replace(first, first.comment("changed")));
        assertThat(other.nft().ruleset()).isNotEqualTo(all);
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void copiesARulesetThatANewerNftLists(Namespaces namespaces) {
        NftNamespace house = with(namespaces, "everything.nft");
        NftNamespace other = NftNamespace.in(namespaces, NftNamespace.NEWER);
        other.run("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
                .ok();

        other.nft().commit(tx -> tx.add(house.nft().ruleset()));
        assertThat(listed(other)).isEqualTo(listed(house, other.program()));
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void copiesObjectsOfANewerNft(Namespaces namespaces) {
        assumeThat(System.getProperty("os.version"))
                .as("inner headers of tunnels need 6.2")
                .doesNotStartWith("6.1.");
        NftNamespace house = NftNamespace.in(namespaces, NftNamespace.NEWER);
        NftNamespace other = NftNamespace.in(namespaces, NftNamespace.NEWER);
        house.run(house.program(), "-f", file("newer.nft")).ok();
        // Kernels before 6.14 refuse this rule: they combine no two registers.
        Command combining = house.run(house.program(), "add rule inet newer in meta mark set ct mark | meta mark");
        assertThat(combining.err())
                .satisfiesAnyOf(
                        told -> assertThat(told).isEmpty(),
                        told -> assertThat(told).contains("Operation not supported"));

        other.nft().commit(tx -> tx.add(house.nft().ruleset()));
        assertThat(listed(other)).isEqualTo(listed(house));
    }

    @Test
    void copiesOneTableOfSeveral(Namespaces namespaces) {
        NftNamespace house = with(namespaces, "everything.nft");
        NftNamespace other = NftNamespace.in(namespaces);

        Ruleset one = house.nft().ruleset(Table.inet("one_of_each"));
        other.nft().commit(tx -> tx.add(one));
        assertThat(other.nft().tables().list()).extracting(Table::name).containsExactly("one_of_each");
        assertThat(listed(other))
                .isEqualTo(NftNamespace.unordered(house.run("nft", "-s", "list", "table", "inet", "one_of_each")
                        .ok()));
        assertThatThrownBy(() -> house.nft().ruleset(Table.inet("none")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("table inet none");
    }

    @Test
    void copiesTheStateOfCounters(Namespaces namespaces) {
        NftNamespace house = with(namespaces, "everything.nft");
        NftNamespace other = NftNamespace.in(namespaces);
        Ruleset one = house.nft().ruleset(Table.inet("one_of_each"));
        other.nft().commit(tx -> tx.add(one));
        for (String table : List.of("counters", "quotas")) {
            assertThat(NftNamespace.unordered(other.run("nft", "list", table).ok()))
                    .isEqualTo(NftNamespace.unordered(
                            house.run("nft", "list", table).ok()));
        }
        assertThat(other.ruleset()).contains("counter packets 7 bytes 700", "quota over 1 mbytes used 1 mbytes");
    }

    @Test
    void keepsRulesWithoutAnonymousPartsUnchanged(Namespaces namespaces) {
        NftNamespace house = with(namespaces, "everything.nft");
        List<Rule> read = house.nft().rules().list();
        List<Rule> complete = house.nft().ruleset().rules();
        assertThat(complete)
                .filteredOn(rule -> rule.sets().isEmpty() && rule.chains().isEmpty())
                .hasSizeGreaterThan(20)
                .allSatisfy(rule -> assertThat(read)
                        .anySatisfy(each -> assertThat(rule.toByteArray()).isEqualTo(each.toByteArray())));
    }
}
