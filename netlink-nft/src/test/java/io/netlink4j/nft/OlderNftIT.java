package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.action.Actions.synproxy;
import static io.netlink4j.nft.statement.action.Actions.use;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Connlimit;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Last;
import io.netlink4j.nft.expression.Limit;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NftListing;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The installed nft, which may be an old one, lists all that this library makes: no signal ends it. */
@KernelTest
@NeedsCommand({"nft", "ip"})
final class OlderNftIT {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Types of flags, of which nft 1.0.6 and 1.1 list no ranges. */
    private static final Set<SetKey> FLAGS = Set.of(SetKey.TCP_FLAG, SetKey.CT_STATE, SetKey.CT_STATUS);

    static Stream<SetKey> keys() {
        return Arrays.stream(SetKey.class.getFields())
                .filter(field -> field.getType() == SetKey.class)
                .map(OlderNftIT::key)
                .filter(key -> !key.isVerdict());
    }

    private static SetKey key(Field field) {
        try {
            return (SetKey) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void listsSetsAndMapsOfEveryType(SetKey key, Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Table table = Table.inet("t").comment("of " + key);
        SetKey pair = SetKey.concat(key, SetKey.IPV4_ADDR);
        List<NamedSet> sets = new ArrayList<>();
        for (SetKey type : List.of(key, pair, SetKey.concat(SetKey.INET_SERVICE, key, SetKey.MARK))) {
            NamedSet set = table.set("s", type);
            Stream.of(
                            set.comment("c"),
                            set.size(100).constant(),
                            set.timeout(HOUR),
                            set.timeout(HOUR).dynamic().size(100).gcInterval(HOUR),
                            set.expressions(Counter.zero()),
                            set.dynamic().expressions(Quota.over(100)),
                            set.dynamic().expressions(Limit.packets(5, Duration.ofSeconds(1), 7)),
                            set.dynamic().expressions(Connlimit.over(9)),
                            set.expressions(Counter.zero(), Quota.over(100)),
                            set.interval(),
                            set.interval().autoMerge().comment("x"),
                            set.interval().timeouts().expressions(Counter.zero(), Quota.over(100)))
                    .forEach(sets::add);
            for (SetKey value : List.of(key, pair, SetKey.MARK, SetKey.VERDICT)) {
                NamedSet map = table.map("s", type, value);
                sets.addAll(List.of(
                        map.timeouts().comment("c"),
                        map.interval(),
                        map.interval().autoMerge().expressions(Counter.zero())));
            }
            NamedSet ranges = table.map("s", type, SetKey.IPV4_ADDR).valueRanges(SetKey.IPV4_ADDR);
            sets.addAll(List.of(ranges, ranges.interval()));
        }
        sets.removeIf(set -> set.isInterval() && FLAGS.contains(key));
        house.nft().commit(tx -> {
            tx.add(table);
            int number = 0;
            for (NamedSet set : sets) {
                NamedSet added = tx.add(set.with(NamedSet.NAME, "s" + number++));
                tx.addElements(added, elements(added));
            }
        });

        assertThat(NftListing.crashes(house.namespace(), "nft")).isEmpty();
    }

    private static List<SetElement> elements(NamedSet set) {
        SetKey type = set.key();
        List<SetElement> elements = new ArrayList<>();
        elements.add(SetElement.of(value(type, 1)));
        elements.add(SetElement.of(value(type, 2)).comment("second"));
        if (set.isInterval()) {
            elements.add(SetElement.range(value(type, 4), value(type, 6)));
            elements.add(SetElement.range(value(type, 8), value(type, 10)).comment("a range"));
        }
        if (set.hasTimeouts()) {
            elements.add(SetElement.of(value(type, 16)).timeout(HOUR).comment("late"));
        }
        elements.add(SetElement.catchAll().comment("all"));
        set.value().ifPresent(value -> elements.replaceAll(element -> element.value(data(set, value))));
        return elements;
    }

    private static Data data(NamedSet map, SetKey value) {
        if (value.isVerdict()) {
            return Data.verdict(Verdict.DROP);
        }
        byte[] one =
                value.length() == map.get(NamedSet.DATA_LEN).orElse(0) && value.isKnown() || value.isConcatenation()
                        ? value(value, 1)
                        : new byte[] {10, 0, 0, 1, 10, 0, 0, 9};
        return Data.value(one);
    }

    /** A value of that type, of which the byte that counts least is {@code number}. */
    private static byte[] value(SetKey type, int number) {
        if (!type.isConcatenation()) {
            byte[] value = new byte[type.length()];
            boolean first = type.hostOrder();
            value[first ? 0 : value.length - 1] = (byte) (type.equals(SetKey.IFNAME) ? 'a' + number : number);
            return value;
        }
        byte[] all = new byte[type.length()];
        int at = 0;
        for (SetKey field : type.fields()) {
            System.arraycopy(value(field, number), 0, all, at, field.length());
            at += field.paddedLength();
        }
        return all;
    }

    /** There is nothing to be written otherwise: nft cannot list what it made itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set s { type tcp_flag; flags interval; elements = { syn }; }",
                "map s { type ct_state : verdict; flags interval; elements = { new : accept }; }",
                "set s { type tcp_flag . mark; flags interval; elements = { syn | ack . 1 }; }",
                "set s { type tcp_flag . mark; elements = { syn | ack . 1, syn . 2 }; }",
                "set s { typeof jhash ip saddr mod 3; }"
            })
    void doesNotListItsOwnRangesAndSetsOfFlags(String set, Namespaces namespaces) {
        NftNamespace theirs = NftNamespace.in(namespaces);
        NftNamespace copy = NftNamespace.in(namespaces);
        theirs.nft("table ip t { " + set + "; }");
        copy.nft().commit(tx -> tx.add(theirs.nft().ruleset()));

        assertThat(NftListing.crashes(copy.namespace(), "nft"))
                .isEqualTo(NftListing.crashes(theirs.namespace(), "nft"));
        assertThat(copy.nft().ruleset().toText())
                .isEqualTo(theirs.nft().ruleset().toText());
    }

    /** nft has no words for this kind of object. */
    @Test
    void doesNotListLimitsOfConnectionsAsObjects(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        NamedObject connections = Table.ip("t").object("connections", Connlimit.over(9));
        house.nft().commit(tx -> {
            tx.add(Table.ip("t"));
            tx.add(connections);
        });

        assertThat(house.nft().objects().list()).extracting(NamedObject::name).containsExactly("connections");
        house.nft().commit(tx -> tx.delete(connections));
        assertThat(NftListing.crashes(house.namespace(), "nft")).isEmpty();
    }

    /** It does not know when an element was last used. */
    @Test
    @NeedsCommand(NftNamespace.NEWER)
    void doesNotListSetsWithWhatItDoesNotKnow(Namespaces namespaces) {
        NftNamespace newer = NftNamespace.in(namespaces, NftNamespace.NEWER);
        NftNamespace ours = NftNamespace.in(namespaces);
        newer.nft("table ip t { set s { type ipv4_addr; last; elements = { 10.0.0.1 }; }; }");
        NamedSet set = Table.ip("t").set("s", SetKey.IPV4_ADDR).expressions(Last.never());
        ours.nft().commit(tx -> {
            tx.add(Table.ip("t"));
            tx.addElements(tx.add(set), List.of(SetElement.of(IpAddress.of("10.0.0.1"))));
        });

        assertThat(NftListing.crashes(ours.namespace(), "nft")).isEqualTo(NftListing.crashes(newer.namespace(), "nft"));
        assertThat(NftListing.crashes(ours.namespace(), newer.program())).isEmpty();
    }

    /** nft 1.1 notes a field without content, at which nft 1.0.6 ends by a signal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set s { type ifname; elements = { eth0 }; }",
                "map s { type ifname : mark; elements = { eth0 : 1 }; }",
                "map s { type ipv4_addr : ipv4_addr . mark; }",
                "map s { type ipv4_addr : interval ipv4_addr; flags interval; elements = { 10.0.0.0/8 :"
                        + " 10.0.0.1-10.0.0.9 }; }",
                "map s { typeof ip saddr : counter; }",
                "map s { typeof ip saddr . meta mark : verdict; }"
            })
    @NeedsCommand(NftNamespace.NEWER)
    void listsCopiesOfWhatANewerNftMade(String set, Namespaces namespaces) {
        NftNamespace newer = NftNamespace.in(namespaces, NftNamespace.NEWER);
        NftNamespace copy = NftNamespace.in(namespaces);
        newer.nft("table ip t { " + set + "; }");
        copy.nft().commit(tx -> tx.add(newer.nft().ruleset()));

        assertThat(NftListing.crashes(copy.namespace(), "nft")).isEmpty();
        assertThat(copy.run(newer.program(), "list", "ruleset").ok()).isEqualTo(newer.ruleset());
    }

    @Test
    void listsTablesOfEveryFamilyAndEveryKindOfObject(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        for (NfFamily family : NfFamily.values()) {
            Table table = Table.of(family, "t").comment("the table");
            house.nft().commit(tx -> {
                tx.add(table);
                boolean frames = family == NfFamily.NETDEV;
                Chain base = table.chain("base").filter(frames ? Hook.INGRESS : Hook.INPUT);
                tx.add((frames ? base.device("lo").priority(7) : base.comment("a base chain")));
                tx.add(table.chain("plain").comment("a chain"));
            });
            // a kernel may lack a kind, or allow it in some families
            List<NamedObject> added = objects(table)
                    .filter(object -> isAdded(house.nft(), tx -> tx.add(object)))
                    .toList();
            assertThat(added).hasSizeGreaterThan(2);
            for (NamedObject object : added) {
                Chain chain = table.chain("plain");
                isAdded(house.nft(), tx -> tx.add(chain.rule(use(object)).comment("uses " + object.name())));
                isAdded(
                        house.nft(),
                        tx -> tx.add(chain.rule(use(
                                object.type(), map(meta().mark(), entry(1, object.name()), entry(2, object.name()))))));
            }
            isAdded(house.nft(), tx -> tx.add(table.flowtable("fast", 0, List.of("lo"))));
        }

        assertThat(NftListing.crashes(house.namespace(), "nft")).isEmpty();
    }

    private static boolean isAdded(Nft nft, Consumer<TransactionBuilder> changes) {
        try {
            nft.commit(changes);
            return true;
        } catch (NetlinkException refused) {
            return false;
        }
    }

    private static Stream<NamedObject> objects(Table table) {
        Stream<NamedObject> common = Stream.of(
                table.object("a_counter", Counter.zero()),
                table.object("a_quota", Quota.over(1 << 20)),
                table.object("packets_per_second", Limit.packets(5, Duration.ofSeconds(1), 7)),
                table.object("some_bytes", Limit.bytes(5, Duration.ofHours(1), 7)),
                table.object(
                        "a_synproxy",
                        synproxy().mss(1460).wscale(7).timestamp().sackPerm().expression()),
                table.secmark("a_secmark", "system_u:object_r:ssh_server_packet_t:s0"),
                table.ctHelper("a_helper", "ftp", IpProtocol.TCP),
                table.ctTimeout("a_timeout", IpProtocol.TCP, Map.of("close", Duration.ofSeconds(4))));
        Stream<NamedObject> ofOneVersion = table.family() == NfFamily.IP || table.family() == NfFamily.IP6
                ? Stream.of(table.ctExpectation("an_expectation", IpProtocol.UDP, 9876, HOUR, 8))
                : Stream.of();
        return Stream.concat(common, ofOneVersion).map(object -> object.comment("an object"));
    }
}
