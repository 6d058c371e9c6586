package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Elements that one program writes again and again, while others change the ruleset, or do not. */
@KernelTest
class ElementWriterIT {
    private static final Table TABLE = Table.ip("t");

    private static SetElement host(int number) {
        return SetElement.of(IpAddress.of("10.0." + number / 256 + "." + number % 256));
    }

    private static List<SetElement> hosts(int count) {
        return IntStream.range(0, count).mapToObj(ElementWriterIT::host).toList();
    }

    private static Nft withSet(Namespaces namespaces, NamedSet set) {
        Nft nft = namespaces.keep(Nft.open(namespaces.unnamed()));
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(set);
        });
        return nft;
    }

    private static Set<String> keys(List<SetElement> elements) {
        Set<String> keys = new HashSet<>();
        elements.forEach(element -> keys.add(element.toString()));
        return keys;
    }

    @Test
    void writesDifferencesWithoutReading(Namespaces namespaces) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        Nft nft = withSet(namespaces, set);
        ElementWriter writer = nft.elementWriter(set);
        Random random = new Random(1);
        List<SetElement> wanted = new ArrayList<>(hosts(300));
        for (int round = 0; round < 20; round++) {
            writer.replace(wanted);
            assertThat(keys(nft.elements(set))).isEqualTo(keys(wanted));
            for (int i = 0; i < 10; i++) {
                wanted.remove(random.nextInt(wanted.size()));
                wanted.add(random.nextInt(wanted.size()), host(1000 + 100 * round + i));
            }
        }
        assertThat(writer.readings()).isEqualTo(1);
        writer.replace(List.of());
        assertThat(nft.elements(set)).isEmpty();
        assertThat(writer.readings()).isEqualTo(1);
    }

    @Test
    void sendsChangesAlone(Namespaces namespaces) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        Nft nft = withSet(namespaces, set);
        ElementWriter writer = nft.elementWriter(set);
        assertThatThrownBy(() -> writer.change(List.of(), List.of(host(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("replace");
        writer.replace(hosts(20));
        List<SetElement> wanted = new ArrayList<>(hosts(20));
        for (int round = 0; round < 30; round++) {
            SetElement removed = wanted.remove(round % 7);
            SetElement added = host(1000 + round);
            wanted.add(added);
            writer.change(List.of(removed), List.of(added));
        }
        assertThat(writer.readings()).isEqualTo(1);
        assertThat(keys(nft.elements(set))).isEqualTo(keys(wanted));

        assertThatThrownBy(() -> writer.change(List.of(host(5000)), List.of(host(6000))))
                .isInstanceOf(NetlinkException.NotFound.class);
        nft.commit(tx -> tx.deleteElements(set, wanted.subList(0, 2)));
        writer.change(List.of(wanted.removeLast()), List.of(host(7000)));
        wanted.add(host(7000));
        assertThat(writer.readings()).isEqualTo(2);
        assertThat(keys(nft.elements(set))).isEqualTo(keys(wanted));

        writer.replace(wanted.subList(0, 5));
        assertThat(writer.readings()).isEqualTo(2);
        assertThat(keys(nft.elements(set))).isEqualTo(keys(wanted.subList(0, 5)));
    }

    /** What is removed may be a part of what was merged. */
    @Test
    void changesMergedRanges(Namespaces namespaces) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR).interval().autoMerge();
        Nft nft = withSet(namespaces, set);
        ElementWriter writer = nft.elementWriter(set);
        writer.replace(hosts(16));
        assertThat(nft.elements(set)).hasSize(1);

        writer.change(List.of(host(7)), List.of(host(16)));
        assertThat(nft.elements(set))
                .extracting(SetElement::toString)
                .containsExactly("element 0a000000-0a000006", "element 0a000008-0a000010");
        writer.change(List.of(), List.of(host(7)));
        assertThat(nft.elements(set)).extracting(SetElement::toString).containsExactly("element 0a000000-0a000010");
        assertThat(writer.readings()).isEqualTo(1);
    }

    @Test
    void readsAgainWhatOthersChanged(Namespaces namespaces) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR).interval();
        Nft nft = withSet(namespaces, set);
        ElementWriter writer = nft.elementWriter(set);
        List<SetElement> wanted = new ArrayList<>(hosts(10));
        wanted.add(SetElement.of(IpPrefix.of("10.9.0.0/16")));
        writer.replace(wanted);

        nft.commit(tx -> {
            tx.deleteElements(set, List.of(host(3)));
            tx.addElements(set, List.of(host(77)));
        });
        writer.replace(wanted);
        assertThat(keys(nft.elements(set))).isEqualTo(keys(wanted));
        assertThat(writer.readings()).isEqualTo(2);

        nft.commit(tx -> tx.add(Table.ip("other")));
        wanted.removeLast();
        writer.replace(wanted);
        assertThat(keys(nft.elements(set))).isEqualTo(keys(wanted));
        assertThat(writer.readings()).isEqualTo(3);

        writer.replace(wanted);
        writer.replace(wanted);
        assertThat(writer.readings()).isEqualTo(3);
    }

    @Test
    void readsASetWhoseElementsExpireEachTime(Namespaces namespaces) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR).timeout(Duration.ofHours(1));
        Nft nft = withSet(namespaces, set);
        ElementWriter writer = nft.elementWriter(set);
        writer.replace(hosts(3));
        writer.replace(hosts(4));
        assertThat(keys(nft.elements(set))).hasSize(4);
        assertThat(writer.readings()).isEqualTo(2);
    }

    @Test
    void beginsAgainAfterARefusal(Namespaces namespaces) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR).size(4);
        Nft nft = withSet(namespaces, set);
        ElementWriter writer = nft.elementWriter(set);
        writer.replace(hosts(4));
        assertThatThrownBy(() -> writer.replace(hosts(9))).isInstanceOf(NetlinkException.class);
        assertThat(keys(nft.elements(set))).isEqualTo(keys(hosts(4)));

        writer.replace(hosts(2));
        assertThat(keys(nft.elements(set))).isEqualTo(keys(hosts(2)));
        nft.commit(tx -> tx.delete(set));
        assertThatThrownBy(() -> writer.replace(hosts(2))).isInstanceOf(NetlinkException.NotFound.class);
    }

    /** What is left out and what is added, for lists that share elements, and have equal ones. */
    @Test
    void differencesAreTheLeast() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            List<SetElement> before = new ArrayList<>(hosts(random.nextInt(200)));
            List<SetElement> wanted = new ArrayList<>(before);
            for (int i = random.nextInt(100); i > 0 && !wanted.isEmpty(); i--) {
                int at = random.nextInt(wanted.size());
                switch (random.nextInt(3)) {
                    case 0 -> wanted.remove(at);
                    case 1 -> wanted.add(at, host(1000 + i));
                    default -> wanted.set(at, SetElement.of(wanted.get(at).key()));
                }
            }
            ElementReplacement difference = ElementReplacement.between(before, wanted);
            Set<String> removed = keys(before);
            removed.removeAll(keys(wanted));
            Set<String> added = keys(wanted);
            added.removeAll(keys(before));
            assertThat(keys(difference.removed())).isEqualTo(removed);
            assertThat(keys(difference.added())).isEqualTo(added);
        }
    }
}
