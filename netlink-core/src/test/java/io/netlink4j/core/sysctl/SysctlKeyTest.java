package io.netlink4j.core.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SysctlKeyTest {
    @Test
    void aKeyHasANameAndAType() {
        assertThat(InterfaceSysctl.RP_FILTER.on("eth0.10")).hasToString("net/ipv4/conf/eth0.10/rp_filter");
        assertThat(InterfaceSysctl.DISABLE_IPV6.onAll().parameter()).isEqualTo("net/ipv6/conf/all/disable_ipv6");
        assertThat(InterfaceSysctl.of("net/ipv4/conf/NAME/tag", SysctlKey::number)
                        .on("eth0")
                        .decode("-1"))
                .isEqualTo(-1);
        assertThat(InterfaceSysctl.RP_FILTER.on("lo").encode(ReversePathFilter.LOOSE))
                .isEqualTo("2");
        assertThat(SysctlKey.LOCAL_PORT_RANGE.decode("32768\t60999")).isEqualTo(new PortRange(32768, 60999));
        assertThat(SysctlKey.LOCAL_PORT_RANGE.encode(new PortRange(1, 2))).isEqualTo("1 2");
        assertThat(SysctlKey.flag("net.a").decode("2")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "a\0b", "a\u001b/", "\ud800", "abcdefghijklmnop"})
    void illegalInterfaceNamesAreRefused(String name) {
        assertThatThrownBy(() -> InterfaceSysctl.RP_FILTER.on(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + Printable.of(name) + "' cannot be the name of an interface");
    }

    @Test
    void meaninglessValuesAreRefused() {
        assertThatThrownBy(() -> SysctlKey.flag("kernel.panic")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InterfaceSysctl.of("net/ipv4/ip_forward", SysctlKey::flag))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SysctlKey.TCP_FIN_TIMEOUT.encode(Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PT1.5S has a fraction that sysctl net/ipv4/tcp_fin_timeout does not have");
        assertThatThrownBy(() -> new PortRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SysctlKey.LOCAL_PORT_RANGE.decode("1 2 3"))
                .isInstanceOf(NetlinkException.Malformed.class);
    }
}
