package io.netlink4j.core.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.PortRange;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The programs that filters compile to, as the kernel was seen to take them. */
final class SocketFilterTest {
    private static String program(SocketFilter filter) {
        byte[] code = filter.program();
        return code == null ? "none" : HexFormat.of().formatHex(code);
    }

    @Test
    void aPort() {
        assertThat(program(SocketFilter.sourcePort(8123))).isEqualTo("0b080c000000bb1f");
    }

    @Test
    void aRangeOfPorts() {
        assertThat(program(SocketFilter.sourcePorts(PortRange.of(8123, 8123))))
                .isEqualTo("020814000000bb1f" + "03080c000000bb1f");
    }

    @Test
    void anAlternativeJumpsOverTheRest() {
        assertThat(program(SocketFilter.sourcePort(1).or(SocketFilter.sourcePort(2))))
                .isEqualTo("0b080c0000000100" + "01040c00" + "0b080c0000000200");
    }

    @Test
    void aNegationJumpsBeyondTheEnd() {
        assertThat(program(SocketFilter.sourcePort(1).not())).isEqualTo("0b080c0000000100" + "01040800");
    }

    @Test
    void aNetworkHasItsFamilyAndLength() {
        assertThat(program(SocketFilter.destination("10.0.0.0/8")))
                .isEqualTo("08101400" + "02080000" + "ffffffff" + "0a000000");
    }

    @Test
    void statesAreNoPartOfTheProgram() {
        SocketFilter established = SocketFilter.states(SocketState.ESTABLISHED);
        SocketFilter port = SocketFilter.sourcePort(8123);
        assertThat(program(established)).isEqualTo("none");
        assertThat(program(established.and(port))).isEqualTo(program(port));
        assertThat(program(established.or(port))).isEqualTo("none");
        assertThat(established.and(port).states()).isEqualTo(1 << 1);
        assertThat(established.or(port).states()).isEqualTo(-1);
        assertThat(established.and(port).not().states()).isEqualTo(-1);
        assertThat(established.or(port).not().states()).isEqualTo(~(1 << 1));
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> SocketFilter.sourcePort(65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SocketFilter.mark(1L << 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SocketFilter.link("")).isInstanceOf(IllegalArgumentException.class);
    }
}
