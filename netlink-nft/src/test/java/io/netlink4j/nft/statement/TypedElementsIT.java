package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.elements;
import static io.netlink4j.nft.statement.Lookups.tuple;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.jump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys and values of elements are values of the types of their set, for which nft lists what it lists of its own. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class TypedElementsIT {
    private static final Table TABLE = Table.inet("t");
    private static final String SETS = """
        table inet t {
          set addresses { type ipv4_addr; flags interval; %s }
          set pairs { type ipv6_addr . inet_service; flags interval; %s }
          set names { type ifname; %s }
          set marks { type mark; %s }
          set protocols { type inet_proto; %s }
          set macs { type ether_addr; %s }
          set states { type ct_state; %s }
          map verdicts { type inet_service : verdict; %s }
          map targets { type ipv4_addr : ipv4_addr . inet_service; %s }
          map tags { type ifname : mark; %s }
          map counters { type inet_service : counter; %s }
          counter web { }
          chain c { }
        }
        """;

    private static String sets(String... elements) {
        return SETS.formatted((Object[]) Arrays.stream(elements)
                .map(list -> list.isEmpty() ? "" : "elements = { " + list + " }")
                .toArray(String[]::new));
    }

    @Test
    void nftListsTypedElementsAsItsOwn(Namespaces namespaces) {
        String theirs = namespaces.named().name().orElseThrow();
        Command.runIn(
                        theirs,
                        "nft",
                        sets(
                                "10.0.0.0/8, 11.0.0.1, 12.0.0.1-12.0.0.9",
                                "fd00::1 . 80, fd01::/64 . 100-200",
                                "\"eth0\", \"lo\"",
                                "0x10, 17",
                                "tcp, udp",
                                "00:11:22:33:44:55",
                                "established, new",
                                "22 : accept, 23 : drop, 24 : jump c",
                                "10.0.0.1 : 10.0.0.2 . 8080",
                                "\"eth0\" : 0x5",
                                "80 : \"web\""))
                .ok();
        var ours = namespaces.named();
        String empty = sets("", "", "", "", "", "", "", "", "", "", "");
        Command.runIn(ours.name().orElseThrow(), "nft", empty).ok();

        try (Nft nft = Nft.open(ours)) {
            NamedSet verdicts = set(nft, "verdicts");
            NamedSet pairs = set(nft, "pairs");
            add(nft, "addresses", "10.0.0.0/8", IpAddress.of("11.0.0.1"), "12.0.0.1-12.0.0.9");
            add(nft, "names", "eth0", "lo");
            add(nft, "marks", "0x10", 17);
            add(nft, "protocols", IpProtocol.TCP, "udp");
            add(nft, "macs", MacAddress.of("00:11:22:33:44:55"));
            add(nft, "states", CtState.ESTABLISHED, "new");
            nft.commit(changes -> {
                changes.addElements(pairs, elements(pairs, "fd00::1 . 80", tuple("fd01::/64", PortRange.of(100, 200))));
                changes.addElements(
                        verdicts,
                        List.of(
                                element(verdicts, 22, accept()),
                                element(verdicts, "23", drop()),
                                element(verdicts, 24, jump("c"))));
                one(nft, changes::addElements, "targets", "10.0.0.1", "10.0.0.2 . 8080");
                one(nft, changes::addElements, "tags", "eth0", 5);
                one(nft, changes::addElements, "counters", 80, "web");
            });
        }

        assertThat(lines(ours.name().orElseThrow())).containsExactlyInAnyOrderElementsOf(lines(theirs));
    }

    private interface Add {
        void elements(NamedSet set, Iterable<SetElement> elements);
    }

    private static void one(Nft nft, Add changes, String map, Object key, Object value) {
        NamedSet target = set(nft, map);
        changes.elements(target, List.of(element(target, key, value)));
    }

    private static void add(Nft nft, String name, Object first, Object... more) {
        NamedSet set = set(nft, name);
        nft.commit(changes -> changes.addElements(set, elements(set, first, more)));
    }

    private static NamedSet set(Nft nft, String name) {
        return nft.set(Table.of(NfFamily.INET, "t"), name).orElseThrow();
    }

    /** The kernel lists elements in any order. */
    private static List<String> lines(String namespace) {
        return Command.runIn(namespace, "nft", "list", "ruleset")
                .ok()
                .replaceAll(",\\s*\n\\s*", ", ")
                .lines()
                .map(line -> Arrays.stream(line.strip().split(", | = \\{ | }"))
                        .sorted()
                        .toList()
                        .toString())
                .toList();
    }

    @Test
    void refusesValuesOfOtherTypes() {
        assertThatThrownBy(() -> element(TABLE.set("s", SetKey.INET_SERVICE), "http"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'http' is not a value of 'inet_service': pass the number of the port");
        assertThatThrownBy(() -> element(TABLE.set("s", SetKey.IPV4_ADDR), "fd00::1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> element(TABLE.set("s", SetKey.IPV4_ADDR), "10.0.0.1", 5))
                .hasMessageContaining("is no map");
        assertThatThrownBy(() -> element(TABLE.map("m", SetKey.MARK, SetKey.VERDICT), 5, "accept"))
                .hasMessageContaining("is no verdict");
    }
}
