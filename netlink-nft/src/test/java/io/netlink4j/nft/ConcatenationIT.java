package io.netlink4j.nft;

import static io.netlink4j.nft.set.SetKey.INET_PROTO;
import static io.netlink4j.nft.set.SetKey.INET_SERVICE;
import static io.netlink4j.nft.set.SetKey.IPV4_ADDR;
import static io.netlink4j.nft.set.SetKey.IPV6_ADDR;
import static io.netlink4j.nft.set.SetKey.MARK;
import static io.netlink4j.nft.set.SetKey.NF_PROTO;
import static io.netlink4j.nft.set.SetKey.VERDICT;
import static io.netlink4j.nft.set.SetKey.concat;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets and maps of concatenations, which kube-proxy and Docker use. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class ConcatenationIT {
    private static final Table TABLE = Table.inet("t");
    private static final SetKey PAIR = concat(IPV4_ADDR, INET_SERVICE);

    /** A set in nft's syntax, its elements, and the expected types. */
    record Case(String definition, String elements, SetKey key, Optional<SetKey> value) {
        static Case set(SetKey key, String flags, String elements) {
            return new Case("set inet t s { type " + key + "; " + flags + " }", elements, key, Optional.empty());
        }

        static Case map(SetKey key, SetKey value, String flags, String elements) {
            return new Case(
                    "map inet t s { type " + key + " : " + value + "; " + flags + " }",
                    elements,
                    key,
                    Optional.of(value));
        }

        NamedSet ours() {
            NamedSet set = value.map(to -> TABLE.map("s", key, to)).orElseGet(() -> TABLE.set("s", key));
            set = definition.contains("interval") ? set.interval() : set;
            return definition.contains("timeout 1h")
                    ? set.timeout(Duration.ofHours(1))
                    : definition.contains("timeout") ? set.timeouts() : set;
        }
    }

    static Stream<Case> cases() {
        SetKey six = concat(NF_PROTO, IPV4_ADDR, INET_SERVICE, IPV4_ADDR, INET_SERVICE, INET_PROTO);
        return Stream.of(
                Case.set(PAIR, "", "1.1.1.1 . 80, 2.2.2.2 . 90"),
                Case.set(PAIR, "flags interval;", "1.1.1.0/24 . 80-90, 2.2.2.2 . 90"),
                Case.set(PAIR, "flags timeout;", "1.1.1.1 . 80 timeout 2d, 2.2.2.2 . 90"),
                Case.set(PAIR, "flags interval,timeout; timeout 1h;", "1.1.1.0-1.1.1.9 . 80, 2.2.2.2 . 90 timeout 2d"),
                Case.set(concat(INET_PROTO, MARK), "", "tcp . 5, udp . 0x11223344"),
                Case.set(concat(IPV6_ADDR, SetKey.ETHER_ADDR), "", "fd00::1 . 02:00:00:00:00:01"),
                Case.set(concat(SetKey.IFNAME, IPV4_ADDR), "", "\"eth0\" . 1.1.1.1"),
                Case.set(
                        concat(IPV4_ADDR, INET_SERVICE, IPV4_ADDR, INET_SERVICE, INET_PROTO),
                        "",
                        "1.1.1.1 . 1 . 2.2.2.2 . 2 . tcp"),
                Case.set(six, "", "ipv4 . 1.1.1.1 . 1 . 2.2.2.2 . 2 . tcp"),
                Case.set(six, "flags interval;", "ipv4 . 1.1.1.0/24 . 1-5 . 2.2.2.2 . 2 . tcp"),
                Case.map(PAIR, PAIR, "", "1.1.1.1 . 80 : 10.0.0.1 . 8080, 2.2.2.2 . 90 : 10.0.0.2 . 9090"),
                Case.map(PAIR, PAIR, "flags interval;", "1.1.1.0/24 . 80-90 : 10.0.0.1 . 8080"),
                Case.map(PAIR, PAIR, "flags timeout; timeout 1h;", "1.1.1.1 . 80 timeout 2d : 10.0.0.1 . 8080"),
                Case.map(PAIR, VERDICT, "", "1.1.1.1 . 80 : accept, 2.2.2.2 . 90 : jump other"),
                Case.map(PAIR, VERDICT, "flags interval;", "1.1.1.0/24 . 80-90 : drop"),
                Case.map(INET_SERVICE, PAIR, "", "80 : 10.0.0.1 . 8080"),
                Case.map(PAIR, MARK, "", "1.1.1.1 . 80 : 5"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsConcatenationsAndAddsThemAgain(Case each, Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table inet t");
        house.nft("add chain inet t other");
        house.nft("add " + each.definition());
        house.nft("add element inet t s { " + each.elements() + " }");
        NamedSet read = house.nft().set(TABLE, "s").orElseThrow();
        assertThat(read.key()).isEqualTo(each.key());
        assertThat(read.key().fields()).isEqualTo(each.key().fields());
        assertThat(read.value()).isEqualTo(each.value());

        for (NamedSet made : List.of(read, each.ours())) {
            NftNamespace other = NftNamespace.in(namespaces);
            other.nft().commit(tx -> {
                house.nft().tables().list().forEach(tx::add);
                house.nft().chains().list().forEach(tx::add);
                tx.add(made);
                tx.addElements(made, house.nft().elements(read));
            });
            assertThat(listed(other)).isEqualTo(listed(house));
            NamedSet again = other.nft().set(TABLE, "s").orElseThrow();
            assertThat(again.key()).isEqualTo(each.key());
            assertThat(again.value()).isEqualTo(each.value());
            assertThat(again.get(NamedSet.FLAGS)).isEqualTo(read.get(NamedSet.FLAGS));
            assertThat(again.get(NamedSet.KEY_TYPE)).isEqualTo(read.get(NamedSet.KEY_TYPE));
        }
    }

    /** The ruleset that nft lists, without expiration times; the order of elements is that of the kernel. */
    private static List<String> listed(NftNamespace house) {
        return house.ruleset()
                .replaceAll(" expires \\w+", "")
                .lines()
                .map(line ->
                        Arrays.stream(line.split("[ ,]+")).sorted().toList().toString())
                .toList();
    }

    @Test
    void typesAreThoseOfNft(Namespaces namespaces) throws ReflectiveOperationException {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table inet t");
        List<SetKey> types = new ArrayList<>();
        for (Field constant : SetKey.class.getFields()) {
            SetKey type = (SetKey) constant.get(null);
            if (!type.equals(VERDICT)) {
                house.nft("add set inet t s" + types.size() + " { type " + type + "; }");
                house.nft("add map inet t m" + types.size() + " { type ipv4_addr . " + type + " : " + type + "; }");
                types.add(type);
            }
        }
        assertThat(types).hasSizeGreaterThan(25);
        for (int i = 0; i < types.size(); i++) {
            NamedSet map = house.nft().set(TABLE, "m" + i).orElseThrow();
            assertThat(map.key()).isEqualTo(concat(IPV4_ADDR, types.get(i)));
            assertThat(map.value()).contains(types.get(i));
            assertThat(house.nft().set(TABLE, "s" + i).orElseThrow().key()).isEqualTo(types.get(i));
        }
    }

    @Test
    void addsReadRulesWithAnonymousConcatenations(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table inet t");
        house.nft("add chain inet t c");
        house.nft("add chain inet t n { type nat hook prerouting priority 0; }");
        for (String rule : List.of(
                "c ip saddr . tcp dport { 1.1.1.1 . 80, 2.2.2.2 . 90 } accept",
                "c ip saddr . tcp dport { 1.1.1.0/24 . 80-90, 2.2.2.2 . 90 } accept",
                "c ip saddr . tcp dport vmap { 1.1.1.1 . 80 : accept, 2.2.2.2 . 90 : drop }",
                "n dnat ip to ip daddr . tcp dport map { 1.1.1.1 . 80 : 10.0.0.1 . 8080, 2.2.2.2 . 90 : 10.0.0.2 ."
                        + " 9090 }",
                "c ip saddr . tcp dport . ip daddr . tcp sport . meta l4proto . meta mark { 1.1.1.1 . 1 . 2.2.2.2 . 2"
                        + " . tcp . 5 }")) {
            house.nft("add rule inet t " + rule);
        }
        NftNamespace other = NftNamespace.in(namespaces);
        List<Rule> rules =
                house.nft().rules().list().stream().map(house.nft()::withSets).toList();
        other.nft().commit(tx -> {
            house.nft().tables().list().forEach(tx::add);
            house.nft().chains().list().forEach(tx::add);
            rules.forEach(tx::add);
        });
        assertThat(listed(other)).isEqualTo(listed(house));
        assertThat(rules).allSatisfy(rule -> assertThat(rule.sets()).hasSize(1));
    }

    @Test
    void packetsMatchConcatenations(Namespaces namespaces) throws Exception {
        NetworkNamespace room = namespaces.named();
        Command.runIn(room.name().orElseThrow(), "ip", "link", "set", "lo", "up")
                .ok();
        Nft nft = namespaces.keep(Nft.open(room));
        SetKey six = concat(NF_PROTO, IPV4_ADDR, INET_SERVICE, IPV4_ADDR, INET_PROTO, MARK);
        Chain chain = TABLE.chain("c").filter(Hook.INPUT);
        NamedSet pairs = TABLE.map("pairs", PAIR, VERDICT).timeouts();
        byte[] loopback = {127, 0, 0, 1};
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(chain);
            Chain hit = tx.add(TABLE.chain("hit"));
            tx.add(pairs);
            tx.addElements(
                    pairs,
                    List.of(SetElement.map(
                                    new byte[] {127, 0, 0, 1, 0x23, 0x28, 0, 0}, Data.verdict(Verdict.jump("hit")))
                            .timeout(Duration.ofHours(1))));
            tx.add(hit.rule(Counter.zero()));
            Statement udp = compilation -> compilation.match(
                    Meta.load(MetaKey.L4PROTO, 1),
                    Cmp.of(Comparison.EQUAL, 1, (byte) 17),
                    Payload.load(PayloadBase.NETWORK, 16, 4, 1),
                    Payload.load(PayloadBase.TRANSPORT, 2, 2, 9));
            tx.add(chain.rule(udp, Lookup.map("pairs", 1, 0)));
            ByteBuffer key = ByteBuffer.allocate(six.length());
            key.put((byte) 2).position(4).put(loopback).putShort((short) 9000).position(12);
            key.put(loopback).put((byte) 17).position(20);
            Statement all = compilation -> {
                int id = compilation.add(
                        new AnonymousSet(NamedSet.anonymous(six, false), List.of(SetElement.of(key.array()))));
                compilation.match(
                        Meta.load(MetaKey.NFPROTO, 1),
                        Payload.load(PayloadBase.NETWORK, 12, 4, 9),
                        Payload.load(PayloadBase.TRANSPORT, 2, 2, 10),
                        Payload.load(PayloadBase.NETWORK, 16, 4, 11),
                        Meta.load(MetaKey.L4PROTO, 2),
                        Meta.load(MetaKey.MARK, 13),
                        Lookup.in(AnonymousSet.NAME, 1).setId(id));
            };
            tx.add(chain.rule(all, Counter.zero()));
        });

        try (DatagramChannel channel = room.call(DatagramChannel::open)) {
            channel.send(ByteBuffer.allocate(1), new InetSocketAddress("127.0.0.1", 9000));
            channel.send(ByteBuffer.allocate(1), new InetSocketAddress("127.0.0.1", 9001));
        }
        assertThat(counted(nft, TABLE.chain("hit"))).isEqualTo(1);
        assertThat(counted(nft, chain)).isEqualTo(1);
    }

    private static long counted(Nft nft, Chain chain) {
        return nft.rules().list(chain).stream()
                .flatMap(rule -> rule.expressions().stream())
                .filter(Counter.class::isInstance)
                .mapToLong(counter -> ((Counter) counter).packets())
                .sum();
    }
}
