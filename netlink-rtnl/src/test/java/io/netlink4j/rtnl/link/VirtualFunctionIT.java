package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The virtual functions of a network card, set here or by {@code ip}, as {@code ip -d -j link} shows them. Only a card has them, also an emulated one ({@code -device
 * igb} of QEMU from 8 on) whose {@code sriov_numvfs} is 2. {@code -Dtest.sriov=eth0} gives its link to this test.
 */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class VirtualFunctionIT {
    private static final String CARD = System.getProperty("test.sriov", "");

    @Test
    void settingsAreThoseOfIp(Namespaces namespaces) {
        assumeTrue(!CARD.isEmpty(), "no network card is given by -Dtest.sriov");
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try (Rtnl home = Rtnl.open();
                NetworkNamespace back = NetworkNamespace.current()) {
            home.links().move(CARD, room.namespace());
            try {
                room.links().up(CARD);
                room.links().awaitUp(CARD, Duration.ofSeconds(60));
                bothWays(room);
                aListedCardIsChanged(room);
                whatTheCardCannotDo(room);
            } finally {
                room.links().move(CARD, back);
            }
        }
    }

    private static void bothWays(LinkTestNamespace room) {
        room.ip("link set CARD vf 1 mac 02:00:00:00:00:07 vlan 10 qos 2 rate 50 spoofchk off trust on"
                .replace("CARD", CARD));
        change(
                room,
                VirtualFunction.of(0)
                        .macAddress("02:00:00:00:00:07")
                        .vlan(10, 2)
                        .rates(0, 50)
                        .spoofCheck(false)
                        .trusted(true));
        List<String> shown = shown(room);
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).isEqualTo(shown.get(1)).contains("\"max_tx\":50", "\"vlan\":10", "\"qos\":2");

        List<VirtualFunction> read = room.links().get(CARD).virtualFunctions();
        assertThat(read).extracting(VirtualFunction::number).containsExactly(0, 1);
        assertThat(read).allSatisfy(function -> {
            assertThat(function.macAddress()).hasToString("Optional[02:00:00:00:00:07]");
            assertThat(function.vlan()).contains(10);
            assertThat(function.priority()).isEqualTo(2);
            assertThat(function.isProviderVlan()).isFalse();
            assertThat(function.rates()).contains(new VirtualFunction.Rates(0, 50));
            assertThat(function.spoofCheck()).contains(false);
            assertThat(function.trusted()).contains(true);
        });
        assertThat(room.links().list(LinkFilter.all().withoutVirtualFunctions()))
                .allMatch(link -> link.virtualFunctions().isEmpty());
    }

    /** What was read holds some settings in two ways, those of old and of new kernels. */
    private static void aListedCardIsChanged(LinkTestNamespace room) {
        change(room, VirtualFunction.of(0).vlan(20).rates(0, 70).spoofCheck(true));
        VirtualFunction changed = room.links().get(CARD).virtualFunctions().get(0);
        assertThat(changed.vlan()).contains(20);
        assertThat(changed.rates()).contains(new VirtualFunction.Rates(0, 70));
        assertThat(changed.spoofCheck()).contains(true);
        // The driver has no setting for queries of receive side scaling, and refuses also the one that it reports.
        Link listed = room.links().get(CARD).mtu(1400);
        assertThat(room.links().change(listed.virtualFunction(changed.vlan(30))).mtu())
                .contains(1400);
        assertThat(room.links().get(CARD).virtualFunctions().get(0).vlan()).contains(30);
    }

    private static void whatTheCardCannotDo(LinkTestNamespace room) {
        for (VirtualFunction refused : List.of(
                VirtualFunction.of(0).state(VirtualFunction.State.DISABLE),
                VirtualFunction.of(0).providerVlan(5, 0),
                VirtualFunction.of(7).vlan(5))) {
            assertThatThrownBy(() -> change(room, refused)).isInstanceOf(NetlinkException.class);
        }
    }

    private static void change(LinkTestNamespace room, VirtualFunction settings) {
        room.links().change(CARD, link -> link.virtualFunction(settings));
    }

    /** The functions without their numbers. */
    private static List<String> shown(LinkTestNamespace room) {
        return room.one("-d link show " + CARD)
                .get("vfinfo_list")
                .valueStream()
                .map(function -> function.toString().replaceFirst("\"vf\":\\d+", ""))
                .toList();
    }
}
