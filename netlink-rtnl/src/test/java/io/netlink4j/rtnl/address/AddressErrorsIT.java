package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The messages when the kernel refuses an address. */
@KernelTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class AddressErrorsIT {
    private LinkTestNamespace room;
    private String where;

    @BeforeEach
    void setUp(Namespaces namespaces) {
        room = new LinkTestNamespace(namespaces);
        where = " in " + room.namespace();
        room.links().add(Link.named("v0").kind(Veth.to("v1")).up());
    }

    @Test
    void ipv6IsDisabledOnTheLink() {
        room.sh("echo 1 > /proc/sys/net/ipv6/conf/v0/disable_ipv6");
        assertThatThrownBy(() -> room.addresses().add("v0", "2001:db8::1/64"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith("cannot add address 2001:db8::1/64 to link 'v0'" + where
                        + ": IPv6 is disabled on the link (EACCES)")
                .hasMessageNotContaining("CAP_");
        assertThatThrownBy(() ->
                        room.rtnl().routes().add(Route.to("2001:db8:1::/64").link("v0")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("IPv6 is disabled on its link (EACCES)");
    }

    @Test
    void ipv4NeedsAnMtu() {
        room.links().mtu("lo", 60);
        assertThatThrownBy(() -> room.addresses().add("lo", "10.0.0.1/24"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the link has no IPv4, for example because its MTU is less than 68 (ENOBUFS)");
        assertThatThrownBy(
                        () -> room.rtnl().routes().add(Route.to("10.0.0.0/24").link("lo")))
                .hasMessageContaining("its link has no IPv4, for example because its MTU is less than 68");
        assertThatThrownBy(() -> room.rtnl()
                        .neighbours()
                        .add(Neighbour.of("10.0.0.1").at("02:00:00:00:00:01").link("lo")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("is not enabled on the link (EINVAL)");
    }

    @Test
    void invalidAddressesAreRefused() {
        assertThatThrownBy(() -> room.addresses().add("v0", "ff02::4711/64"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("a multicast address needs the flag autojoin (EADDRNOTAVAIL)");
        assertThatThrownBy(() -> room.addresses().add("v0", "::/64"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining(":: is not the address of a host (EADDRNOTAVAIL)");
        assertThatThrownBy(() -> room.addresses().add("v0", "::1/128"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("only the link 'lo' accepts the loopback address (EADDRNOTAVAIL)");
        assertThat(room.addresses().list("v0"))
                .noneMatch(address -> !address.address().isLinkLocal());
    }

    @Test
    void aMissingAddressIsNotFound() {
        for (String address : new String[] {"10.0.0.1/24", "2001:db8::1/64"}) {
            assertThatThrownBy(() -> room.addresses().delete("v0", address))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageContaining("the link does not have this address (EADDRNOTAVAIL)");
        }
        assertThatThrownBy(() -> room.addresses().add(LinkReference.of(4711), "10.0.0.1/24"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no link with the index 4711 (ENODEV)");
    }
}
