package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules with concatenations and maps in the kernel. */
@KernelTest
@NeedsCommand({"nft", "ip"})
final class LookupIT {
    private static final Table TABLE = Table.ip("t");

    /** What is read is the same ruleset in another namespace, for both versions of nft. */
    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void readRulesCanBeAddedElsewhere(Namespaces namespaces) {
        InstalledNft here = InstalledNft.in(namespaces);
        List<Sample> samples = Samples.accepted(NfFamily.IP).stream()
                .filter(sample -> sample.text().matches(".*( map | vmap | \\. |@dyn|tcp flags|fib ).*"))
                .toList();
        assertThat(samples).hasSizeGreaterThan(30);
        NetworkNamespace elsewhere = namespaces.named();
        Ruleset read;
        try (NetworkNamespace namespace = NetworkNamespace.open(here.namespace());
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx ->
                    samples.forEach(sample -> tx.add(TABLE.chain(sample.chain()).rule(sample.statements()))));
            read = nft.ruleset();
        }
        try (Nft nft = Nft.open(elsewhere)) {
            nft.commit(tx -> tx.add(read));
            assertThat(nft.ruleset().rules()).hasSameSizeAs(read.rules());
        }
        for (String program : List.of("nft", Command.require(NftNamespace.NEWER).toString())) {
            String there = Command.runIn(elsewhere.name().orElseThrow(), program, "list", "ruleset")
                    .ok();
            String original =
                    Command.runIn(here.namespace(), program, "list", "ruleset").ok();
            assertThat(StatementListingIT.rules(there)).containsAll(chains(original));
        }
    }

    private static List<String> chains(String listing) {
        return StatementListingIT.rules(listing).stream()
                .filter(line -> line.matches(".*( map | vmap | \\. |@dyn|tcp flags|fib ).*"))
                .toList();
    }

    @Test
    void looksUpNamedMaps(Namespaces namespaces) {
        InstalledNft installed = InstalledNft.in(namespaces);
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            NamedSet backends =
                    TABLE.map("backends", SetKey.INET_SERVICE, SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE));
            nft.commit(tx -> {
                tx.add(backends);
                tx.add(TABLE.chain("pre").rule(dnatTo(map(tcp().dport(), backends))));
                tx.add(TABLE.chain("f")
                        .rule(vmap(
                                concat(ip().saddr(), tcp().dport()),
                                nft.set(TABLE, "verdicts").orElseThrow())));
                tx.add(TABLE.chain("f")
                        .rule(
                                concat(ip().saddr(), tcp().dport())
                                        .in(nft.set(TABLE, "pairs").orElseThrow()),
                                accept()));
            });
        }
        assertThat(installed.list())
                .contains("dnat ip to tcp dport map @backends", "ip saddr . tcp dport vmap @verdicts", "@pairs accept");
    }

    /** A packet takes the ways that its maps say, and leaves its address in a set. */
    @Test
    void packetsFollowMapsAndFillSets(Namespaces namespaces) {
        InstalledNft installed = InstalledNft.in(namespaces);
        try (NetworkNamespace namespace = NetworkNamespace.open(installed.namespace());
                Nft nft = Nft.open(namespace)) {
            Chain in = TABLE.chain("f");
            nft.commit(tx -> {
                tx.add(in.rule(meta().setMark(map(ip().saddr(), entry("127.0.0.0/8", 5), entry("*", 6)))));
                tx.add(in.rule(vmap(concat(meta().mark(), udp().dport()), entry("5 . 9", jump("foo")))));
                tx.add(TABLE.chain("foo")
                        .rule(
                                fib(FibKey.DADDR).type(AddressType.LOCAL),
                                addTo("dyn", ip().saddr()).timeout(Duration.ofHours(1)),
                                counter()));
            });
            Command.runIn(installed.namespace(), "ip", "link", "set", "lo", "up")
                    .ok();
            Command.runIn(installed.namespace(), "bash", "-c", "echo x > /dev/udp/127.0.0.1/9")
                    .ok();

            assertThat(nft.elements(TABLE.set("dyn", SetKey.IPV4_ADDR)))
                    .singleElement()
                    .satisfies(element -> {
                        assertThat(IpAddress.of(element.key())).hasToString("127.0.0.1");
                        assertThat(element.timeout()).contains(Duration.ofHours(1));
                    });
            assertThat(installed.list()).contains("add @dyn { ip saddr timeout 1h } counter packets 1 ");
        }
    }
}
