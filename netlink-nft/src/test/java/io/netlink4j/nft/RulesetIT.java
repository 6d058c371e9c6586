package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares what nft lists with the objects that were added. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class RulesetIT {
    private static byte[] name(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 16);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void nftListsTablesChainsAndRules(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft().commit(tx -> {
            Table table = tx.add(Table.ip("house").comment("all of it"));
            Chain post = tx.add(table.chain("post").nat(Hook.POSTROUTING).comment("out of here"));
            tx.add(table.chain("in").filter(Hook.INPUT).policy(Policy.DROP).priority(Priority.FILTER, 5));
            tx.add(table.chain("raw").filter(Hook.PREROUTING).priority(Priority.RAW));
            tx.add(table.chain("marking").route());
            Chain web = tx.add(table.chain("web"));
            tx.add(post.rule(
                            Payload.load(PayloadBase.NETWORK, 12, 3, 1),
                            Cmp.of(Comparison.EQUAL, 1, (byte) 192, (byte) 168, (byte) 15),
                            Meta.load(MetaKey.OIFNAME, 1),
                            Cmp.of(Comparison.EQUAL, 1, name("eth0")),
                            Counter.zero(),
                            Masq.plain())
                    .comment("red and blue go out"));
            tx.insert(post.rule(Immediate.verdict(Verdict.jump(web.name()))));
        });

        assertThat(house.ruleset()).isEqualTo("""
            table ip house {
            	comment "all of it"
            	chain post {
            		comment "out of here"
            		type nat hook postrouting priority srcnat; policy accept;
            		jump web
            		ip saddr 192.168.15.0/24 oifname "eth0" counter packets 0 bytes 0 masquerade comment "red and blue go out"
            	}

            	chain in {
            		type filter hook input priority filter + 5; policy drop;
            	}

            	chain raw {
            		type filter hook prerouting priority raw; policy accept;
            	}

            	chain marking {
            		type route hook output priority mangle; policy accept;
            	}

            	chain web {
            	}
            }
            """);
    }

    @Test
    void nftListsSetsAndMaps(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft().commit(tx -> {
            Table table = tx.add(Table.inet("s"));
            NamedSet blocked =
                    tx.add(table.set("blocked", SetKey.IPV4_ADDR).interval().comment("not here"));
            tx.addElements(
                    blocked,
                    List.of(
                            SetElement.of(IpPrefix.of("10.0.0.0/8")),
                            SetElement.of(IpPrefix.of("11.0.0.0/8")),
                            SetElement.range(IpAddress.of("192.168.0.1"), IpAddress.of("192.168.0.9")),
                            SetElement.of(IpPrefix.of("240.0.0.0/4"))));
            NamedSet names = tx.add(table.set("names", SetKey.IFNAME));
            tx.addElements(names, List.of(SetElement.of(name("eth0")).comment("up")));
            NamedSet marks = tx.add(table.map("marks", SetKey.UID, SetKey.MARK));
            tx.addElements(
                    marks,
                    List.of(SetElement.map(
                            new byte[] {1, 0, 0, 0}, Data.value((byte) 5, (byte) 0, (byte) 0, (byte) 0))));
            NamedSet verdicts = tx.add(table.map("verdicts", SetKey.INET_SERVICE, SetKey.VERDICT));
            tx.addElements(verdicts, List.of(SetElement.map(new byte[] {0, 80}, Data.verdict(Verdict.ACCEPT))));
            NamedSet pairs = tx.add(table.set("pairs", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE))
                    .interval());
            tx.addElements(
                    pairs,
                    List.of(SetElement.range(bytes(10, 0, 0, 0, 0, 80, 0, 0), bytes(10, 0, 0, 99, 0, 90, 0, 0))));
            NamedSet seen = tx.add(table.set("seen", SetKey.IPV6_ADDR)
                    .timeout(Duration.ofHours(1))
                    .size(9));
            tx.addElements(seen, List.of(SetElement.of(IpAddress.of("2001:db8::1"))));
        });

        assertThat(house.ruleset().replaceAll("expires \\w+", "expires soon"))
                .contains("type ipv4_addr\n\t\tflags interval\n\t\tcomment \"not here\"")
                .contains("elements = { 10.0.0.0/8, 11.0.0.0/8,\n\t\t\t     192.168.0.1-192.168.0.9, 240.0.0.0/4 }")
                .contains("type ifname\n\t\telements = { \"eth0\" comment \"up\" }")
                .contains("type uid : mark\n\t\telements = { 1 : 0x00000005 }")
                .contains("type inet_service : verdict\n\t\telements = { 80 : accept }")
                .contains("type ipv4_addr . inet_service\n"
                        + "\t\tflags interval\n"
                        + "\t\telements = { 10.0.0.0-10.0.0.99 . 80-90 }")
                .contains("type ipv6_addr\n\t\tsize 9\n\t\ttimeout 1h")
                .contains("elements = { 2001:db8::1 expires soon }");
    }

    @Test
    void findsAndListsElements(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        Table table = Table.ip("t");
        NamedSet ranges = table.set("ranges", SetKey.IPV4_ADDR).interval();
        NamedSet plain = table.set("plain", SetKey.IPV4_ADDR).comment("hosts");
        List<SetElement> intervals =
                List.of(SetElement.of(IpPrefix.of("10.0.0.0/8")), SetElement.of(IpPrefix.of("240.0.0.0/4")));
        nft.commit(tx -> {
            tx.add(table);
            tx.add(ranges);
            tx.add(plain);
            tx.addElements(ranges, intervals);
            tx.addElements(plain, List.of(SetElement.of(IpAddress.of("10.0.0.1"))));
        });

        assertThat(nft.sets().list(table)).extracting(NamedSet::name).containsExactlyInAnyOrder("ranges", "plain");
        assertThat(nft.set(table, "plain").orElseThrow().comment()).contains("hosts");
        assertThat(nft.set(table, "plain").orElseThrow().key()).isEqualTo(SetKey.IPV4_ADDR);
        assertThat(nft.set(table, "other")).isEmpty();
        assertThat(nft.elements(ranges)).isEqualTo(intervals);
        Ruleset all = nft.ruleset();
        assertThat(all.elements(ranges)).containsExactlyInAnyOrderElementsOf(intervals);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.elements(table.set("none", SetKey.MARK)))
                .withMessageContaining("none");
        assertThat(nft.element(ranges, SetElement.of(IpAddress.of("10.1.2.3")))).isPresent();
        assertThat(nft.element(ranges, SetElement.of(IpAddress.of("11.1.2.3")))).isEmpty();
        assertThat(nft.element(plain, SetElement.of(IpAddress.of("10.0.0.1"))))
                .contains(SetElement.of(IpAddress.of("10.0.0.1")));

        nft.commit(tx -> {
            tx.deleteElements(ranges, intervals.subList(0, 1));
            tx.flush(plain);
        });
        assertThat(nft.elements(ranges)).isEqualTo(intervals.subList(1, 2));
        assertThat(nft.elements(plain)).isEmpty();
        nft.commit(tx -> tx.delete(plain));
        assertThat(nft.sets().list()).hasSize(1);
    }

    @Test
    void addsAndReadsManyElements(Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        int many = 20_000;
        NamedSet set = Table.ip("t").set("s", SetKey.IPV4_ADDR).size(many);
        IpAddress first = IpAddress.of("20.0.0.0");
        nft.commit(tx -> {
            tx.add(Table.ip("t"));
            tx.add(set);
            tx.addElements(set, IntStream.range(0, many).mapToObj(i -> SetElement.of(first.plus(i)))::iterator);
        });

        assertThat(nft.elements(set).stream()
                        .map(element -> IpAddress.of(element.key()))
                        .distinct())
                .hasSize(many);
        int[] seen = new int[1];
        nft.forEachElement(set, element -> ++seen[0] < 100);
        assertThat(seen[0]).isEqualTo(100);
        assertThat(nft.tables().list()).hasSize(1);
    }

    @Test
    void addsAndDeletesAnonymousSetsWithTheirRule(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Statement ports = compilation -> {
            int id = compilation.add(new AnonymousSet(
                    NamedSet.anonymous(SetKey.INET_SERVICE, false),
                    List.of(SetElement.port(80), SetElement.port(443))));
            List.of(
                            Meta.load(MetaKey.L4PROTO, 1),
                            Cmp.of(Comparison.EQUAL, 1, (byte) 6),
                            Payload.load(PayloadBase.TRANSPORT, 2, 2, 1),
                            Lookup.in(AnonymousSet.NAME, 1).setId(id))
                    .forEach(compilation::add);
        };
        Chain chain = Table.ip("t").chain("c").filter(Hook.INPUT);
        Transaction twice = Transaction.of(tx -> {
            tx.add(Table.ip("t"));
            tx.add(chain);
            tx.add(chain.rule(ports, Immediate.verdict(Verdict.ACCEPT)));
            tx.add(chain.rule(ports, Immediate.verdict(Verdict.DROP)));
        });
        house.nft().commit(twice);

        assertThat(house.ruleset())
                .containsPattern("tcp dport \\{ (80, 443|443, 80) } accept")
                .containsPattern("tcp dport \\{ (80, 443|443, 80) } drop");
        assertThat(house.nft().sets().list()).hasSize(2).allMatch(NamedSet::isAnonymous);
        house.nft().commit(tx -> tx.delete(house.nft().rules().list(chain).getFirst()));
        assertThat(house.nft().sets().list()).hasSize(1);
        house.nft().commit(tx -> tx.flush(chain));
        assertThat(house.nft().sets().list()).isEmpty();
    }
}
