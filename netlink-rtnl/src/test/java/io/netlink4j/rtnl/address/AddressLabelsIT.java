package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels of addresses as {@code ip addrlabel} shows them, and the groups and anycast addresses of links. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class AddressLabelsIT {
    @Test
    void labelsAreThoseOfIp(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip("addrlabel add prefix fd77::/16 label 77");
        AddressLabels labels = room.rtnl().addressLabels();
        labels.add(AddressLabel.of("fd78::/32", 4_000_000_000L));

        List<String> shown =
                room.ask("addrlabel list").lines().map(String::strip).toList();
        assertThat(labels.list()).extracting(AddressLabel::toString).containsExactlyInAnyOrderElementsOf(shown);
        assertThat(shown).contains("prefix fd77::/16 label 77", "prefix fd78::/32 label 4000000000");

        AddressLabel made = AddressLabel.of("fd77::/16", 77);
        assertThatThrownBy(() -> labels.add(made))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("prefix fd77::/16 label 77");
        labels.delete(made);
        assertThat(room.ask("addrlabel list")).doesNotContain("fd77");
        assertThatThrownBy(() -> labels.delete(made)).isInstanceOf(NetlinkException.class);

        AddressLabel onLink = made.link("d0");
        labels.add(onLink);
        assertThat(onLink).hasToString("prefix fd77::/16 dev d0 label 77");
        assertThat(room.ask("addrlabel list")).contains(onLink.toString());
        AddressLabel read = labels.list().stream()
                .filter(label -> label.link().isPresent())
                .findFirst()
                .orElseThrow();
        labels.delete(read);
        assertThat(room.ask("addrlabel list")).doesNotContain("fd77");
        assertThatThrownBy(() -> labels.add(made.link("none")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("none");
    }

    @Test
    void groupsAndAnycastAddressesAreListed(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        int d0 = room.rtnl().links().get("d0").ifindex().orElseThrow();
        assertThat(room.rtnl().addresses().listMulticast(IpFamily.IPV6))
                .filteredOn(group -> group.link().orElseThrow().ifindex().orElseThrow() == d0)
                .extracting(group -> group.get(Address.MULTICAST).orElseThrow())
                // All nodes, and the solicited node of fd00::1.
                .contains(IpAddress.of("ff02::1"), IpAddress.of("ff02::1:ff00:1"));
        room.sh("echo 1 >/proc/sys/net/ipv6/conf/d0/forwarding");
        assertThat(room.rtnl().addresses().listAnycast())
                .extracting(address -> address.get(Address.ANYCAST).orElseThrow())
                // That of the routers in the subnet.
                .contains(IpAddress.of("fd00::"));
    }

    @Test
    void groupsOfIpv4AreListed(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        List<Address> groups;
        try {
            groups = room.rtnl().addresses().listMulticast(IpFamily.IPV4);
        } catch (NetlinkException.NotSupported lacking) {
            abort(lacking.getMessage());
            return;
        }
        if (groups.isEmpty()) {
            abort("the kernel lists no groups of IPv4");
        }
        assertThat(groups)
                .extracting(group -> group.get(Address.MULTICAST).orElseThrow())
                .contains(IpAddress.of("224.0.0.1"));
        assertThat(groups)
                .extracting(group -> group.get(Address.MC_USERS).orElse(0))
                .allMatch(users -> users >= 0);
    }
}
