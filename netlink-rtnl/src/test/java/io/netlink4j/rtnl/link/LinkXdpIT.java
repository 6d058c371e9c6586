package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.BpfProgram;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Programs that see the packets of a link before all else, as {@code ip -d -j link} shows them. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class LinkXdpIT {
    private static final LinkXdp.Mode GENERIC = LinkXdp.Mode.GENERIC;

    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links().add(Link.named("d0").kind(Veth.to("e0")));
        return room;
    }

    private static void set(LinkTestNamespace room, LinkXdp program) {
        room.links().change("d0", link -> link.xdp(program));
    }

    private static LinkXdp read(LinkTestNamespace room) {
        return room.links().get("d0").xdp().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = LinkXdp.Mode.class,
            names = {"DRIVER", "GENERIC"})
    void ipShowsWhatWasSetAndTakesItAway(LinkXdp.Mode mode, Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try (BpfProgram program = BpfProgram.load(BpfProgram.Type.XDP)) {
            set(room, LinkXdp.program(program.fd()).mode(mode));
        }
        JsonNode shown = room.one("-d link show d0").get("xdp");
        assertThat(shown.get("mode").asInt()).isEqualTo(mode.number());
        assertThat(read(room).programId()).contains(shown.get("prog").get("id").asLong());
        assertThat(read(room).attached()).contains(mode);

        room.ip("link set d0 " + (mode == GENERIC ? "xdpgeneric" : "xdpdrv") + " off");
        assertThat(read(room).programId()).isEmpty();
        assertThat(read(room).attached()).isEmpty();
    }

    @Test
    void aProgramIsReplacedOnlyAsAsked(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try (BpfProgram first = BpfProgram.load(BpfProgram.Type.XDP);
                BpfProgram second = BpfProgram.load(BpfProgram.Type.XDP)) {
            set(room, LinkXdp.program(first.fd()).mode(GENERIC));
            Optional<Long> before = read(room).programId();
            assertThatThrownBy(() -> set(room, LinkXdp.program(second.fd()).mode(GENERIC)))
                    .isInstanceOf(NetlinkException.Busy.class);
            assertThatThrownBy(() ->
                            set(room, LinkXdp.program(second.fd()).mode(GENERIC).replacing(second.fd())))
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
            assertThat(read(room).programId()).isEqualTo(before);

            set(room, LinkXdp.program(second.fd()).mode(GENERIC).replacing(first.fd()));
            assertThat(read(room).programId()).isPresent().isNotEqualTo(before);
            set(room, LinkXdp.program(first.fd()).mode(GENERIC).always());
            assertThat(read(room).programId()).isEqualTo(before);
            set(room, LinkXdp.none().mode(GENERIC));
            assertThat(read(room).programId()).isEmpty();
        }
    }

    @Test
    void oneProgramInEachPlace(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try (BpfProgram generic = BpfProgram.load(BpfProgram.Type.XDP);
                BpfProgram driver = BpfProgram.load(BpfProgram.Type.XDP)) {
            set(room, LinkXdp.program(driver.fd()).mode(LinkXdp.Mode.DRIVER));
            assertThatThrownBy(() -> set(room, LinkXdp.program(generic.fd()).mode(GENERIC)))
                    .hasMessageContaining("Native and generic XDP can't be active at the same time");
        }
    }

    @Test
    void aLinkThatWasReadIsAddedWithoutItsProgram(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try (BpfProgram program = BpfProgram.load(BpfProgram.Type.XDP)) {
            set(room, LinkXdp.program(program.fd()).mode(GENERIC));
        }
        Link listed = room.links().get("d0");
        assertThat(room.links().change(listed.mtu(1400)).xdp()).isEqualTo(listed.xdp());
        room.links().delete("d0");
        room.links().add(listed);
        assertThat(read(room).programId()).isEmpty();
    }

    @Test
    void whatIsNoProgramIsRefused(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        try (BpfProgram other = BpfProgram.load(BpfProgram.Type.LWT_IN)) {
            assertThatThrownBy(() -> set(room, LinkXdp.program(other.fd())))
                    .isInstanceOf(NetlinkException.Invalid.class);
            assertThatThrownBy(() -> set(room, LinkXdp.program(1_000_000))).isInstanceOf(NetlinkException.class);
        }
        assertThat(read(room).programId()).isEmpty();
    }
}
