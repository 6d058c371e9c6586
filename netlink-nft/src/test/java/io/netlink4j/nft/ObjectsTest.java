package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.ChainHook;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ObjectsTest {
    private static final Table TABLE = Table.ip("t");

    @Test
    void refusesNamesThatNftCannotRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> Table.ip("")).withMessageContaining("cannot be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> Table.ip("a b")).withMessageContaining("spaces");
        assertThatIllegalArgumentException().isThrownBy(() -> TABLE.chain("a\0b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.set("x".repeat(256), SetKey.MARK))
                .withMessageContaining("at most 255 bytes, not 256");
        assertThat(Table.ip("x".repeat(255)).name()).hasSize(255);
    }

    @Test
    void refusesHooksThatTheChainTypeDoesNotAllow() {
        Chain post = TABLE.chain("post").nat(Hook.POSTROUTING);
        assertThat(post.hook()).contains(Hook.POSTROUTING);
        assertThat(post.type()).contains("nat");
        assertThat(post.priority()).hasValue(100);
        assertThat(TABLE.chain("pre").nat(Hook.PREROUTING).priority()).hasValue(-100);
        assertThat(TABLE.chain("out").route().hook()).contains(Hook.OUTPUT);
        assertThat(TABLE.chain("f")
                        .filter(Hook.FORWARD)
                        .priority(Priority.MANGLE, -5)
                        .priority())
                .hasValue(-155);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.chain("x").nat(Hook.FORWARD))
                .withMessageContaining("not at forward");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> post.priority(-250))
                .withMessageContaining("after connection tracking");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.chain("x").filter(Hook.INGRESS))
                .withMessageContaining("no hook 'ingress'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.chain("x").policy(Policy.DROP))
                .withMessageContaining("has no hook");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.chain("x").filter(Hook.INPUT).priority(Priority.OUT))
                .withMessageContaining("no priority 'out'");
    }

    @Test
    void refusesWhatChainsAndSetsCannotBe() {
        Chain input = Table.ip("t").chain("c").filter(Hook.INPUT);
        NamedSet set = Table.ip("t").set("s", SetKey.IPV4_ADDR);
        for (Map.Entry<String, ThrowingCallable> attempt : Map.<String, ThrowingCallable>of(
                        "nat can only be in a table of family ip, ip6 or inet, not in one of bridge",
                        () -> Table.bridge("t").chain("c").nat(Hook.PREROUTING),
                        "route can only be in a table",
                        () -> Table.arp("t").chain("c").route(),
                        "chain ip t c is at input, but only chains at ingress and egress belong to devices",
                        () -> input.device("eth0"),
                        "is at input",
                        input::offload,
                        "the priority srcnat + 2147483647 is no number of 32 bits",
                        () -> input.priority(Priority.SRCNAT, Integer.MAX_VALUE),
                        "a set has a size of 0 or more elements, not -1",
                        () -> set.size(-1),
                        "every 2147483647 milliseconds at most",
                        () -> set.gcInterval(Duration.ofDays(365)),
                        "verdicts can be the values of a map, but not the keys",
                        () -> set.key(SetKey.VERDICT),
                        "a comment with a quotation mark: 'a\"b'",
                        () -> set.comment("a\"b"),
                        "The name of a helper has 1 to 15 bytes",
                        () -> Table.ip("t").ctHelper("h", "a".repeat(16), IpProtocol.TCP))
                .entrySet()) {
            assertThatIllegalArgumentException().isThrownBy(attempt.getValue()).withMessageContaining(attempt.getKey());
        }
    }

    @Test
    void hookNumbersDependOnTheFamily() {
        Chain ingress =
                Table.of(NfFamily.NETDEV, "d").chain("in").filter(Hook.INGRESS).device("eth0");
        assertThat(ingress.hook()).contains(Hook.INGRESS);
        assertThat(ingress.devices()).containsExactly("eth0");
        assertThat(ingress.get(Chain.HOOK).flatMap(hook -> hook.get(ChainHook.HOOKNUM)))
                .contains(0);
        assertThat(Hook.INGRESS.number(NfFamily.INET)).isEqualTo(5);
        assertThat(Hook.EGRESS.number(NfFamily.NETDEV)).isEqualTo(1);
        assertThat(Table.of(NfFamily.BRIDGE, "b")
                        .chain("c")
                        .filter(Hook.FORWARD)
                        .priority())
                .hasValue(-200);
        assertThat(ingress.devices(List.of("eth0", "lo")).devices()).containsExactly("eth0", "lo");
        assertThatIllegalArgumentException().isThrownBy(() -> ingress.device("a-name-that-is-too-long"));
    }

    @Test
    void commentsAreUserdataWithNul() {
        Table table = TABLE.comment("mine");
        assertThat(HexFormat.of().formatHex(table.get(Table.USERDATA).orElseThrow()))
                .isEqualTo("00056d696e6500");
        assertThat(table.comment()).contains("mine");
        assertThat(table.comment("yours").comment()).contains("yours");
        assertThat(TABLE.comment()).isEmpty();
        assertThat(TABLE.comment("ü".repeat(64)).comment()).contains("ü".repeat(64));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.comment("x".repeat(129)))
                .withMessageContaining("at most 128 bytes");
        assertThat(TABLE.with(Table.USERDATA, new byte[] {0, (byte) 200, 1}).comment())
                .isEmpty();
    }

    @Test
    void encodesTableFlags() {
        assertThat(TABLE.isDormant()).isFalse();
        assertThat(TABLE.dormant().isDormant()).isTrue();
        assertThat(TABLE.dormant().dormant(false).isDormant()).isFalse();
        assertThat(TABLE.owned().persistent().isOwned()).isTrue();
    }

    @Test
    void setsHaveTheUserdataThatNftPrintsBy() {
        NamedSet names = TABLE.set("names", SetKey.IFNAME);
        assertThat(HexFormat.of().formatHex(names.get(NamedSet.USERDATA).orElseThrow()))
                .isEqualTo("000401000000");
        assertThat(names.key()).isEqualTo(SetKey.IFNAME);
        NamedSet marks = TABLE.map("marks", SetKey.IPV4_ADDR, SetKey.MARK);
        assertThat(HexFormat.of().formatHex(marks.get(NamedSet.USERDATA).orElseThrow()))
                .isEqualTo("000402000000" + "010401000000");
        assertThat(marks.isMap()).isTrue();
        assertThat(marks.value()).contains(SetKey.MARK);
        assertThat(names.comment("x").comment()).contains("x");
    }

    @Test
    void concatenationsArePaddedAndHaveTheirFields() {
        SetKey key = SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE);
        assertThat(key.type()).isEqualTo(0x1cd);
        assertThat(key.length()).isEqualTo(8);
        NamedSet set = TABLE.set("c", key).interval();
        assertThat(set.key()).isEqualTo(key);
        assertThat(set.get(NamedSet.FLAGS)).contains(0x84);
        assertThatIllegalArgumentException().isThrownBy(() -> SetKey.concat(SetKey.MARK));
        assertThat(key.fields()).containsExactly(SetKey.IPV4_ADDR, SetKey.INET_SERVICE);
        assertThat(key).hasToString("ipv4_addr . inet_service");
        assertThat(SetKey.network(47, 3)).hasToString("type 47 of 3 bytes");
        assertThat(TABLE.set("c", key).has(NamedSet.DESC)).isFalse();
        SetKey odd = SetKey.concat(SetKey.network(47, 3), SetKey.IPV4_ADDR);
        assertThat(TABLE.set("c", odd).interval().key()).isEqualTo(odd);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetKey.concat(
                        SetKey.IPV6_ADDR, SetKey.IPV6_ADDR, SetKey.IPV6_ADDR, SetKey.IPV6_ADDR, SetKey.MARK))
                .withMessageContaining("takes 68 bytes, but the maximum is 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetKey.concat(key, SetKey.MARK))
                .withMessageContaining("not ipv4_addr . inet_service");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SetKey.concat(Collections.nCopies(6, SetKey.MARK).toArray(SetKey[]::new)));
    }

    @Test
    void elementsOfPlainSetsAreTheirKeys() {
        assertThat(SetElement.of(IpAddress.of("10.0.0.1")).toByteArray())
                .isEqualTo(HexFormat.of().parseHex("0c000180" + "08000100" + "0a000001"));
        assertThat(SetElement.port(80).key()).containsExactly(0, 80);
        assertThat(SetElement.map(new byte[] {1}, Data.value((byte) 2)).value()).contains(Data.value((byte) 2));
        assertThat(SetElement.port(80).comment("web").comment()).contains("web");
        assertThatIllegalArgumentException().isThrownBy(() -> SetElement.port(65536));
    }

    @Test
    void rangesAreEncodedAsFirstKeyAndEnd() {
        NamedSet set = NamedSet.anonymous(SetKey.IPV4_ADDR, true);
        List<SetElement> two =
                List.of(SetElement.of(IpPrefix.of("192.168.0.0/16")), SetElement.of(IpPrefix.of("10.0.0.0/8")));
        assertThat(SentElements.of(new AnonymousSet(set, two)).elements())
                .extracting(SetElement::toString)
                .containsExactly(
                        "element 00000000 (end)",
                        "element 0a000000",
                        "element 0b000000 (end)",
                        "element c0a80000",
                        "element c0a90000 (end)");
        ElementEncoding form = ElementEncoding.of(set);
        assertThat(form.paired(form.whole(two))).containsExactly(two.get(1), two.get(0));
        assertThat(encoded(TABLE.set("s", SetKey.IPV4_ADDR).interval(), SetElement.of(IpPrefix.of("240.0.0.0/4"))))
                .extracting(SetElement::toString)
                .containsExactly("element f0000000");
        NamedSet ports = TABLE.set("s", SetKey.INET_SERVICE).interval().autoMerge();
        assertThat(ports.isAutoMerge()).isTrue();
        assertThat(encoded(ports, SetElement.ports(80, 90), SetElement.port(91), SetElement.ports(85, 86)))
                .isEqualTo(encoded(ports, SetElement.ports(80, 91)));
        assertThat(encoded(ports, SetElement.ports(80, 65535), SetElement.ports(90, 91)))
                .isEqualTo(encoded(ports, SetElement.ports(80, 65535)));
        assertThatIllegalArgumentException().isThrownBy(() -> SetElement.ports(2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetElement.range(IpAddress.of("10.0.0.1"), IpAddress.of("::1")));
        assertThatIllegalArgumentException().isThrownBy(() -> SetElement.range(new byte[1], new byte[2]));
    }

    private static List<SetElement> encoded(NamedSet set, SetElement... elements) {
        return Transaction.of(tx -> tx.addElements(tx.add(set), List.of(elements))).requests().stream()
                .filter(request -> request.body() instanceof ElementList)
                .flatMap(request -> ((ElementList) request.body()).elements().stream())
                .toList();
    }

    @Test
    void splitsManyElementsIntoSeveralMessages() {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        List<SetElement> elements = Collections.nCopies(10_000, SetElement.of(IpAddress.of("10.0.0.1")));
        Transaction transaction = Transaction.of(tx -> tx.addElements(set, elements));

        assertThat(transaction.requests())
                .hasSize(3)
                .allMatch(request -> request.body().byteLength() < 65_000);
        assertThat(transaction.requests().stream()
                        .mapToInt(request ->
                                ((ElementList) request.body()).elements().size())
                        .sum())
                .isEqualTo(10_000);
    }

    @Test
    void numbersAnonymousSetsInTheTransaction() {
        Statement ports = compilation -> {
            int id = compilation.add(new AnonymousSet(
                    NamedSet.anonymous(SetKey.INET_SERVICE, false),
                    List.of(SetElement.port(80), SetElement.port(443))));
            compilation.add(Lookup.in(AnonymousSet.NAME, 1).setId(id));
        };
        Rule rule = TABLE.chain("c").rule(ports, ports);
        assertThat(rule.sets()).hasSize(2);

        Transaction twice = Transaction.of(tx -> {
            tx.add(rule);
            tx.add(tx.add(rule));
        });

        assertThat(twice.requests().stream()
                        .filter(request -> request.body() instanceof Rule)
                        .flatMap(request -> ((Rule) request.body()).expressions().stream())
                        .map(expression -> ((Lookup) expression).setId().orElseThrow()))
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(twice.requests().stream()
                        .filter(request -> request.body() instanceof NamedSet)
                        .map(request ->
                                ((NamedSet) request.body()).get(NamedSet.ID).orElseThrow()))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void refusesChangesWithoutAHandle() {
        Rule fresh = TABLE.chain("c").rule(Counter.zero());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transaction.of(tx -> tx.delete(fresh)))
                .withMessageContaining("needs a rule that was read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transaction.of(tx -> tx.addAfter(fresh, fresh)))
                .withMessageContaining("neither read nor added");
        assertThatIllegalArgumentException().isThrownBy(() -> Transaction.of(tx -> tx.rename(TABLE.chain("c"), "d")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fresh.in(Table.ip6("t").chain("c")))
                .withMessageContaining("cannot be in chain ip6 t c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.chain("c").rule(Collections.nCopies(129, Counter.zero())))
                .withMessageContaining("at most 128 expressions");
    }

    @Test
    void aFlowtableCountsOrIsOffloaded() {
        Flowtable plain = Table.inet("t").flowtable("fast", 0, List.of("eth0"));
        assertThat(plain.isCounting()).isFalse();
        assertThat(plain.counter().offload().get(Flowtable.FLAGS)).contains(3);
        assertThat(plain.counter().isCounting()).isTrue();
        assertThat(plain.counter().isOffloaded()).isFalse();
        assertThat(plain.offload().isOffloaded()).isTrue();
    }
}
