package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.error.Utf8;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFilter;
import io.netlink4j.rtnl.address.Addresses;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkFilter;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and descriptions that the kernel accepts but that are unusual. They are read, sent back unchanged, and shown on one line. */
@KernelTest
@NeedsCommand("ip")
final class UnusualNamesIT {
    /** Maps each byte to a character. */
    static Stream<String> names() {
        return Stream.of(
                "\033[31mred\033[0m",
                "\1\2\b\177\34\37",
                "\377\376\300",
                "\342\200\256evil", // right-to-left override: reverses the order of the following characters
                "\303\274\360\237\230\200",
                "\302\205\355\241\201",
                "'\"\\`$(x);|&*?",
                "-",
                "@if7",
                "...");
    }

    /** The kernel checks only their length. */
    static Stream<String> texts() {
        return Stream.concat(
                names(),
                Stream.of(
                        "two words",
                        " ",
                        "forged\n7: eth0: <UP>",
                        "..",
                        "eth0:1",
                        "50%",
                        "a%db",
                        "v\303\240 la",
                        "\t\r\13\14",
                        "\377".repeat(127)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesOfLinks(String bytes, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add name " + quoted(bytes) + " type bridge");
        Links links = room.links();
        Link listed = links.list(LinkFilter.all().kind("bridge")).getFirst();
        String name = listed.name().orElseThrow();
        assertThat(Utf8.encode(name)).isEqualTo(bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(links.get(name)).isEqualTo(links.get(listed));
        assertThat(links.index(name)).isEqualTo(listed.ifindex().orElseThrow());
        fit(listed, LinkReference.of(name), listed.label(), Link.named(name), Veth.to(name));

        links.mtu(name, 1300);
        links.change(listed.mtu(1400));
        Link changed = links.get(name);
        assertThat(changed.mtu()).hasValue(1400);
        assertThatThrownBy(() -> links.add(changed))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .satisfies(refused -> fit(refused.getMessage()));
        links.delete(name);
        assertThatThrownBy(() -> links.get(name))
                .isInstanceOf(NetlinkException.NotFound.class)
                .satisfies(refused -> fit(refused.getMessage()));
        links.add(changed);
        room.ip("link show dev " + quoted(bytes));
        links.rename(name, "plain");
        links.rename("plain", name);
        room.ip("link delete dev " + quoted(bytes));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void alternativeNames(String bytes, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        String name = Utf8.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
        Links links = room.links();
        links.add(Link.named("v0").kind(Veth.to("v1")).alternativeName(name));
        links.addAlternativeName("v0", "plain");
        assertThat(room.sh("LC_ALL=C ip -o link show dev v0 | tr '\\n' '\\134' | od -An -tx1 -v | tr -d ' \\n'"))
                .contains(hex("    altname " + bytes.replace('\n', '\\') + "\\"));
        Link listed = links.get(name);
        assertThat(listed.name()).hasValue("v0");
        assertThat(listed.alternativeNames()).containsExactlyInAnyOrder(name, "plain");
        assertThat(links.index(name)).isEqualTo(listed.ifindex().orElseThrow());
        fit(listed, LinkReference.of(name));

        links.mtu(name, 1300);
        links.change(name, link -> link.mtu(1310).alias("x"));
        links.change(listed.mtu(1400));
        links.deleteAlternativeName(name, name);
        assertThat(links.get("v0").alternativeNames()).containsExactly("plain");
        assertThatThrownBy(() -> links.deleteAlternativeName("v0", name))
                .isInstanceOf(NetlinkException.NotFound.class)
                .satisfies(refused -> fit(refused.getMessage()));
        links.change(listed);
        assertThat(links.find(name)).isPresent();
        assertThatThrownBy(() -> links.addAlternativeName("v1", name))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .satisfies(refused -> fit(refused.getMessage()));

        Link changed = links.get(name);
        links.delete(LinkReference.of(name));
        links.add(changed);
        assertThat(links.get(name).alternativeNames()).containsExactlyInAnyOrder(name, "plain");
        String master = name.length() < 127 ? name + "!" : "master";
        links.add(Link.named("br0").alternativeName(master).kind(Bridge.defaults()));
        links.master(name, master);
        assertThat(room.sh("LC_ALL=C ip link show dev v0")).contains(" master br0 ");
    }

    /** No link can have such a name. It is usually an address in the wrong place. */
    @Test
    void alternativeNamesWithASlash(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Links links = room.links();
        links.add(Link.named("v0").kind(Veth.to("v1")).alternativeName("10.0.0.1/24"));
        Link listed = links.get("v0");
        assertThat(listed.alternativeNames()).containsExactly("10.0.0.1/24");
        links.delete(listed);
        links.add(listed);
        links.change(links.get("v0").mtu(1400));
        assertThat(room.sh("ip link show dev v0")).contains("mtu 1400").contains("altname 10.0.0.1/24");
        links.deleteAlternativeName("v0", "10.0.0.1/24");
        assertThat(links.get("v0").alternativeNames()).isEmpty();
        assertThatThrownBy(() -> links.get("10.0.0.1/24"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it contains '/'");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void descriptions(String bytes, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add name v0 type veth peer name v1", "link set dev v0 alias " + quoted(bytes));
        String shown = "LC_ALL=C ip link show dev v0 | grep -a -A9 '^    alias' | od -An -tx1 -v";
        String made = room.sh(shown);
        Links links = room.links();
        Link listed = links.get("v0");
        assertThat(Utf8.encode(listed.alias().orElseThrow())).isEqualTo(bytes.getBytes(StandardCharsets.ISO_8859_1));
        fit(listed);
        links.change(listed.mtu(1400));
        links.change("v0", link -> link.alias("another"));
        links.change(listed);
        assertThat(room.sh(shown)).isEqualTo(made);
        links.delete(listed);
        links.add(listed);
        assertThat(room.sh(shown)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void labelsOfAddresses(String bytes, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        String some = bytes.substring(0, Math.min(bytes.length(), 13));
        room.ip(
                "link add name v0 type veth peer name v1",
                "address add 10.0.0.1/24 dev v0 label " + quoted("v0" + some));
        Addresses addresses = room.addresses();
        Address listed =
                addresses.list(AddressFilter.all().family(IpFamily.IPV4)).getFirst();
        assertThat(Utf8.encode(listed.label().orElseThrow()))
                .isEqualTo(("v0" + some).getBytes(StandardCharsets.ISO_8859_1));
        fit(listed, AddressFilter.all().label(listed.label().orElseThrow()));
        addresses.delete(listed);
        addresses.add("v0", listed);
        Address again =
                addresses.list(AddressFilter.all().family(IpFamily.IPV4)).getFirst();
        assertThat(again.label()).isEqualTo(listed.label());
    }

    /** The kernel checks bytes, and a0 is the no-break space of Latin-1. */
    @Test
    void aNameWithWhiteSpaceIsRefused(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        assertThatThrownBy(() -> room.ip("link add name " + quoted("voil\303\240") + " type bridge"))
                .hasMessageContaining("Invalid argument");
        assertThatThrownBy(() -> room.links().add(Link.named("voil\u00e0").kind(Bridge.defaults())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it contains the byte a0");
        assertThatThrownBy(() -> room.links().add(Link.named("two\nwords").kind(Bridge.defaults())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it contains white space")
                .satisfies(refused -> fit(refused.getMessage()));
    }

    @Test
    void namesOfLinksOfRoutesAndNeighbours(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        String name = "\u001b[31m\udcff";
        Rtnl rtnl = room.rtnl();
        rtnl.links().add(Link.named(name).up().kind(Bridge.defaults()));
        rtnl.addresses().add(name, "10.0.0.1/24");
        Route route = Route.to("10.9.0.0/16").via("10.0.0.2").link(name);
        Neighbour neighbour = Neighbour.of("10.0.0.2").link(name).at("02:00:00:00:00:02");
        rtnl.routes().add(route);
        rtnl.neighbours().add(neighbour);
        fit(
                route,
                neighbour,
                RouteFilter.main().link(name),
                NeighbourFilter.all().link(name));
        Route listed = rtnl.routes().list(RouteFilter.main().link(name)).getFirst();
        fit(listed.toString(link -> name));
        fit(rtnl.neighbours().list(name).getFirst().toString(link -> name));
        List<Runnable> refused = List.of(
                () -> rtnl.routes().add(route),
                () -> rtnl.neighbours().add(neighbour),
                () -> rtnl.addresses().add(name, "10.0.0.1/24"),
                () -> rtnl.routes().add(Route.to("10.9.0.0/16").link(name + "x")),
                () -> rtnl.neighbours().list(name + "x"),
                () -> rtnl.links().add(Link.named("x0").link(name + "x").kind(UnknownKind.of("macvlan"))),
                () -> rtnl.links().add(Link.named("x0").kind(UnknownKind.of(name))));
        for (Runnable one : refused) {
            assertThatThrownBy(one::run)
                    .isInstanceOf(NetlinkException.class)
                    .satisfies(refusal -> fit(refusal.getMessage()));
        }
    }

    /** The text is one line and has no character that affects a terminal. */
    private static void fit(Object... texts) {
        for (Object text : texts) {
            assertThat(text.toString()).isEqualTo(Printable.of(text.toString()));
        }
    }

    /** Quotes an argument for the shell. */
    private static String quoted(String bytes) {
        StringBuilder escaped = new StringBuilder();
        bytes.chars().forEach(part -> escaped.append("\\%03o".formatted(part)));
        return "\"$(printf '" + escaped + "')\"";
    }

    private static String hex(String bytes) {
        StringBuilder hex = new StringBuilder();
        bytes.chars().forEach(part -> hex.append("%02x".formatted(part)));
        return hex.toString();
    }
}
