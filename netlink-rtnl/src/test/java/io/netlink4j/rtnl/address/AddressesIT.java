package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkInet6;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.route.RouteScope;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
final class AddressesIT {
    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links()
                .add(Link.named("v0")
                        .addressGeneration(LinkInet6.AddressGeneration.NONE)
                        .up()
                        .kind(Veth.to(Link.named("v1")
                                .addressGeneration(LinkInet6.AddressGeneration.NONE)
                                .up())));
        return room;
    }

    @Test
    void anAddressIsAddedListedAndDeleted(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        Address made = room.addresses().add("v0", "192.168.15.1/24");
        assertThat(made.toInterface()).isEqualTo(IpInterface.of("192.168.15.1/24"));
        assertThat(made.label()).hasValue("v0");
        assertThat(made.broadcast()).isEmpty();
        assertThat(made.link().flatMap(LinkReference::ifindex))
                .isEqualTo(room.links().get("v0").ifindex());
        assertThat(made.lifetime().valid()).isEmpty();
        assertThat(made.has(AddressFlag.PERMANENT)).isTrue();
        assertThat(room.addresses().list("v0")).containsExactly(made);
        room.addresses().delete("v0", "192.168.15.1/24");
        assertThat(room.addresses().list("v0")).isEmpty();
    }

    @Test
    void everyPropertyIsReadBack(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        Address asked = Address.of("10.0.0.1/24")
                .withBroadcast()
                .label("v0:lab")
                .scope(RouteScope.LINK)
                .metric(50)
                .protocol(77)
                .flag(AddressFlag.NOPREFIXROUTE, true)
                .lifetime(Duration.ofSeconds(100), Duration.ofSeconds(200));
        Address made = room.addresses().add("v0", asked);
        assertThat(made.broadcast()).hasValue(IpAddress.of("10.0.0.255"));
        assertThat(made.label()).hasValue("v0:lab");
        assertThat(made.scope()).isEqualTo(RouteScope.LINK);
        assertThat(made.metric()).hasValue(50L);
        assertThat(made.protocol()).hasValue(77);
        assertThat(made.flags()).containsExactly(AddressFlag.NOPREFIXROUTE);
        assertThat(made.lifetime().preferred().orElseThrow())
                .isBetween(Duration.ofSeconds(98), Duration.ofSeconds(100));
        assertThat(made.lifetime().valid().orElseThrow()).isBetween(Duration.ofSeconds(198), Duration.ofSeconds(200));
    }

    @Test
    void anAddressWithAPeerIsReadBack(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        Address ipv4 = room.addresses().add("v0", Address.of("10.9.0.1").peer("10.9.0.2"));
        assertThat(ipv4.address()).isEqualTo(IpAddress.of("10.9.0.1"));
        assertThat(ipv4.peer()).hasValue(IpAddress.of("10.9.0.2"));
        Address ipv6 = room.addresses()
                .add("v0", Address.of("2001:db8::1").peer("2001:db8::2/128").flag(AddressFlag.NODAD, true));
        assertThat(ipv6.address()).isEqualTo(IpAddress.of("2001:db8::1"));
        assertThat(ipv6.peer()).hasValue(IpAddress.of("2001:db8::2"));
        room.addresses().delete("v0", ipv4);
        room.addresses().delete("v0", ipv6);
        assertThat(room.addresses().list("v0")).isEmpty();
    }

    @Test
    void replaceChangesOrAddsAnAddress(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        for (String literal : List.of("10.0.0.1/24", "2001:db8::1/64")) {
            Address address = Address.of(literal);
            room.addresses().replace("v0", address);
            assertThat(room.addresses().list("v0").getFirst().lifetime().valid())
                    .isEmpty();
            Address changed =
                    room.addresses().replace("v0", address.lifetime(Duration.ofSeconds(50), Duration.ofSeconds(60)));
            assertThat(changed.lifetime().valid()).isPresent();
            assertThat(room.addresses().list("v0")).hasSize(1);
            room.addresses().delete("v0", literal);
        }
    }

    @Test
    void theKernelAppliesTheFilter(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.addresses().add("v0", "10.0.0.1/24");
        room.addresses().add("v0", "2001:db8::1/64");
        room.addresses().add("v1", "10.0.0.2/24");
        assertThat(room.addresses().list()).hasSize(3);
        assertThat(room.addresses().list("v0")).hasSize(2);
        assertThat(room.addresses().list(AddressFilter.all().family(IpFamily.IPV4)))
                .hasSize(2);
        assertThat(room.addresses()
                        .list(AddressFilter.all().family(IpFamily.IPV6).link("v1")))
                .isEmpty();
        assertThat(room.addresses()
                        .list(AddressFilter.all().family(IpFamily.IPV6).link("v0")))
                .extracting(address -> address.toInterface().toString())
                .containsExactly("2001:db8::1/64");
    }

    @Test
    void listedObjectsCanBeDeletedAndAddedAgain(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.addresses().add("v0", Address.of("10.0.0.1/24").withBroadcast());
        room.addresses().add("v0", "10.0.0.2/24");
        room.addresses().add("v0", Address.of("10.9.0.1").peer("10.9.0.2").label("v0:p2p"));
        room.addresses().add("v0", Address.of("127.9.9.9/32"));
        room.addresses()
                .add("v0", Address.of("10.1.0.1/16").metric(9).protocol(9).flag(AddressFlag.NOPREFIXROUTE, true));
        room.addresses().add("v0", Address.of("2001:db8::1/64").flag(AddressFlag.NODAD, true));
        room.addresses()
                .add("v0", Address.of("2001:db8::3").peer("2001:db8::4/127").flag(AddressFlag.NODAD, true));
        room.addresses().add("v1", Address.of("10.7.0.1/24").lifetime(Duration.ofHours(1), Duration.ofHours(2)));
        List<Address> before = room.addresses().list();
        assertThat(before).hasSize(8);
        // Backwards, because deleting the first address of a network deletes the others.
        before.reversed().forEach(room.addresses()::delete);
        assertThat(room.addresses().list()).isEmpty();
        before.forEach(room.addresses()::add);
        List<Address> after = room.addresses().list();
        assertThat(after.stream().map(AddressesIT::unchanging))
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().map(AddressesIT::unchanging).toList());
    }

    private static String unchanging(Address address) {
        return address.link().flatMap(LinkReference::ifindex).orElse(0) + " "
                + address.toString().replaceAll("_lft \\d+sec", "_lft some");
    }
}
