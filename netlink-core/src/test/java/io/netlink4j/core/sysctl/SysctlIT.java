package io.netlink4j.core.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import org.junit.jupiter.api.Test;

@KernelTest
final class SysctlIT {
    private static final String FORWARD = "net.ipv4.ip_forward";

    @Test
    void eachNamespaceHasItsOwnParameters(NetworkNamespace red, Namespaces namespaces) {
        NetworkNamespace blue = namespaces.unnamed();
        red.sysctl().write(FORWARD, "1");
        blue.sysctl().write("net/ipv4/ip_forward", "0");
        assertThat(red.sysctl().read("net/ipv4/ip_forward")).isEqualTo("1");
        assertThat(blue.sysctl().read(FORWARD)).isEqualTo("0");
    }

    @Test
    void valuesOfSeveralWordsAreReadAndWritten(NetworkNamespace red) {
        red.sysctl().write("net.ipv4.ip_local_port_range", "20000 30000");
        assertThat(red.sysctl().read("net.ipv4.ip_local_port_range")).isEqualTo("20000\t30000");
    }

    @Test
    void interfacesAreNamedBetweenSlashes(NetworkNamespace red) {
        red.sysctl().write("net/ipv4/conf/lo/rp_filter", "2");
        assertThat(red.sysctl().read("net.ipv4.conf.lo.rp_filter")).isEqualTo("2");
    }

    @Test
    void errorsHaveTypes(NetworkNamespace red) {
        assertThatThrownBy(() -> red.sysctl().read("net.ipv4.no_such_thing"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot read sysctl net.ipv4.no_such_thing in " + red
                        + ": there is no such parameter (ENOENT)");
        assertThatThrownBy(() -> red.sysctl().write(FORWARD, "many"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("write 'many' to sysctl net.ipv4.ip_forward in " + red);
        assertThatThrownBy(() -> red.sysctl().read("net.ipv4.route.flush"))
                .isInstanceOf(NetlinkException.NotPermitted.class);
    }
}
