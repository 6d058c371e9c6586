package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.mapOf;
import static io.netlink4j.nft.statement.Lookups.tuple;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.action.Actions.tproxyTo;
import static io.netlink4j.nft.statement.field.Fields.symhash;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What nft declares in words, and what the same words in Java declare. */
@KernelTest
@NeedsCommand(NftNamespace.NEWER)
final class DeclarationsIT {
    private static final Table TABLE = Table.inet("t");

    @Test
    void mapsToObjectsAndRangesAreDeclaredAsNftDeclaresThem(Namespaces namespaces) {
        assertSame(namespaces, """
            table inet t {
                counter web { }
                map by_port { type inet_service : counter; elements = { 80 : "web" }; }
                map by_network { type ipv4_addr : counter; flags interval; elements = { 10.0.0.0/8 : "web" }; }
                map by_both { typeof ip saddr . tcp dport : counter; elements = { 10.0.0.1 . 80 : "web" }; }
                map servers { type ipv4_addr : interval ipv4_addr . inet_service
                    elements = { 10.0.0.1 : 10.0.1.1-10.0.1.9 . 80-90 }
                }
                map hosts { type mark : interval ipv4_addr; elements = { 0x1 : 10.0.1.1-10.0.1.9, 0x2 : 10.0.2.1 }; }
            }
            """, tx -> {
            tx.add(TABLE);
            tx.add(TABLE.object("web", Counter.zero()));
            NamedSet byPort = tx.add(TABLE.map("by_port", SetKey.INET_SERVICE, ObjectType.COUNTER));
            tx.addElements(byPort, List.of(element(byPort, 80, "web")));
            NamedSet byNetwork = tx.add(TABLE.map("by_network", SetKey.IPV4_ADDR, ObjectType.COUNTER)
                    .interval());
            tx.addElements(byNetwork, List.of(element(byNetwork, "10.0.0.0/8", "web")));
            NamedSet byBoth = tx.add(mapOf(TABLE, "by_both", concat(ip().saddr(), tcp().dport()), ObjectType.COUNTER));
            tx.addElements(byBoth, List.of(element(byBoth, tuple("10.0.0.1", 80), "web")));
            NamedSet servers = tx.add(TABLE.set("servers", SetKey.IPV4_ADDR)
                    .valueRanges(SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE)));
            tx.addElements(servers, List.of(element(servers, "10.0.0.1", tuple("10.0.1.1-10.0.1.9", "80-90"))));
            NamedSet hosts = tx.add(TABLE.set("hosts", SetKey.MARK).valueRanges(SetKey.IPV4_ADDR));
            tx.addElements(hosts, List.of(element(hosts, 1, "10.0.1.1-10.0.1.9"), element(hosts, 2, "10.0.2.1")));
        });
    }

    @Test
    void objectsOfConntrackAreForOneIpVersion(Namespaces namespaces) {
        assertSame(namespaces, """
            table inet t {
                ct helper files { type "ftp" protocol tcp; l3proto ip; }
                ct timeout short { protocol tcp; l3proto ip6; policy = { established : 100 }; }
                ct expectation data { protocol tcp; dport 80; timeout 5m; size 5; l3proto ip; }
            }
            """, tx -> {
            tx.add(TABLE);
            tx.add(TABLE.ctHelper("files", "ftp", IpProtocol.TCP, IpFamily.IPV4));
            Map<String, Duration> policy = Map.of("established", Duration.ofSeconds(100));
            tx.add(TABLE.ctTimeout("short", IpProtocol.TCP, policy, IpFamily.IPV6));
            tx.add(TABLE.ctExpectation("data", IpProtocol.TCP, 80, Duration.ofMinutes(5), 5, IpFamily.IPV4));
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.ctExpectation("data", IpProtocol.TCP, 80, Duration.ofMinutes(5), 5))
                .withMessageContaining("needs an IpFamily");
    }

    @Test
    void portsOfTransparentProxiesComeFromMaps(Namespaces namespaces) {
        RulePart isTcp = meta().l4proto(IpProtocol.TCP);
        assertSame(
                namespaces,
                """
                table inet t {
                    chain c {
                        meta l4proto tcp tproxy to :symhash mod 2 map { 0 : 23, 1 : 42 }
                        meta l4proto tcp tproxy ip to 127.0.0.1:symhash mod 2 map { 0 : 23, 1 : 42 }
                    }
                }
                """,
                List.of(isTcp, tproxyTo(map(symhash(2), entry(0, 23), entry(1, 42)))),
                List.of(isTcp, tproxyTo(IpAddress.of("127.0.0.1"), map(symhash(2), entry(0, 23), entry(1, 42)))));
    }

    @Test
    void twoFieldsAreCombined(Namespaces namespaces) {
        List<RulePart> or = List.of(ct().mark().set(ct().mark().or(meta().mark())));
        assumeThat(NftNamespace.in(namespaces).nft().supports(NfFamily.INET, or.toArray(RulePart[]::new)))
                .as("kernels before 6.14 combine no two registers")
                .isTrue();
        assertSame(
                namespaces,
                """
                table inet t {
                    chain c {
                        ct mark set ct mark | meta mark
                        ct mark set ct mark & meta mark
                        ct mark set ct mark ^ meta mark
                        ct mark set ct mark & 0xffff0000 | meta mark & 0xffff
                    }
                }
                """,
                or,
                List.of(ct().mark().set(ct().mark().and(meta().mark()))),
                List.of(ct().mark().set(ct().mark().xor(meta().mark()))),
                List.of(ct().mark()
                        .set(ct().mark().and(0xffff0000L).or(meta().mark().and(0xffff)))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ct().mark().or(tcp().dport()))
                .withMessageContaining("differ in length or byte order");
    }

    @SafeVarargs
    private static void assertSame(Namespaces namespaces, String text, List<RulePart>... rules) {
        assertSame(namespaces, text, tx -> {
            tx.add(TABLE);
            Chain chain = tx.add(TABLE.chain("c"));
            List.of(rules).forEach(parts -> tx.add(chain.rule(parts)));
        });
    }

    private static void assertSame(Namespaces namespaces, String text, Consumer<TransactionBuilder> words) {
        NftNamespace theirs = NftNamespace.in(namespaces, NftNamespace.NEWER);
        NftNamespace ours = NftNamespace.in(namespaces, NftNamespace.NEWER);
        theirs.run(theirs.program(), text).ok();
        ours.nft().withProfile(Profile.NFT_1_1).commit(words);

        Ruleset declared = ours.nft().ruleset();
        assertThat(declared).isEqualTo(theirs.nft().ruleset());
        assertThat(ours.run(ours.program(), "list", "ruleset").ok())
                .isEqualTo(theirs.run(theirs.program(), "list", "ruleset").ok());
        assertThat(declared.rules())
                .allSatisfy(rule -> assertThat(rule.statements()).noneMatch(Expression.class::isInstance));
    }
}
