package io.netlink4j.core.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.child.Forward;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@KernelTest
final class SysctlKeyIT {
    static Stream<SysctlKey<?>> keys() {
        return constants(SysctlKey.class).map(key -> (SysctlKey<?>) key);
    }

    static Stream<InterfaceSysctl<?>> interfaceKeys() {
        return constants(InterfaceSysctl.class).map(key -> (InterfaceSysctl<?>) key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyConstantIsReadAndWrittenBack(SysctlKey<?> key, NetworkNamespace red) {
        readAndWriteBack(red.sysctl(), key);
    }

    @ParameterizedTest
    @MethodSource("interfaceKeys")
    void everyConstantOfAnInterface(InterfaceSysctl<?> key, NetworkNamespace red) {
        readAndWriteBack(red.sysctl(), key.on("lo"));
    }

    @Test
    @NeedsCommand({"ip", "sysctl"})
    void sysctlAndTheLibraryReadEachOthersValues(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        Sysctl ours = red.sysctl();
        ours.ipv4Forwarding(true);
        ours.ipv6Forwarding(true);
        ours.write(SysctlKey.LOCAL_PORT_RANGE, new PortRange(20000, 30001));
        ours.write(SysctlKey.UNPRIVILEGED_PORT_START, 80);
        ours.write(SysctlKey.TCP_SYNCOOKIES, SynCookies.ALWAYS);
        ours.write(InterfaceSysctl.RP_FILTER.on("lo"), ReversePathFilter.LOOSE);
        ours.write(InterfaceSysctl.ARP_IGNORE.onAll(), ArpIgnore.ALL);
        ours.write(InterfaceSysctl.DISABLE_IPV6.onDefault(), true);
        assertThat(sysctl(name, "net.ipv4.ip_forward")).isEqualTo("1");
        assertThat(sysctl(name, "net.ipv6.conf.all.forwarding")).isEqualTo("1");
        assertThat(sysctl(name, "net.ipv4.ip_local_port_range")).isEqualTo("20000\t30001");
        assertThat(sysctl(name, "net.ipv4.ip_unprivileged_port_start")).isEqualTo("80");
        assertThat(sysctl(name, "net.ipv4.tcp_syncookies")).isEqualTo("2");
        assertThat(sysctl(name, "net.ipv4.conf.lo.rp_filter")).isEqualTo("2");
        assertThat(sysctl(name, "net.ipv4.conf.all.arp_ignore")).isEqualTo("8");
        assertThat(sysctl(name, "net.ipv6.conf.default.disable_ipv6")).isEqualTo("1");
        Command.runIn(
                        name,
                        "sysctl",
                        "-w",
                        "net.ipv4.ip_forward=0",
                        "net.ipv4.conf.lo.route_localnet=1",
                        "net.ipv6.conf.lo.accept_ra=2",
                        "net.core.somaxconn=77",
                        "net.ipv4.ip_local_port_range=1024 2047")
                .ok();
        assertThat(ours.ipv4Forwarding()).isFalse();
        assertThat(ours.ipv6Forwarding()).isTrue();
        assertThat(ours.read(InterfaceSysctl.ROUTE_LOCALNET.on("lo"))).isTrue();
        assertThat(ours.read(InterfaceSysctl.ACCEPT_RA.on("lo"))).isEqualTo(AcceptRouterAdvertisements.ALWAYS);
        assertThat(ours.read(SysctlKey.SOMAXCONN)).isEqualTo(77);
        assertThat(ours.read(SysctlKey.LOCAL_PORT_RANGE)).isEqualTo(new PortRange(1024, 2047));
    }

    @Test
    @NeedsCommand({"ip", "sysctl"})
    void anInterfaceMayHaveDotsInItsName(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        Command.runIn(name, "ip", "link", "add", "eth0.10", "type", "veth", "peer", "eth0")
                .ok();
        red.sysctl().write(InterfaceSysctl.PROXY_ARP.on("eth0.10"), true);
        assertThat(red.sysctl().read(InterfaceSysctl.PROXY_ARP.on("eth0.10"))).isTrue();
        assertThat(red.sysctl().read(InterfaceSysctl.PROXY_ARP.on("eth0"))).isFalse();
        assertThat(sysctl(name, "net.ipv4.conf.eth0/10.proxy_arp")).isEqualTo("1");
        assertThat(red.sysctl().names("net.ipv4.conf.eth0/10"))
                .contains("net.ipv4.conf.eth0/10.proxy_arp")
                .isEqualTo(red.sysctl().names("net/ipv4/conf/eth0.10"));
        assertThatThrownBy(() -> red.sysctl().read(InterfaceSysctl.PROXY_ARP.on("eth1")))
                .isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    @NeedsCommand({"ip", "sysctl"})
    void theListEqualsThatOfSysctl(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        List<String> theirs = Command.runIn(red.name().orElseThrow(), "sysctl", "-aN")
                .ok()
                .lines()
                .filter(line -> line.startsWith("net."))
                .toList();
        // sysctl leaves out what cannot be read and what is deprecated.
        assertThat(red.sysctl().names("net")).containsAll(theirs).isSorted();
        assertThat(red.sysctl().names("net.ipv4.ip_forward")).containsExactly("net.ipv4.ip_forward");
        assertThatThrownBy(() -> red.sysctl().names("net.ipv4.conf.none"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("list the sysctls below net.ipv4.conf.none in " + red);
        assertThatThrownBy(() -> red.sysctl().names("kernel")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueOfAnotherTypeIsMalformed(NetworkNamespace red) {
        SysctlKey<Integer> notOne = SysctlKey.number("net.ipv4.ip_local_port_range");
        assertThatThrownBy(() -> red.sysctl().read(notOne))
                .isInstanceOf(NetlinkException.Malformed.class)
                .hasMessageContaining("sysctl net.ipv4.ip_local_port_range is '");
        SysctlKey<SynCookies> other = SysctlKey.choice("net.ipv4.ip_default_ttl", SynCookies.class);
        assertThatThrownBy(() -> red.sysctl().read(other)).isInstanceOf(NetlinkException.Malformed.class);
        assertThatThrownBy(() -> red.sysctl().write(SysctlKey.UNPRIVILEGED_PORT_START, 70000))
                .isInstanceOf(NetlinkException.Invalid.class);
    }

    @Test
    @NeedsCommand({"unshare", "mount", "sh"})
    void theErrorNamesAReadOnlyMount() {
        String readOnly = "mount --bind /proc/sys /proc/sys && mount -o remount,ro,bind /proc/sys && exec \"$@\"";
        List<String> line = new ArrayList<>(List.of("unshare", "--mount", "--net", "sh", "-c", readOnly, "sh"));
        line.addAll(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), Forward.class));
        assertThat(Command.run(line).ok())
                .matches("NotPermitted: cannot write '1' to sysctl net/ipv4/ip_forward in namespace net:\\[\\d+]:"
                        + " /proc/sys is mounted read-only here \\(EROFS\\)\n");
    }

    private static <T> void readAndWriteBack(Sysctl sysctl, SysctlKey<T> key) {
        T value = sysctl.read(key);
        sysctl.write(key, value);
        assertThat(sysctl.read(key)).isEqualTo(value);
    }

    private static String sysctl(String namespace, String parameter) {
        return Command.runIn(namespace, "sysctl", "-n", parameter).ok().strip();
    }

    private static Stream<Object> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(SysctlKeyIT::value);
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
