package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetElements;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes that {@code nft} makes are reported as typed events. */
@KernelTest
@NeedsCommand("nft")
@Timeout(120)
final class EventsIT {
    private static final Table TABLE = Table.ip("t");

    /** The events of the next transaction, without the generation that ends it. */
    private static List<Event<NetlinkObject<?>>> transaction(Subscription<NetlinkObject<?>> events) {
        List<Event<NetlinkObject<?>>> told = new ArrayList<>();
        while (true) {
            Event<NetlinkObject<?>> event = events.next();
            if (event instanceof Event.Changed<NetlinkObject<?>>(Generation ends, int flags)) {
                return told;
            }
            told.add(event);
        }
    }

    private static List<String> texts(Subscription<NetlinkObject<?>> events) {
        return transaction(events).stream().map(EventsIT::text).toList();
    }

    private static String text(Event<? extends NetlinkObject<?>> event) {
        return switch (event) {
            case Event.Changed<? extends NetlinkObject<?>>(NetlinkObject<?> object, int flags) -> "+" + object;
            case Event.Deleted<? extends NetlinkObject<?>>(NetlinkObject<?> object) -> "-" + object;
            default -> event.toString();
        };
    }

    @Test
    void reportsNewAndDeletedObjectsOfEachKind(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        try (Subscription<NetlinkObject<?>> events = house.nft().subscribe()) {
            house.nft("add table ip t");
            assertThat(texts(events)).containsExactly("+table ip t");
            house.nft("add chain ip t in { type filter hook input priority 0; }");
            assertThat(texts(events)).containsExactly("+chain ip t in");
            house.nft("add set ip t s { type ipv4_addr; }");
            assertThat(texts(events)).containsExactly("+set ip t s");
            house.nft("add element ip t s { 10.0.0.1 }");
            assertThat(texts(events)).containsExactly("+set ip t s: element 0a000001");
            house.nft("add counter ip t hits");
            assertThat(texts(events)).containsExactly("+counter ip t hits");
            house.nft("add rule ip t in ip saddr @s drop");
            assertThat(texts(events)).singleElement().asString().startsWith("+rule ip t in handle ");
            house.nft("flush chain ip t in");
            assertThat(texts(events)).singleElement().asString().startsWith("-rule ip t in handle ");
            house.nft("delete element ip t s { 10.0.0.1 }");
            assertThat(texts(events)).containsExactly("-set ip t s: element 0a000001");
            house.nft("delete set ip t s");
            assertThat(texts(events)).containsExactly("-set ip t s");
            house.nft("delete counter ip t hits");
            assertThat(texts(events)).containsExactly("-counter ip t hits");
            house.nft("delete table ip t");
            assertThat(texts(events)).containsExactly("-chain ip t in", "-table ip t");
        }
    }

    @Test
    void reportsATransactionInOrder(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        try (Subscription<NetlinkObject<?>> events = house.nft().subscribe()) {
            house.nft("table ip t { set s { type inet_service; elements = { 22 } }; chain c { tcp dport { 80, 443 }"
                    + " accept; }; }");
            List<String> told = texts(events);
            assertThat(told.getFirst()).isEqualTo("+table ip t");
            assertThat(told)
                    .containsSubsequence("+chain ip t c", "+set ip t s", "+set ip t s: element 0016")
                    .anyMatch(text -> text.startsWith("+rule ip t c handle "))
                    .anyMatch(text -> text.startsWith("+set ip t __set0"));
        }
    }

    @Test
    void reportedObjectsEqualListedObjects(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        try (Subscription<NetlinkObject<?>> events = nft.subscribe()) {
            house.nft(
                    "table ip t { comment \"hello\"; counter hits { }; set s { type ipv4_addr; flags timeout; }; chain"
                            + " in { type filter hook input priority 7; policy drop; ip saddr @s counter accept comment"
                            + " \"us\"; }; }");
            List<NetlinkObject<?>> told = transaction(events).stream()
                    .<NetlinkObject<?>>map(event -> ((Event.Changed<NetlinkObject<?>>) event).object())
                    .toList();
            List<Rule> rules = nft.rules().list(TABLE);
            assertThat(told).filteredOn(Rule.class::isInstance).isEqualTo(rules);
            assertThat(told)
                    .filteredOn(NamedObject.class::isInstance)
                    .isEqualTo(nft.objects().list(TABLE));
            Chain chain = (Chain)
                    told.stream().filter(Chain.class::isInstance).findFirst().orElseThrow();
            Chain listed = nft.chain(TABLE, "in").orElseThrow();
            assertThat(chain.without(Chain.USE)).isEqualTo(listed.without(Chain.USE));
            assertThat(told).filteredOn(NamedSet.class::isInstance).hasSize(1);
            Table table = (Table) told.getFirst();
            assertThat(table.comment()).contains("hello");
        }
    }

    @Test
    void subscribesToOneKindOfObject(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        try (Subscription<Rule> rules = house.nft().subscribe(Rule.DESCRIPTOR);
                Subscription<Generation> generations = house.nft().subscribe(Generation.DESCRIPTOR);
                Subscription<SetElements> elements = house.nft().subscribe(SetElements.DESCRIPTOR)) {
            house.nft("table ip t { set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8 } }; chain c {"
                    + " counter; }; }");
            Event.Changed<Rule> added = (Event.Changed<Rule>) rules.next();
            assertThat(added.object().expressions()).hasOnlyElementsOfType(Counter.class);
            Event.Changed<Generation> generation = (Event.Changed<Generation>) generations.next();
            assertThat(generation.object().id())
                    .isEqualTo(house.nft().generation().id());
            assertThat(generation.object().get(Generation.PROC_NAME)).contains("nft");
            List<SetElement> range = new ArrayList<>();
            while (range.size() < 2) {
                Event.Changed<SetElements> got = (Event.Changed<SetElements>) elements.next();
                assertThat(got.object().setName()).isEqualTo("s");
                range.addAll(got.object().elements());
            }
            assertThat(range).extracting(SetElement::isEnd).containsExactlyInAnyOrder(false, true);
        }
        assertThatThrownBy(() -> house.nft().subscribe(ElementList.DESCRIPTOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules, sets, chains, objects, tables, flowtables, elements, generations");
    }

    @Test
    void reportsDeleteIfExistsAsDeletion(Namespaces namespaces) {
        assumeThat(System.getProperty("os.version")).as("from 6.3 on").doesNotStartWith("6.1.");
        NftNamespace house = NftNamespace.in(namespaces);
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        house.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(set);
        });
        try (Subscription<NetlinkObject<?>> events = house.nft().subscribe()) {
            house.nft().commit(tx -> {
                tx.deleteIfExists(set);
                tx.deleteIfExists(TABLE);
            });
            assertThat(texts(events)).containsExactly("-set ip t s", "-table ip t");
        }
    }
}
