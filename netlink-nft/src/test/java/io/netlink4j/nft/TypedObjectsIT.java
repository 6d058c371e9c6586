package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.action.Actions.goInto;
import static io.netlink4j.nft.statement.action.Actions.jumpInto;
import static io.netlink4j.nft.statement.action.Actions.queueTo;
import static io.netlink4j.nft.statement.action.Actions.synproxy;
import static io.netlink4j.nft.statement.action.Actions.use;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.Lookups;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects that are made by their words, rules that use them, sets that get other elements, and what the kernel supports. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class TypedObjectsIT {
    private static final Table TABLE = Table.ip("t");
    private static final String TEXT = """
        table ip t {
          ct helper ftp { type "ftp" protocol tcp; l3proto ip; }
          ct timeout slow { protocol tcp; l3proto ip; policy = { established : 7200, close : 4 }; }
          ct timeout dns { protocol udp; l3proto ip; policy = { unreplied : 10, replied : 20 }; }
          ct expectation e { protocol udp; dport 9876; timeout 2m; size 8; l3proto ip; }
          synproxy shield { mss 1460; wscale 7; timestamp sack-perm }
          counter web { packets 0 bytes 0 }
          counter secure { packets 0 bytes 0 }
          quota volume { over 10 mbytes }
          chain f {
            type filter hook input priority filter; policy accept;
            ct helper set "ftp"
            ct timeout set "slow"
            ct expectation set "e"
            tcp dport 80 synproxy name "shield"
            counter name tcp dport map { 80 : "web", 443 : "secure" }
            quota name "volume"
          }
        }
        """;

    @Test
    void nftListsTypedObjectsAndTheirUseAsItsOwn(Namespaces namespaces) {
        NftNamespace theirs = NftNamespace.in(namespaces);
        theirs.nft(TEXT);

        NftNamespace ours = NftNamespace.in(namespaces);
        ours.nft().commit(changes -> {
            Table table = changes.add(TABLE);
            NamedObject ftp = changes.add(table.ctHelper("ftp", "ftp", IpProtocol.TCP));
            changes.add(table.ctTimeout(
                    "slow",
                    IpProtocol.TCP,
                    Map.of("established", Duration.ofHours(2), "close", Duration.ofSeconds(4))));
            changes.add(table.ctTimeout(
                    "dns",
                    IpProtocol.UDP,
                    Map.of("unreplied", Duration.ofSeconds(10), "replied", Duration.ofSeconds(20))));
            changes.add(table.ctExpectation("e", IpProtocol.UDP, 9876, Duration.ofMinutes(2), 8));
            changes.add(table.object(
                    "shield",
                    synproxy().mss(1460).wscale(7).timestamp().sackPerm().expression()));
            changes.add(table.object("web", Counter.zero()));
            changes.add(table.object("secure", Counter.zero()));
            changes.add(table.object("volume", Quota.over(10 << 20)));
            Chain chain = changes.add(table.chain("f").filter(Hook.INPUT));
            changes.add(chain.rule(use(ftp)));
            changes.add(chain.rule(use(ObjectType.CT_TIMEOUT, "slow")));
            changes.add(chain.rule(use(ObjectType.CT_EXPECTATION, "e")));
            changes.add(chain.rule(tcp().dport(80), use(ObjectType.SYNPROXY, "shield")));
            changes.add(
                    chain.rule(use(ObjectType.COUNTER, map(tcp().dport(), entry(80, "web"), entry(443, "secure")))));
            changes.add(chain.rule(use(ObjectType.QUOTA, "volume")));
        });

        assertThat(NftNamespace.unordered(ours.ruleset()))
                .containsExactlyInAnyOrderElementsOf(NftNamespace.unordered(theirs.ruleset()));
        assertThat(ours.nft().objects().list(TABLE)).hasSize(8);
    }

    @Test
    void nftListsTablesOfFramesAndOptionsOfSetsAsItsOwn(Namespaces namespaces) {
        NftNamespace theirs = NftNamespace.in(namespaces);
        theirs.nft("""
            table bridge b {
              chain f {
                type filter hook forward priority filter; policy drop;
                accept
              }
            }
            table netdev n {
              chain i {
                type filter hook ingress device "lo" priority 7; policy accept;
                drop
              }
            }
            table ip t {
              set few {
                type ipv4_addr
                policy memory
                flags timeout
                gc-interval 5s
              }
            }
            """);

        NftNamespace ours = NftNamespace.in(namespaces);
        ours.nft().commit(changes -> {
            Chain frames = changes.add(changes.add(Table.bridge("b"))
                    .chain("f")
                    .filter(Hook.FORWARD)
                    .policy(Policy.DROP));
            changes.add(frames.rule(accept()));
            Chain ingress = changes.add(changes.add(Table.netdev("n"))
                    .chain("i")
                    .filter(Hook.INGRESS)
                    .device("lo")
                    .priority(7));
            changes.add(ingress.rule(drop()));
            changes.add(changes.add(TABLE)
                    .set("few", SetKey.IPV4_ADDR)
                    .memoryPolicy()
                    .timeouts()
                    .gcInterval(Duration.ofSeconds(5)));
        });

        assertThat(NftNamespace.unordered(ours.ruleset()))
                .containsExactlyInAnyOrderElementsOf(NftNamespace.unordered(theirs.ruleset()));
        assertThatThrownBy(() -> ours.nft()
                        .commit(changes -> changes.add(Table.netdev("n")
                                .chain("fast")
                                .filter(Hook.INGRESS)
                                .device("lo")
                                .offload())))
                .as("lo executes no rules")
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("fast");
        assertThat(ours.nft().chain(Table.netdev("n"), "fast")).isEmpty();
    }

    @Test
    void refusesObjectsThatCannotBeMeant() {
        assertThatThrownBy(() -> TABLE.ctTimeout("x", IpProtocol.UDP, Map.of("close", Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'close' is no state of udp, whose states are [unreplied, replied].");
        assertThatThrownBy(() -> TABLE.ctTimeout("x", IpProtocol.TCP, Map.of("close", Duration.ofMillis(1))))
                .hasMessageContaining("whole number of seconds");
        assertThatThrownBy(() -> TABLE.ctTimeout("x", IpProtocol.GRE, Map.of())).hasMessageContaining("not for gre");
        assertThatThrownBy(() -> Table.inet("t").ctExpectation("x", IpProtocol.TCP, 1, Duration.ofSeconds(1), 1))
                .hasMessageContaining("one IP version");
        assertThatThrownBy(() -> TABLE.ctExpectation("x", IpProtocol.TCP, 1, Duration.ofSeconds(1), 256))
                .hasMessageContaining("1 to 255");
    }

    @Test
    void givesASetOtherElements(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NamedSet set = house
                .nft()
                .commit(changes -> {
                    Table table = changes.add(TABLE);
                    changes.addElements(
                            changes.add(
                                    table.set("s", SetKey.IPV4_ADDR).interval().timeouts()),
                            List.of(
                                    SetElement.of(IpAddress.of("10.0.0.1")),
                                    SetElement.of(IpPrefix.of("10.1.0.0/16")).comment("stays"),
                                    SetElement.of(IpPrefix.of("10.2.0.0/16"))));
                })
                .created()
                .stream()
                .filter(NamedSet.class::isInstance)
                .map(NamedSet.class::cast)
                .findFirst()
                .orElseThrow();
        List<SetElement> wanted = List.of(
                SetElement.of(IpPrefix.of("10.1.0.0/16")).comment("stays"),
                SetElement.of(IpPrefix.of("10.2.0.0/16")).comment("is new"),
                SetElement.of(IpAddress.of("10.0.0.2")).timeout(Duration.ofHours(1)));

        house.nft().replaceElements(set, wanted);

        assertThat(house.nft().elements(set))
                .extracting(SetElement::toString)
                .containsExactlyInAnyOrder(
                        wanted.stream().map(SetElement::toString).toArray(String[]::new));
        ElementReplacement least = ElementReplacement.between(house.nft().elements(set), wanted);
        assertThat(least.removed()).isEmpty();
        assertThat(least.added()).isEmpty();
        assertThat(ElementReplacement.between(house.nft().elements(set), wanted.subList(0, 2))
                        .removed())
                .hasSize(1);
        assertThatThrownBy(() -> house.nft().replaceElements(TABLE.set("none", SetKey.MARK), List.of()))
                .isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void replacesOnlyTheElementsOfAMapThatHaveAnotherValue(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("""
            table ip t {
              chain c { }
              counter web { packets 0 bytes 0 }
              counter dns { packets 0 bytes 0 }
              map verdicts { type mark : verdict; elements = { 1 : accept, 2 : jump c, 3 : drop } }
              map counters { type inet_service : counter; elements = { 53 : "web", 80 : "web" } }
            }
            """);
        NamedSet verdicts = house.nft().set(TABLE, "verdicts").orElseThrow();
        NamedSet counters = house.nft().set(TABLE, "counters").orElseThrow();
        List<SetElement> before = List.copyOf(house.nft().elements(verdicts));
        List<SetElement> wanted = List.of(
                Lookups.element(verdicts, 1, accept()),
                Lookups.element(verdicts, 2, jump("c")),
                Lookups.element(verdicts, 3, accept()));
        ElementReplacement least = ElementReplacement.between(before, wanted);
        assertThat(least.removed()).hasSize(1);
        assertThat(least.added()).isEqualTo(wanted.subList(2, 3));
        house.nft().replaceElements(verdicts, wanted);
        house.nft()
                .replaceElements(
                        counters, List.of(Lookups.element(counters, 53, "dns"), Lookups.element(counters, 80, "web")));
        assertThat(house.ruleset())
                .containsPattern("0x0*3 : accept")
                .containsPattern("0x0*2 : jump c")
                .contains("53 : \"dns\"", "80 : \"web\"");
    }

    @Test
    void tellsWhatTheKernelSupports(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);

        assertThat(house.nft().supports(NfFamily.INET, tcp().dport(80), accept()))
                .isTrue();
        assertThat(house.nft().supports(NfFamily.IP, queueTo(1)))
                .isEqualTo(house.run("sh", "-c", "nft 'add table ip q; add chain ip q c; add rule ip q c queue num 1'")
                                .status()
                        == 0);
        assertThat(house.nft().supports(NfFamily.IP, Payload.load(new PayloadBase(77), 0, 1, 1)))
                .isFalse();
        assertThat(house.nft().tables().list()).noneMatch(table -> table.name().startsWith("netlink4j"));
    }

    @Test
    void addsChainsThatBelongToRules(Namespaces namespaces) {
        NftNamespace theirs = NftNamespace.in(namespaces);
        theirs.nft("""
            table inet t {
              chain f {
                tcp dport 22 jump { ip saddr 10.0.0.1 tcp sport { 1, 2 } accept; drop; }
                goto { accept; }
              }
            }
            """);
        NftNamespace ours = NftNamespace.in(namespaces);
        ours.nft().commit(changes -> {
            Chain chain = changes.add(changes.add(Table.inet("t")).chain("f"));
            changes.add(chain.rule(
                    tcp().dport(22),
                    jumpInto(List.of(ip().saddr("10.0.0.1"), tcp().sport(1, 2), accept()), List.of(drop()))));
            changes.add(chain.rule(goInto(List.of(accept()))));
        });

        assertThat(ours.ruleset()).isEqualTo(theirs.ruleset());
        assertThatThrownBy(() -> jumpInto(List.of())).hasMessageContaining("one rule or more");
    }
}
