package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFilter;
import io.netlink4j.rtnl.address.AddressLifetime;
import io.netlink4j.rtnl.neighbour.FdbEntry;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Objects that differ only in what the kernel counts and measures are equal. */
@KernelTest
final class DerivedValuesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void timersOfABridge(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add br0 up type bridge");
        assertEqual(() -> room.links().get("br0"));
        assertThat(room.links().get("br0").mtu(1400)).isNotEqualTo(room.links().get("br0"));
    }

    @Test
    void timesOfAnEntry(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add br0 type bridge", "link add v0 master br0 type veth peer name w0");
        MacAddress there = MacAddress.of("02:00:00:00:00:77");
        room.rtnl().fdb().add(FdbEntry.of(there).masterTable().link("v0"));
        assertEqual(() -> room.rtnl().fdb().list().stream()
                .filter(entry -> entry.mac().equals(there))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void timeStampsOfAnAddress(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add v0 type veth peer name w0");
        Address added = room.addresses().add(Address.of("10.0.0.1/24").link("v0"));
        assertEqual(() -> {
            room.addresses().delete(added);
            room.addresses().add(added);
            return room.addresses().list(AddressFilter.all().link("v0")).getFirst();
        });
        AddressLifetime other = new AddressLifetime(Optional.empty(), Optional.of(Duration.ofSeconds(60)), 0, 0);
        assertThat(added.lifetime(other)).isNotEqualTo(added);
    }

    /** Reads an object until a count or a time in it has changed. */
    private static <T extends NetlinkObject<T>> void assertEqual(Supplier<T> read) {
        T first = read.get();
        T later = first;
        for (long began = System.nanoTime(); later.toDump().equals(first.toDump()); later = read.get()) {
            assertThat(System.nanoTime() - began)
                    .as("nothing changes in " + first)
                    .isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(later).isEqualTo(first).hasSameHashCodeAs(first);
    }
}
