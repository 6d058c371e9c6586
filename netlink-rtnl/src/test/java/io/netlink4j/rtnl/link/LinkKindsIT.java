package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Link kinds by name and attribute numbers, as programs use kinds without a type in this library. Each kind that the kernel has equals the one that {@code ip}
 * creates.
 */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class LinkKindsIT {
    private static final IpAddress LOCAL = IpAddress.of("192.0.2.1");
    private static final IpAddress REMOTE = IpAddress.of("192.0.2.2");
    private static final IpAddress LOCAL_6 = IpAddress.of("2001:db8::1");
    private static final IpAddress REMOTE_6 = IpAddress.of("2001:db8::2");
    private static final int SEQUENCE_AND_KEY = 0x3000;
    private static final int CHECKSUM_6 = 2;
    private static final Set<String> UNTYPED = Set.of("batadv", "vcan", "vsockmon", "vxcan");

    static Stream<Arguments> kinds() {
        Stream<Arguments> plain = Stream.of(
                        "batadv",
                        "bond",
                        "dummy",
                        "ifb",
                        "netkit",
                        "nlmon",
                        "team",
                        "vcan",
                        "vsockmon",
                        "vxcan",
                        "wireguard")
                .map(kind -> kind("type " + kind, UnknownKind.of(kind)));
        Stream<Arguments> above = Stream.of("ipvlan", "ipvtap", "macsec", "macvlan", "macvtap")
                .map(kind -> kind(
                        "link v0 type " + kind, (room, link) -> link.link("v0").kind(UnknownKind.of(kind))));
        Stream<Arguments> others = Stream.of(
                kind(
                        "link v0 type vlan id 5",
                        (room, link) -> link.link("v0").kind(with(UnknownKind.of("vlan"), 1, Codecs.U16, 5))),
                kind("type vrf table 10", with(UnknownKind.of("vrf"), 1, Codecs.U32, 10L)),
                kind("type xfrm if_id 7", with(UnknownKind.of("xfrm"), 2, Codecs.U32, 7L)),
                kind("type vxlan id 42 dstport 4789", vxlan()),
                kind("type geneve id 42 remote 192.0.2.2", geneve()),
                kind("type hsr slave1 v0 slave2 v1", LinkKindsIT::hsr),
                kind("type ipip local 192.0.2.1 remote 192.0.2.2", any(tunnel("ipip", LOCAL, 2, REMOTE, 3))),
                kind("type sit local 192.0.2.1 remote 192.0.2.2", any(tunnel("sit", LOCAL, 2, REMOTE, 3))),
                kind("type gre local 192.0.2.1 remote 192.0.2.2", tunnel("gre", LOCAL, 6, REMOTE, 7)),
                kind("type gretap local 192.0.2.1 remote 192.0.2.2", tunnel("gretap", LOCAL, 6, REMOTE, 7)),
                kind("type vti local 192.0.2.1 remote 192.0.2.2", tunnel("vti", LOCAL, 4, REMOTE, 5)),
                kind("type vti6 local 2001:db8::1 remote 2001:db8::2", tunnel("vti6", LOCAL_6, 4, REMOTE_6, 5)),
                kind("type ip6tnl local 2001:db8::1 remote 2001:db8::2", limits(6, 4, 16, tunnel6("ip6tnl", 2, 3))),
                kind("type ip6gre local 2001:db8::1 remote 2001:db8::2", limits(11, 8, 15, tunnel6("ip6gre", 6, 7))),
                kind(
                        "type ip6gretap local 2001:db8::1 remote 2001:db8::2",
                        limits(11, 8, 15, tunnel6("ip6gretap", 6, 7))),
                kind("type erspan seq key 9 local 192.0.2.1 remote 192.0.2.2 erspan_ver 1 erspan 3", erspan()));
        return Stream.of(plain, above, others).flatMap(kinds -> kinds);
    }

    private static Arguments kind(String ip, UnknownKind kind) {
        return kind(ip, (room, link) -> link.kind(kind));
    }

    private static Arguments kind(String ip, BiFunction<LinkTestNamespace, Link, Link> ours) {
        return Arguments.of(ip, Named.of("ours", ours));
    }

    private static <T> UnknownKind with(UnknownKind kind, int number, Codec<T> codec, T value) {
        return kind.with(Attribute.of(number, "OPTION_" + number, codec), value);
    }

    private static UnknownKind vxlan() {
        return with(with(UnknownKind.of("vxlan"), 1, Codecs.U32, 42L), 15, Codecs.BE16, 4789);
    }

    private static UnknownKind geneve() {
        return with(with(UnknownKind.of("geneve"), 1, Codecs.U32, 42L), 2, Codecs.ADDRESS, REMOTE);
    }

    private static Link hsr(LinkTestNamespace room, Link link) {
        UnknownKind first = with(
                UnknownKind.of("hsr"), 1, Codecs.COUNT, room.links().get("v0").index());
        return link.kind(with(first, 2, Codecs.COUNT, room.links().get("v1").index()));
    }

    private static UnknownKind tunnel(String kind, IpAddress local, int localKey, IpAddress remote, int remoteKey) {
        return with(with(UnknownKind.of(kind), localKey, Codecs.ADDRESS, local), remoteKey, Codecs.ADDRESS, remote);
    }

    private static UnknownKind tunnel6(String kind, int localKey, int remoteKey) {
        return tunnel(kind, LOCAL_6, localKey, REMOTE_6, remoteKey);
    }

    /** The options that {@code ip} always sends. */
    private static UnknownKind limits(int encapsulationKey, int hopKey, int flagsKey, UnknownKind kind) {
        UnknownKind limited = with(with(kind, encapsulationKey, Codecs.U8, 4), hopKey, Codecs.U8, 64);
        return with(with(limited, flagsKey - 1, Codecs.U16, 0), flagsKey, Codecs.U16, CHECKSUM_6);
    }

    /** The options that {@code ip} always sends: any inner protocol, and the hop limit of the inner packet. */
    private static UnknownKind any(UnknownKind kind) {
        return with(with(kind, 9, Codecs.U8, 0), 4, Codecs.U8, 0);
    }

    private static UnknownKind erspan() {
        UnknownKind kind = tunnel("erspan", LOCAL, 6, REMOTE, 7);
        kind = with(with(kind, 2, Codecs.BE16, SEQUENCE_AND_KEY), 3, Codecs.BE16, SEQUENCE_AND_KEY);
        kind = with(with(kind, 4, Codecs.BE32, 9L), 5, Codecs.BE32, 9L);
        return with(with(kind, 21, Codecs.U32, 3L), 22, Codecs.U8, 1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ourKindsEqualThoseOfIp(String ip, BiFunction<LinkTestNamespace, Link, Link> ours, Namespaces namespaces) {
        LinkTestNamespace mine = room(namespaces);
        Link made = made(mine, ours.apply(mine, Link.named("x")));
        LinkTestNamespace his = room(namespaces);
        his.ip("link add name x " + ip);

        assertThat(shown(mine)).isEqualTo(shown(his));
        assertThat(made.kind().orElseThrow())
                .isInstanceOf(UNTYPED.contains(made.kind().orElseThrow().kind()) ? UnknownKind.class : KnownKind.class);
        assertThat(mine.links().list()).filteredOn(link -> link.isCalled("x")).hasSize(1);
        assertThat(mine.links().get("x").toString())
                .contains(made.kind().orElseThrow().kind());
        assertThat(his.links().get("x").kind()).isEqualTo(mine.links().get("x").kind());
    }

    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02");
        return room;
    }

    /** Creates a link. If the kernel lacks the kind, there is nothing to test. */
    private static Link made(LinkTestNamespace room, Link link) {
        try {
            return room.links().add(link);
        } catch (NetlinkException.NotSupported e) {
            String lacking =
                    "the kernel has no link kind '" + link.kind().orElseThrow().kind() + "'";
            if (e.getMessage().contains(lacking)) {
                return abort(lacking);
            }
            throw e;
        }
    }

    /** Omits values that are random, numbered in the order of creation, or computed later. */
    private static JsonNode shown(LinkTestNamespace room) {
        ObjectNode link = (ObjectNode) room.one("-d link show dev x");
        link.remove("address");
        link.remove("permaddr");
        link.remove("ifindex");
        link.remove("operstate");
        return link;
    }
}
