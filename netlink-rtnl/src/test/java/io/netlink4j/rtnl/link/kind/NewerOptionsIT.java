package io.netlink4j.rtnl.link.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that the installed {@code ip} may not know: set here, and reported by a kernel that has them. */
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class NewerOptionsIT {
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
        LinkTestNamespace room = KindTable.room(namespaces);
        add(room, KindTable.link(kind));
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
        LinkTestNamespace room = KindTable.room(namespaces);
        add(room, Link.named("x").kind(Vrf.of(10)));
        room.links().change(Link.named("v0").master("x"));
        assertThat(room.links().get("v0").toDump()).contains("IFLA_VRF_PORT_TABLE 10");
    }

    @Test
    void aRingHasAnInterlink(Namespaces namespaces) {
        LinkTestNamespace room = KindTable.room(namespaces);
        room.ip("link add i0 type veth peer name i1");
        add(room, Link.named("x").kind(Hsr.of("v0", "v1").interlink("i0")));
        Hsr read = (Hsr) room.links().get("x").kind().orElseThrow();
        assumeTrue(read.interlink().isPresent(), "the kernel does not know interlinks");
        assertThat(read.interlink().orElseThrow().ifindex())
                .isEqualTo(room.links().get("i0").ifindex());
    }

    @Test
    void aBridgePortHasABackup(Namespaces namespaces) {
        LinkTestNamespace room = KindTable.room(namespaces);
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
        LinkTestNamespace room = KindTable.room(namespaces);
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
        LinkTestNamespace room = KindTable.room(namespaces);
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
