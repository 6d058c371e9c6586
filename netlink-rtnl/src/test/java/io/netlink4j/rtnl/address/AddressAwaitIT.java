package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkFlag;
import io.netlink4j.rtnl.link.LinkInet6;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KernelTest
@Timeout(120)
final class AddressAwaitIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final LinkTestNamespace[] rooms = new LinkTestNamespace[2];

    private void cable(Namespaces namespaces) {
        for (int i = 0; i < 2; i++) {
            rooms[i] = new LinkTestNamespace(namespaces);
        }
        rooms[0].links()
                .add(Link.named("v0")
                        .up()
                        .kind(Veth.to(Link.named("v1").in(rooms[1].namespace()).up())));
        rooms[0].links().awaitUp("v0", LONG);
        rooms[1].links().awaitUp("v1", LONG);
    }

    @Test
    void anAddressIsReadyAfterDuplicateAddressDetection(Namespaces namespaces) {
        cable(namespaces);
        Address added = rooms[0].addresses().add("v0", "2001:db8::1/64");
        assertThat(added.has(AddressFlag.TENTATIVE)).isTrue();
        Address ready = rooms[0].addresses().awaitReady(added, LONG);
        assertThat(ready.has(AddressFlag.TENTATIVE)).isFalse();
        assertThat(ready.toInterface()).isEqualTo(added.toInterface());
        assertThat(rooms[0].addresses().awaitReady("v0", "2001:db8::1", Duration.ZERO))
                .isEqualTo(ready);
    }

    @Test
    void ipv4IsReadyAtOnce(Namespaces namespaces) {
        cable(namespaces);
        Address added = rooms[0].addresses().add("v0", "10.0.0.1/24");
        assertThat(rooms[0].addresses().awaitReady(added, Duration.ZERO).address())
                .isEqualTo(IpAddress.of("10.0.0.1"));
    }

    @Test
    void aDuplicateAddressIsReported(Namespaces namespaces) {
        cable(namespaces);
        rooms[1].addresses().add("v1", Address.of("2001:db8::1/64").flag(AddressFlag.NODAD, true));
        Address added = rooms[0].addresses().add("v0", "2001:db8::1/64");
        assertThatThrownBy(() -> rooms[0].addresses().awaitReady(added, LONG))
                .isInstanceOf(NetlinkException.DuplicateAddress.class)
                .hasMessageMatching("cannot use address 2001:db8::1/64 on link \\d+ in " + rooms[0].namespace()
                        + ": another host on the link has it \\(dadfailed\\)");
        assertThatThrownBy(() -> rooms[0].addresses().awaitReady("v0", LONG))
                .isInstanceOf(NetlinkException.DuplicateAddress.class)
                .hasMessageContaining("link 'v0'");
    }

    @Test
    void aDuplicateEndsTheWaitWhileAnotherAddressIsTentative(Namespaces namespaces) {
        cable(namespaces);
        rooms[1].addresses().add("v1", Address.of("2001:db8::1/64").flag(AddressFlag.NODAD, true));
        Address duplicate = rooms[0].addresses().add("v0", "2001:db8::1/64");
        assertThatThrownBy(() -> rooms[0].addresses().awaitReady(duplicate, LONG))
                .isInstanceOf(NetlinkException.DuplicateAddress.class);
        rooms[1].links().down("v1");
        rooms[0].links().await("v0", link -> !link.has(LinkFlag.LOWER_UP), LONG);
        rooms[0].addresses().add("v0", "2001:db8::2/64");
        assertThat(rooms[0].addresses().list("v0").getFirst().has(AddressFlag.TENTATIVE))
                .isTrue();
        assertThatThrownBy(() -> rooms[0].addresses().awaitReady("v0", Duration.ZERO))
                .isInstanceOf(NetlinkException.DuplicateAddress.class);
    }

    @Test
    void deletingTheLinkEndsTheWait(Namespaces namespaces) throws Exception {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Link bridge = room.links()
                .add(Link.named("br0")
                        .addressGeneration(LinkInet6.AddressGeneration.NONE)
                        .kind(Bridge.defaults()));
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<List<Address>> waiting = CompletableFuture.supplyAsync(
                () -> {
                    waiter.complete(Thread.currentThread());
                    return room.addresses().await(bridge, listed -> !listed.isEmpty(), Duration.ofSeconds(100));
                },
                task -> Thread.ofPlatform().start(task));
        while (waiter.join().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        room.links().delete("br0");
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(NetlinkException.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptReportsWhatWasAwaited(boolean virtual, Namespaces namespaces) throws Exception {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        builder.start(() -> {
            Thread.currentThread().interrupt();
            thrown.complete(catchThrowable(() -> room.addresses().awaitReady("lo", "10.0.0.1", LONG)));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        // A virtual thread has another one send its requests. It gives up unless that one is done when it looks.
        assertThat(thrown.get())
                .isInstanceOf(NetlinkException.Interrupted.class)
                .hasMessageMatching(
                        Pattern.quote("interrupted while waiting for address 10.0.0.1 to be ready on link 'lo' in "
                                        + room.namespace() + ": it ")
                                + "(has none|was not read)");
        assertThat(flag.get()).isTrue();
    }

    @Test
    void allAddressesOfALink(Namespaces namespaces) {
        cable(namespaces);
        rooms[0].addresses().add("v0", "2001:db8::1/64");
        rooms[0].addresses().add("v0", "10.0.0.1/24");
        List<Address> ready = rooms[0].addresses()
                .await(
                        "v0",
                        listed -> listed.size() == 3
                                && listed.stream().noneMatch(address -> address.has(AddressFlag.TENTATIVE)),
                        LONG);
        assertThat(ready).anyMatch(address -> address.address().isLinkLocal());
        assertThat(rooms[0].addresses().awaitReady("v0", Duration.ZERO)).hasSize(3);
    }

    @Test
    void withoutCarrierTheWaitTimesOut(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links().add(Link.named("v0").kind(Veth.to("v1")));
        Address added = room.addresses().add("v0", "2001:db8::1/64");
        assertThatThrownBy(() -> room.addresses().awaitReady(added, Duration.ofMillis(50)))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageMatching(
                        "timed out after PT0.05S waiting for address 2001:db8::1 to be ready on link \\d+ in "
                                + room.namespace() + ": it has 2001:db8::1/64 \\[tentative, permanent]");
        assertThatThrownBy(() -> room.addresses().awaitReady("v0", "10.0.0.1", Duration.ZERO))
                .isInstanceOf(NetlinkException.TimedOut.class);
        assertThatThrownBy(() -> room.addresses().awaitReady("nowhere", LONG))
                .isInstanceOf(NetlinkException.NotFound.class);
    }
}
