package io.netlink4j.core.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NamespaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SysctlTest {
    @ParameterizedTest
    @CsvSource({
        "net.ipv4.ip_forward, net/ipv4/ip_forward",
        "net/ipv4/ip_forward, net/ipv4/ip_forward",
        "net/ipv4/conf/eth0.100/rp_filter, net/ipv4/conf/eth0.100/rp_filter",
        "net.ipv4.conf.eth0/100.rp_filter, net/ipv4/conf/eth0.100/rp_filter",
        "net.ipv6.conf.räume.forwarding, net/ipv6/conf/räume/forwarding",
    })
    void dotsAndSlashesNameTheSameFile(String parameter, String file) {
        assertThat(Sysctl.path(parameter)).isEqualTo("/proc/sys/" + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "net",
                "net.",
                "ip_forward",
                "kernel.hostname",
                "net..ipv4",
                "net/../kernel/hostname",
                "/net/ipv4",
                "net/./ipv4",
                "net.ipv4.",
                "net/ipv4/a\0b"
            })
    void parametersOutsideOfNetAreRefused(String parameter) {
        assertThatThrownBy(() -> Sysctl.path(parameter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no sysctl of a network namespace");
    }

    @Test
    void anIdPrintsAsTheKernelPrintsIt() {
        assertThat(new NamespaceId(4, 4026531840L)).hasToString("net:[4026531840]");
    }
}
