package io.netlink4j.rtnl.link.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Netkit;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.VariesByKernel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that not every {@code ip} and not every kernel knows. */
@EachIpVersion(EachIpVersion.NEWER)
@KernelTest
@VariesByKernel
final class NewerOptionsIT extends KindTable {
    private static final Vxlan VXLAN = Vxlan.of(42).destinationPort(4789);
    private static final Macvlan MACVLAN = Macvlan.of(MacvlanMode.BRIDGE);
    private static final Bridge BRIDGE = Bridge.defaults();
    private static final Bond LACP = Bond.of(Bond.Mode.LACP);

    /** The release of Linux that brought an option, its words, and the same as a value. */
    private static final List<Arguments> MADE = List.of(
            Arguments.of("6.4", "vxlan id 42 dstport 4789 localbypass", VXLAN.localBypass(true)),
            Arguments.of("6.4", "vxlan id 42 dstport 4789 nolocalbypass", VXLAN.localBypass(false)),
            Arguments.of("6.14", "vxlan id 42 dstport 4789 reserved_bits 0xff", VXLAN.reservedBits(0xff)),
            Arguments.of("6.16", "vxlan id 42 dstport 4789 mcroute", VXLAN.multicastRoute(true)),
            Arguments.of("6.4", "macvlan mode bridge bclim 5", MACVLAN.broadcastQueueThreshold(5)),
            Arguments.of("6.4", "macvlan mode bridge bclim -1", MACVLAN.broadcastQueueThreshold(-1)),
            Arguments.of("6.4", "macvlan mode bridge bclim 0", MACVLAN.broadcastQueueThreshold(0)),
            Arguments.of("6.7", "bridge fdb_max_learned 7", BRIDGE.learnedLimit(7)),
            Arguments.of("7.1", "bridge stp_mode user", BRIDGE.spanningTreeMode(Bridge.SpanningTreeMode.USER)),
            Arguments.of("7.1", "bridge stp_mode kernel", BRIDGE.spanningTreeMode(Bridge.SpanningTreeMode.KERNEL)),
            Arguments.of(
                    "6.15",
                    "bridge mdb_offload_fail_notification 1",
                    BRIDGE.option(BridgeOptions.MDB_OFFLOAD_FAIL_NOTIFICATION, true)),
            Arguments.of("6.18", "bridge fdb_local_vlan_0 1", BRIDGE.option(BridgeOptions.FDB_LOCAL_VLAN_0, true)),
            Arguments.of("6.9", "bond mode 802.3ad coupled_control off", LACP.coupledControl(false)),
            Arguments.of("6.17", "bond mode 802.3ad broadcast_neighbor on", LACP.broadcastNeighbour(true)),
            Arguments.of("7.1", "bond mode 802.3ad lacp_strict on", LACP.lacpStrict(true)),
            Arguments.of(
                    "7.1",
                    "geneve id 42 remote 192.0.2.2 local 192.0.2.1",
                    Geneve.of(42).remote(IpAddress.of("192.0.2.2")).local(IpAddress.of("192.0.2.1"))),
            Arguments.of("6.1", "gtp role sgsn", Gtp.of(Gtp.Role.SGSN)),
            Arguments.of(
                    "6.1",
                    "gtp role ggsn hsize 64 restart_count 3",
                    Gtp.of(Gtp.Role.GGSN).hashSize(64).restartCount(3)),
            Arguments.of("6.7", "netkit mode l2", Netkit.pair().mode(Netkit.Mode.L2)),
            Arguments.of("6.7", "netkit blackhole", Netkit.pair().policy(Netkit.Policy.BLACKHOLE)),
            Arguments.of("6.7", "netkit peer blackhole", Netkit.pair().peerPolicy(Netkit.Policy.BLACKHOLE)),
            Arguments.of("6.13", "netkit scrub none", Netkit.pair().scrub(Netkit.Scrub.NONE)));

    /** The release, the arguments of {@code ip link add} and {@code ip link set}, and the same as values. */
    private static final List<Arguments> CHANGED = List.of(
            Arguments.of(
                    "6.4",
                    "vxlan id 42 dstport 4789",
                    "nolocalbypass",
                    Vxlan.defaults().localBypass(false)),
            Arguments.of(
                    "6.16",
                    "vxlan id 42 dstport 4789",
                    "mcroute",
                    Vxlan.defaults().multicastRoute(true)),
            Arguments.of(
                    "6.4", "macvlan mode bridge", "bclim 7", Macvlan.defaults().broadcastQueueThreshold(7)),
            Arguments.of("6.7", "bridge fdb_max_learned 7", "fdb_max_learned 0", BRIDGE.learnedLimit(0)),
            Arguments.of(
                    "7.1",
                    "bridge stp_mode user",
                    "stp_mode auto",
                    BRIDGE.spanningTreeMode(Bridge.SpanningTreeMode.AUTO)),
            Arguments.of(
                    "6.15",
                    "bridge no_linklocal_learn 1",
                    "mdb_offload_fail_notification 1",
                    BRIDGE.option(BridgeOptions.MDB_OFFLOAD_FAIL_NOTIFICATION, true)),
            Arguments.of(
                    "6.17",
                    "bond mode 802.3ad",
                    "broadcast_neighbor on",
                    Bond.defaults().broadcastNeighbour(true)),
            Arguments.of(
                    "6.9",
                    "bond mode 802.3ad",
                    "coupled_control off",
                    Bond.defaults().coupledControl(false)),
            Arguments.of(
                    "7.1",
                    "bond mode 802.3ad",
                    "lacp_strict on",
                    Bond.defaults().lacpStrict(true)));

