package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.Lookups;
import io.netlink4j.nft.statement.Statements;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements with one key, a prefix or a range, compared with the elements of nft. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class ElementsIT {
    private static final Table TABLE = Table.ip("t");
    private static final Duration HOUR = Duration.ofHours(1);

    private static SetElement address(String text) {
        return SetElement.of(IpAddress.of(text));
    }

    private static SetElement prefix(String text) {
        return SetElement.of(IpPrefix.of(text));
    }

    private static SetElement range(String first, String last) {
        return SetElement.range(IpAddress.of(first), IpAddress.of(last));
    }

    /** A set, its elements, and the same elements in nft's syntax. */
    record Case(NamedSet set, List<SetElement> elements, String words) {
        static Case of(NamedSet set, String words, SetElement... elements) {
            return new Case(set, List.of(elements), words);
        }

        String definition() {
            List<String> flags = Stream.of(set.isInterval() ? "interval" : "", set.hasTimeouts() ? "timeout" : "")
                    .filter(flag -> !flag.isEmpty())
                    .toList();
            return (set.isMap() ? "map" : "set") + " ip t s { type " + set.key()
                    + set.value().map(value -> " : " + value).orElse("") + ";"
                    + (flags.isEmpty() ? "" : " flags " + String.join(",", flags) + ";")
                    + (set.expressions().isEmpty() ? "" : " counter;") + " }";
        }

        @Override
        public String toString() {
            return definition() + " " + words;
        }
    }

    static Stream<Case> cases() {
        NamedSet plain = TABLE.set("s", SetKey.IPV4_ADDR);
        NamedSet ranges = plain.interval();
        NamedSet all = ranges.timeouts().expressions(Counter.zero());
        NamedSet marks = TABLE.map("s", SetKey.IPV4_ADDR, SetKey.MARK).interval();
        NamedSet verdicts = TABLE.map("s", SetKey.INET_SERVICE, SetKey.VERDICT).interval();
        NamedSet pairs = TABLE.set("s", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE));
        return Stream.of(
                Case.of(ranges, "1.1.1.1", address("1.1.1.1")),
                Case.of(ranges, "0.0.0.0, 255.255.255.255", address("0.0.0.0"), address("255.255.255.255")),
                Case.of(ranges, "10.0.0.0/8, 240.0.0.0/4", prefix("10.0.0.0/8"), prefix("240.0.0.0/4")),
                Case.of(ranges, "0.0.0.0/0", prefix("0.0.0.0/0")),
                Case.of(
                        ranges,
                        "1.1.1.1, 1.1.1.2, 1.1.1.3-1.1.1.9",
                        range("1.1.1.3", "1.1.1.9"),
                        address("1.1.1.1"),
                        address("1.1.1.2")),
                Case.of(ranges, "1.1.1.1/32, 2.0.0.0-2.0.0.0", prefix("1.1.1.1/32"), range("2.0.0.0", "2.0.0.0")),
                Case.of(plain, "1.1.1.1, *", address("1.1.1.1"), SetElement.catchAll()),
                Case.of(
                        all,
                        "1.1.1.1 timeout 1h comment \"one\", 10.0.0.0/8 timeout 2h comment \"net\","
                                + " 11.0.0.0-11.0.0.5 comment \"some\", 240.0.0.0/4 timeout 1h comment \"open\"",
                        address("1.1.1.1").timeout(HOUR).comment("one"),
                        prefix("10.0.0.0/8").timeout(HOUR.multipliedBy(2)).comment("net"),
                        range("11.0.0.0", "11.0.0.5").comment("some"),
                        prefix("240.0.0.0/4").timeout(HOUR).comment("open")),
                Case.of(
                        marks,
                        "1.1.1.1 : 5, 10.0.0.0/8 comment \"x\" : 6, 240.0.0.0/4 : 7",
                        address("1.1.1.1").value(SetElement.number(5)),
                        prefix("10.0.0.0/8").comment("x").value(SetElement.number(6)),
                        prefix("240.0.0.0/4").value(SetElement.number(7))),
                Case.of(
                        verdicts,
                        "80 : accept, 1000-2000 : drop, 60000-65535 : return",
                        SetElement.port(80).value(Data.verdict(Verdict.ACCEPT)),
                        SetElement.ports(1000, 2000).value(Data.verdict(Verdict.DROP)),
                        SetElement.ports(60000, 65535).value(Data.verdict(Verdict.RETURN))),
                Case.of(
                        TABLE.set("s", SetKey.MARK).interval(),
                        "5, 0x100-0x20000",
                        SetElement.number(5),
                        SetElement.range(
                                SetElement.number(0x100).key(),
                                SetElement.number(0x20000).key())),
                Case.of(TABLE.set("s", SetKey.MARK), "5, 0x100", SetElement.number(5), SetElement.number(0x100)),
                Case.of(pairs, "1.1.1.1 . 80", SetElement.concat(address("1.1.1.1"), SetElement.port(80))),
                Case.of(
                        pairs.interval().timeouts(),
                        "1.1.1.1 . 80 timeout 1h comment \"x\", 10.0.0.0/8 . 90-100, 11.0.0.0-11.0.0.5 . 0-65535",
                        SetElement.concat(address("1.1.1.1"), SetElement.port(80))
                                .timeout(HOUR)
                                .comment("x"),
                        SetElement.concat(prefix("10.0.0.0/8"), SetElement.ports(90, 100)),
                        SetElement.concat(range("11.0.0.0", "11.0.0.5"), SetElement.ports(0, 65535))),
                Case.of(
                        TABLE.set("s", SetKey.concat(SetKey.MARK, SetKey.IPV4_ADDR))
                                .interval(),
                        "0x10-0x20000 . 1.1.1.0/24",
                        SetElement.concat(
                                SetElement.range(
                                        SetElement.number(0x10).key(),
                                        SetElement.number(0x20000).key()),
                                prefix("1.1.1.0/24"))),
                Case.of(
                        TABLE.set("s", SetKey.concat(SetKey.IFNAME, SetKey.IPV4_ADDR))
                                .interval(),
                        "\"eth0\" . 1.1.1.1, \"wg*\" . 1.1.1.0/24",
                        SetElement.concat(SetElement.name("eth0"), address("1.1.1.1")),
                        SetElement.concat(SetElement.name("wg*"), prefix("1.1.1.0/24"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sendsElementsAsNftDoes(Case each, Namespaces namespaces) {
        NftNamespace theirs = NftNamespace.in(namespaces);
        theirs.nft("add table ip t");
        theirs.nft("add " + each.definition());
        theirs.nft("add element ip t s { " + each.words() + " }");
        NftNamespace ours = made(each, namespaces);

        assertThat(listed(ours)).isEqualTo(listed(theirs));
        // elements of nft are read in the form in which users write them
        assertThat(bare(theirs.nft().elements(each.set()))).containsExactlyInAnyOrderElementsOf(each.elements());
        assertThat(reported(ours)).isEqualTo(reported(theirs));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void listsFindsDeletesAndCopiesElements(Case each, Namespaces namespaces) {
        NftNamespace house = made(each, namespaces);
        Nft nft = house.nft();
        NamedSet read = nft.set(TABLE, "s").orElseThrow();
        List<SetElement> listed = nft.elements(read);
        assertThat(bare(listed)).containsExactlyInAnyOrderElementsOf(each.elements());
        List<SetElement> streamed = new ArrayList<>();
        nft.forEachElement(read, streamed::add);
        assertThat(bare(streamed)).containsExactlyInAnyOrderElementsOf(bare(listed));
        int[] seen = new int[1];
        nft.forEachElement(read, element -> {
            seen[0]++;
            return false;
        });
        assertThat(seen[0]).isEqualTo(1);
        for (SetElement element : each.elements()) {
            assertThat(bare(nft.element(each.set(), element).stream().toList())).containsExactly(element);
        }

        NftNamespace other = NftNamespace.in(namespaces);
        other.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(read);
            tx.addElements(read, listed);
        });
        assertThat(listed(other)).isEqualTo(listed(house));
        nft.commit(tx -> tx.deleteElements(each.set(), listed.subList(0, 1)));
        assertThat(bare(nft.elements(read))).hasSize(listed.size() - 1);
        nft.commit(tx -> tx.deleteElements(read, listed.subList(1, listed.size())));
        assertThat(reported(house)).isEmpty();
    }

    /** nft 1.0.6 lists it, but ends by a signal where it is to add it itself. */
    @Test
    void addsCatchAllElementsToSetsOfRanges(Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        NamedSet ranges = TABLE.set("s", SetKey.IPV4_ADDR).interval();
        List<SetElement> elements = List.of(address("1.1.1.1"), SetElement.catchAll());
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(ranges);
            tx.addElements(ranges, elements);
        });
        assertThat(nft.elements(ranges)).containsExactlyInAnyOrderElementsOf(elements);
        assertThat(nft.element(ranges, SetElement.catchAll())).contains(SetElement.catchAll());
        assertThat(nft.element(ranges, address("1.1.1.2"))).isEmpty();
        nft.commit(tx -> tx.deleteElements(ranges, elements.subList(1, 2)));
        assertThat(nft.elements(ranges)).containsExactly(elements.getFirst());
    }

    private static NftNamespace made(Case each, Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(each.set());
            tx.addElements(each.set(), each.elements());
        });
        return house;
    }

    /** The elements without counters and expiration times. */
    private static List<SetElement> bare(List<SetElement> elements) {
        return elements.stream()
                .map(element -> element.without(SetElement.EXPIRATION).without(SetElement.EXPR))
                .toList();
    }

    /** The elements that the kernel reports to nft, without the leading end of a range that nft adds. */
    private static List<String> reported(NftNamespace house) {
        return Command.runIn(house.namespace(), "nft", "--debug=netlink", "list", "ruleset")
                .ok()
                .lines()
                .filter(line -> line.startsWith("\telement"))
                .filter(line -> !line.matches("\telement [0 ]+ : 1 \\[end]\\s*"))
                .sorted()
                .toList();
    }

    private static List<String> listed(NftNamespace house) {
        return house.ruleset()
                .replaceAll(" expires \\w+", "")
                .lines()
                .map(line ->
                        Arrays.stream(line.split("[ ,]+")).sorted().toList().toString())
                .toList();
    }

    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void anElementThatNeverExpiresInASetWithATimeout(Namespaces namespaces) {
        assumeThat(System.getProperty("os.version"))
                .as("elements without the timeout of their set need 6.12")
                .doesNotStartWith("6.1.");
        NftNamespace room = NftNamespace.in(namespaces, NftNamespace.NEWER);
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR).timeout(Duration.ofHours(1));
        room.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(set);
            tx.addElements(set, List.of(address("1.1.1.1").neverExpires()));
        });
        assertThat(room.ruleset()).contains("elements = { 1.1.1.1 timeout never }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "PT1.0005S"})
    void aTimeoutThatTheKernelCannotCountIsRefused(Duration timeout) {
        String message = "a timeout is a whole number of milliseconds above 0, not " + timeout;
        assertThatThrownBy(() -> address("1.1.1.1").timeout(timeout)).hasMessage(message);
        assertThatThrownBy(() -> TABLE.set("s", SetKey.IPV4_ADDR).timeout(timeout))
                .hasMessage(message);
        assertThatThrownBy(() -> Lookups.addTo("s", Statements.ip().saddr()).timeout(timeout))
                .hasMessage(message);
    }
}
