package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.RangeAssembler;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges next to others, and elements of sets that were not read. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class RangesIT {
    private static final Table TABLE = Table.ip("t");
    private static final NamedSet RANGES = TABLE.set("s", SetKey.IPV4_ADDR).interval();
    /** The description of the set by a program that did not read it: name and type. */
    private static final NamedSet NAME = TABLE.set("s", SetKey.IPV4_ADDR);

    private static SetElement range(String text) {
        String[] ends = text.split("-");
        return ends.length == 2
                ? SetElement.range(IpAddress.of(ends[0]), IpAddress.of(ends[1]))
                : SetElement.of(IpPrefix.of(text));
    }

    private static NftNamespace with(Namespaces namespaces, String definition) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table ip t");
        house.nft("add set ip t s { type ipv4_addr; " + definition + " }");
        return house;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.1.0.0/16",
                "4.0.0.0-6.0.0.0",
                "9.9.9.9",
                "5.0.0.0/8",
                "8.0.0.0-255.255.255.255",
                "5.0.0.0-5.0.0.1",
                "4.255.255.255-5.0.0.1",
                "5.255.255.255-6.0.0.1",
                "4.0.0.0-4.255.255.255",
                "6.0.0.0-6.0.0.9",
                "9.9.9.8",
                "9.9.9.10",
                "0.0.0.0/0",
                "5.0.0.0-6.0.0.0"
            })
    void acceptsRangesNextToOthersAsNftDoes(String text, Namespaces namespaces) {
        NftNamespace house = with(namespaces, "flags interval; elements = { 5.0.0.0/8, 9.9.9.9 };");
        boolean theirs = Command.runIn(house.namespace(), "nft", "-c", "add element ip t s { " + text + " }")
                        .status()
                == 0;
        Transaction ours = Transaction.of(tx -> tx.ensureElements(RANGES, List.of(range(text))));
        if (theirs) {
            house.nft().commit(ours);
            assertThat(house.ruleset()).contains("5.0.0.0/8").contains("9.9.9.9");
        } else {
            assertThatThrownBy(() -> house.nft().commit(ours)).isInstanceOf(NetlinkException.AlreadyExists.class);
        }
    }

    /** Adds each possible range to sets with many ranges, also at the first and last keys, and compares the result with nft. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void addsAndDeletesRangesAsNftDoes(long seed, Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table ip t");
        house.nft("add set ip t s { type inet_proto; flags interval; }");
        NamedSet small = TABLE.set("s", SetKey.INET_PROTO).interval();
        Random random = new Random(seed);
        int[] taken = new int[2];
        for (int i = 0; i < 120; i++) {
            if (i % 10 == 0) {
                house.nft("flush set ip t s");
            }
            int first = random.nextInt(4) == 0 ? 0 : random.nextInt(256);
            int last = random.nextInt(3) == 0
                    ? 255 - random.nextInt(2)
                    : Math.min(255, first + random.nextInt(random.nextBoolean() ? 60 : 1));
            SetElement element = range(Math.min(first, last), last);
            Command theirs = house.run("nft", "-c", "add element ip t s { " + words(element) + " }");
            taken[
                    check(
                                    house,
                                    theirs,
                                    "add " + words(element),
                                    Transaction.of(tx -> tx.ensureElements(small, List.of(element))))
                            ? 1
                            : 0]++;
            if (random.nextInt(4) == 0) {
                List<SetElement> all = house.nft().elements(small);
                SetElement one = all.get(random.nextInt(all.size()));
                int begin = Byte.toUnsignedInt(one.key()[0]);
                int end = Byte.toUnsignedInt(one.last()[0]);
                SetElement deleted = switch (random.nextInt(4)) {
                    case 0 -> one;
                    case 1 -> range(begin, 255);
                    case 2 -> range(begin, Math.max(begin, end - 1));
                    default -> range(end, end);
                };
                boolean there = all.contains(deleted);
                Command deletes = house.run("nft", "-c", "delete element ip t s { " + words(deleted) + " }");
                assertThat(deletes.status() == 0).as(words(deleted)).isEqualTo(there);
                check(
                        house,
                        deletes,
                        "delete " + words(deleted),
                        Transaction.of(tx -> tx.deleteElements(small, List.of(deleted))));
            }
        }
        assertThat(taken).doesNotContain(0);
    }

    private static SetElement range(int first, int last) {
        return SetElement.range(new byte[] {(byte) first}, new byte[] {(byte) last});
    }

    private static String words(SetElement element) {
        return Byte.toUnsignedInt(element.key()[0]) + "-" + Byte.toUnsignedInt(element.last()[0]);
    }

    private static boolean check(NftNamespace house, Command theirs, String words, Transaction ours) {
        String before = house.ruleset();
        if (theirs.status() == 0) {
            house.nft().commit(ours);
            return true;
        }
        Throwable refusal = catchThrowable(() -> house.nft().commit(ours));
        assertThat(refusal)
                .as("%s in %s", words, before)
                .isInstanceOfAny(NetlinkException.AlreadyExists.class, NetlinkException.NotFound.class);
        assertThat(house.ruleset()).isEqualTo(before);
        return false;
    }

    @Test
    void rangesDeletedInTheTransactionDoNotOverlap(Namespaces namespaces) {
        NftNamespace house =
                with(namespaces, "flags interval; elements = { 1.0.0.0-2.255.255.255, 8.0.0.0-255.255.255.255 };");
        Nft nft = house.nft();
        List<SetElement> before = nft.elements(RANGES);
        List<SetElement> longer = List.of(range("0.0.0.9-2.255.255.255"), range("7.0.0.0-255.255.255.255"));
        List<SetElement> almost = List.of(range("7.0.0.0-255.255.255.254"));
        for (List<SetElement> added : List.of(longer, before.subList(0, 1), longer.subList(1, 2), almost, longer)) {
            nft.commit(tx -> {
                tx.deleteElements(RANGES, nft.elements(RANGES));
                tx.ensureElements(RANGES, added);
                tx.ensureElements(RANGES, added);
            });
            assertThat(nft.elements(RANGES)).isEqualTo(added);
        }
        nft.commit(tx -> {
            tx.flush(RANGES);
            tx.ensureElements(RANGES, before);
        });
        nft.commit(tx -> tx.ensureElements(RANGES, before));
        assertThat(nft.elements(RANGES)).isEqualTo(before);
        nft.commit(tx -> {
            tx.delete(RANGES);
            tx.add(RANGES);
            tx.ensureElements(RANGES, longer);
        });
        assertThat(nft.elements(RANGES)).isEqualTo(longer);
        nft.commit(tx -> {
            tx.delete(TABLE);
            tx.add(TABLE);
            tx.add(RANGES);
            tx.ensureElements(RANGES, before);
        });
        assertThat(nft.elements(RANGES)).isEqualTo(before);
        assertThatThrownBy(() -> nft.check(Transaction.of(tx -> tx.ensureElements(RANGES, longer.subList(0, 1)))))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("add 1 element of set ip t s in namespace")
                .hasMessageContaining("element 00000009-02ffffff overlaps the range that begins with element 01000000");
        assertThatThrownBy(() -> nft.commit(tx -> tx.ensureElements(RANGES, List.of(range("9.0.0.0/8")))))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("element 09000000-09ffffff overlaps the range that begins with element 08000000");
    }

    @Test
    void checksOpenRangesAgainstTheSameTransaction(Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        SetElement open = range("8.0.0.0-255.255.255.255");
        for (List<SetElement> order : List.of(List.of(range("9.9.9.9"), open), List.of(open, range("9.9.9.9")))) {
            assertThatThrownBy(() -> nft.commit(tx -> {
                        tx.add(TABLE);
                        tx.add(RANGES);
                        tx.ensureElements(RANGES, order);
                    }))
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
        }
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(RANGES);
            tx.ensureElements(RANGES, List.of(open, range("7.0.0.0-7.255.255.255")));
        });
        assertThat(nft.elements(RANGES)).containsExactly(range("7.0.0.0/8"), open);
    }

    @Test
    void encodesElementsForTheSetOfTheKernel(Namespaces namespaces) {
        List<SetElement> elements =
                List.of(SetElement.of(IpAddress.of("1.1.1.1")).timeout(Duration.ofHours(1)), range("10.0.0.0/8"));
        NftNamespace house = with(namespaces, "flags interval,timeout;");
        Nft nft = house.nft();
        nft.commit(tx -> tx.ensureElements(NAME, elements));
        assertThat(house.ruleset()).containsPattern("1\\.1\\.1\\.1 timeout 1h expires \\w+,\\s+10\\.0\\.0\\.0/8 }");
        assertThat(nft.elements(NAME)).hasSize(2);
        assertThat(nft.element(NAME, SetElement.of(IpAddress.of("10.1.2.3")))).contains(elements.get(1));
        int[] seen = new int[1];
        nft.forEachElement(NAME, element -> ++seen[0] > 0);
        assertThat(seen[0]).isEqualTo(2);
        nft.check(Transaction.of(tx -> tx.ensureElements(NAME, List.of(range("11.0.0.0/8")))));
        nft.commit(tx -> tx.deleteElements(NAME, elements));
        assertThat(nft.elements(NAME)).isEmpty();

        NftNamespace plain = with(namespaces, "");
        plain.nft().commit(tx -> tx.ensureElements(NAME, List.of(SetElement.of(IpAddress.of("1.1.1.1")))));
        assertThat(plain.ruleset()).contains("elements = { 1.1.1.1 }");
        for (NamedSet said : List.of(NAME, RANGES)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.nft().commit(tx -> tx.ensureElements(said, List.of(range("10.0.0.0/8")))))
                    .withMessageContaining("call interval()");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.nft().commit(tx -> tx.ensureElements(NAME, elements.subList(0, 1))))
                .withMessageContaining("call timeouts()");
        plain.nft().commit(tx -> tx.ensureElements(RANGES, List.of(SetElement.of(IpAddress.of("2.2.2.2")))));
        assertThat(plain.nft().elements(NAME)).hasSize(2);
        assertThatThrownBy(() -> NftNamespace.in(namespaces).nft().commit(tx -> tx.ensureElements(NAME, elements)))
                .isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void encodesElementsForTheSetOfTheTransaction(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(RANGES);
            tx.ensureElements(NAME, List.of(SetElement.of(IpAddress.of("1.1.1.1")), range("10.0.0.0/8")));
        });
        assertThat(house.ruleset()).contains("elements = { 1.1.1.1, 10.0.0.0/8 }");
    }

    @Test
    void mergesOverlappingRangesInAutoMergeSets(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NamedSet merging = RANGES.autoMerge().timeouts();
        house.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(merging);
            tx.ensureElements(
                    merging,
                    List.of(
                            range("6.0.0.0/8").comment("c"),
                            range("5.1.0.0/16").comment("b"),
                            range("5.0.0.0/8").comment("a"),
                            range("9.9.9.9"),
                            range("9.9.9.9")));
        });
        assertThat(house.ruleset())
                .contains("auto-merge")
                .contains("5.0.0.0-6.255.255.255 comment \"a\"")
                .contains("9.9.9.9 }");
        assertThat(house.nft().set(TABLE, "s").orElseThrow().isAutoMerge()).isTrue();
    }

    @Test
    void addsADuplicateRangeOnce(Namespaces namespaces) {
        NftNamespace house = with(namespaces, "flags interval;");
        house.nft().commit(tx -> tx.ensureElements(RANGES, List.of(range("10.0.0.0/8"), range("10.0.0.0/8"))));
        house.nft().commit(tx -> tx.ensureElements(RANGES, List.of(range("10.0.0.0/8"))));
        assertThat(house.nft().elements(RANGES)).containsExactly(range("10.0.0.0/8"));
        assertThatThrownBy(() -> house.nft().commit(tx -> tx.addElements(RANGES, List.of(range("10.0.0.0/8")))))
                .isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThatThrownBy(() -> house.nft().commit(tx -> tx.deleteElements(RANGES, List.of(range("10.0.0.0/9")))))
                .isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void readsManyRangesThatWereAddedInAnyOrder(Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        Random random = new Random(1);
        List<SetElement> elements = new ArrayList<>();
        int next = 0x14000000;
        for (int i = 0; i < 20_000; i++) {
            int last = next + random.nextInt(3);
            elements.add(SetElement.range(new Ipv4Address(next), new Ipv4Address(last)));
            next = last + 1 + random.nextInt(2);
        }
        List<SetElement> mixed = new ArrayList<>(elements);
        Collections.shuffle(mixed, random);
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(RANGES);
            tx.ensureElements(RANGES, mixed);
        });
        assertThat(nft.elements(RANGES)).isEqualTo(elements);
        List<SetElement> streamed = new ArrayList<>();
        nft.forEachElement(RANGES, streamed::add);
        assertThat(new HashSet<>(streamed)).hasSize(streamed.size()).isEqualTo(new HashSet<>(elements));
        for (SetElement element : elements.subList(0, 50)) {
            assertThat(nft.element(RANGES, element)).contains(element);
            assertThat(nft.element(RANGES, SetElement.of(element.last()))).contains(element);
        }
    }

    @Test
    void keepsTheOrderOfAnonymousConcatenatedRanges(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft("add table ip t");
        house.nft("add chain ip t c");
        house.nft("add rule ip t c ip saddr . tcp dport"
                + " { 9.0.0.0/8 . 80-90, 1.0.0.0/8 . 1-2, 5.0.0.0-5.0.0.9 . 443, 1.0.0.0/8 . 5 } accept");
        Rule rule = house.nft().withSets(house.nft().rules().list().getFirst());
        NftNamespace other = NftNamespace.in(namespaces);
        other.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(TABLE.chain("c"));
            tx.add(rule);
        });
        assertThat(other.ruleset()).isEqualTo(house.ruleset());
        assertThat(rule.sets().getFirst().elements())
                .extracting(element -> element.key()[0])
                .containsExactly((byte) 9, (byte) 1, (byte) 5, (byte) 1);
    }

    @Test
    void readsRangesInAscendingAndDescendingOrder() {
        ElementEncoding form = ElementEncoding.of(RANGES);
        List<SetElement> elements =
                List.of(range("1.1.1.1"), range("1.1.1.2-1.1.1.9"), range("5.0.0.0/8"), range("240.0.0.0/4"));
        List<SetElement> told = new ArrayList<>();
        elements.forEach(element -> form.add(element, told::add));
        BiConsumer<List<SetElement>, String> check = (order, name) -> {
            List<SetElement> read = new ArrayList<>();
            RangeAssembler pairs = new RangeAssembler(form, read::add);
            order.forEach(pairs::add);
            assertThat(pairs.finish()).isTrue();
            assertThat(read).as(name).containsExactlyInAnyOrderElementsOf(elements);
        };
        check.accept(told, "ascending");
        check.accept(told.reversed(), "descending");
        List<SetElement> swapped = new ArrayList<>(told);
        IntStream.range(0, told.size() - 1)
                .filter(i -> IpAddress.of(told.get(i).key())
                        .equals(IpAddress.of(told.get(i + 1).key())))
                .forEach(i -> Collections.swap(swapped, i, i + 1));
        assertThat(swapped).isNotEqualTo(told);
        check.accept(swapped, "ascending, beginnings before ends");
        check.accept(swapped.reversed(), "descending, ends before beginnings");
        Collections.shuffle(swapped, new Random(1));
        assertThat(form.paired(swapped)).isEqualTo(elements);
    }
}
