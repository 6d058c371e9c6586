package io.netlink4j.rtnl.link.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every option that {@code ip link help} names for a kind with a type: set by either side, read by the other, changed, created again. The
 * tables are in the subclasses: {@code made} and {@code changed}.
 */
abstract class KindTable {
    private static final Set<String> ABOVE = Set.of("ipvlan", "ipvtap", "macsec", "macvlan", "macvtap", "vlan");

    /** Newer versions of {@code ip} name the options of these kinds as their JSON, not as their own command line does, and omit defaults. */
    private static final Set<String> NAMED_AS_IN_JSON = Set.of("geneve", "vxlan");

    /** The flags of tunnels over IPv6 that programs can set. */
    private static final long SETTABLE = 0xffff;

    @ParameterizedTest
    @MethodSource("made")
    void ourKindsEqualThoseOfIp(String ip, LinkKind ours, Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        add(his, ip);
        LinkTestNamespace mine = room(namespaces);
        mine.links().add(link(ours));

        assertThat(shown(mine)).isEqualTo(shown(his));
    }

    @ParameterizedTest
    @MethodSource("made")
    void kindsOfIpAreRead(String ip, LinkKind ours, Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        add(his, ip);
        LinkKind read = his.links().get("x").kind().orElseThrow();

        assertThat(read).isInstanceOf(ours.getClass());
        for (Attribute<?> key : ours.data().schema().attributes()) {
            if (ours.data().has(key) && key.access() != Access.WRITE_ONLY) {
                assertThat(sent(his, read, key)).as(key.name()).isEqualTo(sent(his, ours, key));
            }
        }
        if (his.runsNewerIp() && NAMED_AS_IN_JSON.contains(read.kind())) {
            return;
        }
        String shown = his.sh("ip -d -o link show dev x").replace('\\', ' ').replaceAll("\\s+", " ");
        String text = named(his, read.toString())
                .replace("vnifilter", "vnifilterid 0 ")
                .strip()
                .replaceAll("vnifilterid 0 +id 0", "vnifilterid 0");
        assertThat(shown).contains(his.asShown(text, shown));
    }

    /** A text with the names of links, of which the kernel reports the indexes. */
    private static String named(LinkTestNamespace room, String text) {
        String named = text;
        for (Map.Entry<Integer, String> link : room.names().entrySet()) {
            named = named.replaceAll("\\bif" + link.getKey() + "\\b", link.getValue());
        }
        return named;
    }

    /** The options that a request would contain, without those that are off. */
    private static Optional<?> sent(LinkTestNamespace room, LinkKind kind, Attribute<?> key) {
        Optional<?> value = kind.data().get(key);
        if (value.orElse(null) instanceof LinkReference link) {
            return Optional.of(room.links().get(link).ifindex().orElseThrow());
        }
        if (value.orElse(null) instanceof Long bits && key.name().endsWith("_FLAGS")) {
            return Optional.of(bits & SETTABLE);
        }
        if (value.orElse(null) instanceof BridgeOptions options) {
            return Optional.of(options.values());
        }
        if (value.orElse(null) instanceof VlanFlags flags) {
            return Optional.of(flags.values() & ~VlanFlags.REORDER_HDR);
        }
        return value.filter(known -> !known.equals(false));
    }

    @ParameterizedTest
    @MethodSource("made")
    void listedKindsCanBeCreatedAgain(String ip, LinkKind ours, Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        add(his, ip);
        JsonNode before = shown(his);
        Link listed = his.links().get("x");
        his.links().delete(listed);
        Link again = his.links().add(listed);

        assertThat(again.kind().map(KindTable::steady)).isEqualTo(listed.kind().map(KindTable::steady));
        assertThat(shown(his)).isEqualTo(before);
    }

    /** A bridge has a timer that runs, and its number is from an address that was given, not from one that the kernel chose. */
    private static LinkKind steady(LinkKind kind) {
        return kind instanceof Bridge bridge
                ? bridge.without(BridgeAttributes.BRIDGE_ID)
                        .without(BridgeAttributes.ROOT_ID)
                        .without(BridgeAttributes.GC_TIMER)
                : kind;
    }

    @ParameterizedTest
    @MethodSource("changed")
    void oneOptionCanBeChanged(String ip, String change, LinkKind ours, Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        add(his, ip);
        LinkTestNamespace mine = room(namespaces);
        add(mine, ip);
        his.ip("link set dev x type " + ours.kind() + " " + change);
        mine.links().change(Link.named("x").kind(ours));

        assertThat(shown(mine)).isEqualTo(shown(his));
    }

    static Link link(LinkKind kind) {
        Link link = Link.named("x").kind(kind);
        return ABOVE.contains(kind.kind()) ? link.link("v0") : link;
    }

    static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02");
        return room;
    }

    static void add(LinkTestNamespace room, String kind) {
        boolean above = ABOVE.contains(kind.split(" ")[0]);
        try {
            room.ip("link add name x" + (above ? " link v0" : "") + " type " + kind);
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("Unknown device type")) {
                abort("the kernel has no such kind");
            }
            throw refused;
        }
    }

    /** Omits values that are random or computed later. */
    static JsonNode shown(LinkTestNamespace room) {
        ObjectNode link = (ObjectNode) room.one("-d link show dev x");
        link.remove(List.of("address", "permaddr", "ifindex", "operstate"));
        if (link.path("linkinfo").path("info_data") instanceof ObjectNode options) {
            options.remove(List.of("bridge_id", "root_id", "gc_timer"));
        }
        return link;
    }
}