    static Stream<Arguments> made() {
        return known(MADE);
    }

    static Stream<Arguments> changed() {
        return known(CHANGED);
    }

    /** Those that this kernel knows, without the release. */
    private static Stream<Arguments> known(List<Arguments> rows) {
        Runtime.Version here = version(System.getProperty("os.version"));
        return rows.stream()
                .filter(row -> version(row.get()[0].toString()).compareTo(here) <= 0)
                .map(row -> Arguments.of(Arrays.copyOfRange(row.get(), 1, row.get().length)));
    }

    private static Runtime.Version version(String release) {
        return Runtime.Version.parse(release.replaceFirst("^(\\d+\\.\\d+).*", "$1"));
    }

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of(
                        Vxlan.of(7).with(VxlanAttributes.REMCSUM_NOPARTIAL, true), VxlanAttributes.REMCSUM_NOPARTIAL),
                Arguments.of(
                        Geneve.of(7).remote(IpAddress.of("192.0.2.2")).local(IpAddress.of("192.0.2.1")), Geneve.LOCAL),
                Arguments.of(
                        Geneve.of(7).remote(IpAddress.of("2001:db8::2")).local(IpAddress.of("2001:db8::1")),
                        Geneve.LOCAL6),
                Arguments.of(
                        Geneve.of(7).remote(IpAddress.of("192.0.2.2")).with(Geneve.GRO_HINT, true), Geneve.GRO_HINT),
                Arguments.of(
                        Macvlan.of(MacvlanMode.BRIDGE).with(MacvlanKind.QUEUE_CUTOFF, 5), MacvlanKind.QUEUE_CUTOFF));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionIsReported(KnownKind<?> kind, Attribute<?> key, Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, link(kind));
        Nest read = room.links().get("x").kind().orElseThrow().data();
        assumeTrue(read.has(key), () -> "the kernel does not know " + key);
        assertThat(read.get(key)).isEqualTo(kind.get(key));
    }

    private static void add(LinkTestNamespace room, Link link) {
        try {
            room.links().add(link);
        } catch (NetlinkException lacking) {
            if (lacking instanceof NetlinkException.NotSupported || lacking instanceof NetlinkException.Invalid) {
                abort(lacking.getMessage());
            }
            throw lacking;
        }
    }

    @Test
    void portsOfAVrfTellItsTable(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, Link.named("x").kind(Vrf.of(10)));
        room.links().change(Link.named("v0").master("x"));
        assertThat(room.links().get("v0").toDump()).contains("IFLA_VRF_PORT_TABLE 10");
    }

    @Test
    void aRingHasAnInterlink(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.ip("link add i0 type veth peer name i1");
        add(room, Link.named("x").kind(Hsr.of("v0", "v1").interlink("i0")));
        Hsr read = (Hsr) room.links().get("x").kind().orElseThrow();
        assumeTrue(read.interlink().isPresent(), "the kernel does not know interlinks");
        assertThat(read.interlink().orElseThrow().ifindex())
                .isEqualTo(room.links().get("i0").ifindex());
    }

    @Test
    void aBridgePortHasABackup(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.ip("link add br0 type bridge", "link set v0 master br0");
        try {
            room.links()
                    .change(Link.named("v0").bridgePort(BridgePort.defaults().backupNextHopId(5)));
        } catch (NetlinkException lacking) {
            abort(lacking.getMessage());
        }
        BridgePort read = room.links().get("v0").bridgePort().orElseThrow();
        assumeTrue(read.backupNextHopId().isPresent(), "the kernel does not know such backups");
        assertThat(read.backupNextHopId()).hasValue(5L);
    }

    @Test
    void aBondTellsItsActivePort(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        add(room, Link.named("x").kind(Bond.of(Bond.Mode.ACTIVE_BACKUP)));
        room.links().change(Link.named("v0").down().master("x"));
        room.ip("link set v1 up", "link set x up");
        room.ip("link set x type bond active_slave v0");
        Bond read = (Bond) room.links().get("x").kind().orElseThrow();
        assertThat(read.get(Bond.ACTIVE_SLAVE).orElseThrow().ifindex())
                .isEqualTo(room.links().get("v0").ifindex());
        room.links().change(Link.named("v0").bondPort(BondPort.defaults().priority(3)));
        assertThat(room.links().get("v0").bondPort().orElseThrow().priority()).hasValue(3);
    }

    @Test
    void aTunDeviceTellsItsOwner(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try {
            room.ip("tuntap add t0 mode tap user 0 group 0 multi_queue vnet_hdr");
        } catch (AssertionError refused) {
            abort("there are no tun devices");
        }
        UnknownKind tap = (UnknownKind) room.links().get("t0").kind().orElseThrow();
        assertThat(tap.kind()).isEqualTo("tun");
        assertThat(tap.get(HardwareOptions.TUN_TYPE)).hasValue(2);
        assertThat(tap.get(HardwareOptions.TUN_OWNER)).hasValue(0L);
        assertThat(tap.get(HardwareOptions.TUN_GROUP)).hasValue(0L);
        assertThat(tap.get(HardwareOptions.TUN_PI)).hasValue(false);
        assertThat(tap.get(HardwareOptions.TUN_VNET_HDR)).hasValue(true);
        assertThat(tap.get(HardwareOptions.TUN_PERSIST)).hasValue(true);
        assertThat(tap.get(HardwareOptions.TUN_MULTI_QUEUE)).hasValue(true);
        assertThat(tap.get(HardwareOptions.TUN_NUM_QUEUES)).hasValue(0);
        assertThat(tap.get(HardwareOptions.TUN_NUM_DISABLED_QUEUES)).isPresent();
    }
}
