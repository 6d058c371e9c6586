package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@KernelTest
@Timeout(120)
final class LinkAwaitIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void awaitReadyReturnsWhenPacketsPass(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            for (int i = 0; i < 20; i++) {
                rtnl.links()
                        .add(Link.named("v" + i)
                                .up()
                                .kind(Veth.to(Link.named("w" + i).up())));
                assertThat(rtnl.links().awaitUp("v" + i, LONG).operationalState())
                        .isEqualTo(OperationalState.UP);
                Link peer = rtnl.links().get("w" + i);
                assertThat(rtnl.links().awaitUp(peer, LONG).operationalState()).isEqualTo(OperationalState.UP);
            }
        }
    }

    @Test
    void aLoopbackIsReadyWithoutAnOperationalState(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            CompletableFuture<Link> up = waiting(rtnl, links -> links.awaitUp("lo", LONG));
            rtnl.links().up("lo");
            assertThat(up.join().operationalState()).isEqualTo(OperationalState.UNKNOWN);
        }
    }

    @Test
    void awaitReadyCoversCreationUpAndCarrier(NetworkNamespace red, Namespaces namespaces) {
        NetworkNamespace blue = namespaces.unnamed();
        try (Rtnl rtnl = Rtnl.open(red);
                Rtnl beyond = Rtnl.open(blue)) {
            CompletableFuture<Link> there = waiting(rtnl, links -> links.await("v0", link -> true, LONG));
            CompletableFuture<Link> up = waiting(rtnl, links -> links.awaitUp("v0", LONG));
            CompletableFuture<Link> renamed = waiting(rtnl, links -> links.awaitUp("uplink", LONG));
            rtnl.links().add(Link.named("v0").kind(Veth.to(Link.named("v1").in(blue))));
            assertThat(there.join().isUp()).isFalse();
            rtnl.links().up("v0");
            assertThat(up).isNotDone();
            beyond.links().up("v1");
            assertThat(up.join().operationalState()).isEqualTo(OperationalState.UP);
            rename(rtnl.links(), "v0", "uplink");
            assertThat(renamed.join().index()).isEqualTo(up.join().index());
        }
    }

    /** Older kernels do not rename a link that is up. */
    private static void rename(Links links, String link, String name) {
        try {
            links.rename(link, name);
        } catch (NetlinkException.Busy up) {
            links.down(link);
            links.rename(link, name);
            links.up(name);
        }
    }

    @Test
    void aCustomCondition(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            Link bridge = rtnl.links().add(Link.named("br0").kind(Bridge.defaults()));
            CompletableFuture<Link> wide = waiting(
                    rtnl, links -> links.await(bridge, link -> link.mtu().orElse(0) == 1400, LONG));
            rtnl.links().mtu("br0", 1300);
            rtnl.links().mtu("br0", 1400);
            assertThat(wide.join().mtu()).hasValue(1400);
            assertThatThrownBy(() -> rtnl.links()
                            .await(
                                    bridge,
                                    link -> {
                                        throw new IllegalStateException("mine");
                                    },
                                    LONG))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
        }
    }

    /** {@code RTNLGRP_IPV6_IFINFO} is the only group that reports a token on a link that is down. */
    @Test
    void eventsOfIpv6WakeTheWaiter(NetworkNamespace red) throws Exception {
        try (Rtnl rtnl = Rtnl.open(red)) {
            rtnl.links().add(Link.named("v0").kind(Veth.to("v1")));
            Optional<IpAddress> token = Optional.of(IpAddress.of("::5"));
            CompletableFuture<Thread> waiter = new CompletableFuture<>();
            CompletableFuture<Link> told = waiting(rtnl, links -> {
                waiter.complete(Thread.currentThread());
                return links.await(
                        "v0", link -> inet6(link).get(LinkInet6.TOKEN).equals(token), LONG);
            });
            while (waiter.join().getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            LinkInet6 changed = LinkInet6.NONE.with(LinkInet6.TOKEN, token.get());
            rtnl.links()
                    .change(
                            "v0",
                            link -> link.with(
                                    LinkAttributes.AF_SPEC, LinkFamilies.NONE.with(LinkFamilies.INET6, changed)));
            assertThat(inet6(told.get(20, TimeUnit.SECONDS)).get(LinkInet6.TOKEN))
                    .isEqualTo(token);
        }
    }

    private static LinkInet6 inet6(Link link) {
        return link.get(LinkAttributes.AF_SPEC)
                .flatMap(families -> families.get(LinkFamilies.INET6))
                .orElse(LinkInet6.NONE);
    }

    @Test
    void awaitGoneByNameOrIndex(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            rtnl.links().awaitGone("br0", Duration.ZERO);
            Link bridge = rtnl.links().add(Link.named("br0").kind(Bridge.defaults()));
            CompletableFuture<Boolean> byName = waiting(rtnl, links -> gone(links, LinkReference.of("br0")));
            CompletableFuture<Boolean> byIndex = waiting(rtnl, links -> gone(links, bridge));
            rtnl.links().rename("br0", "br1");
            assertThat(byName.join()).isTrue();
            assertThat(byIndex).isNotDone();
            rtnl.links().delete("br1");
            assertThat(byIndex.join()).isTrue();
        }
    }

    private static boolean gone(Links links, LinkReference link) {
        links.awaitGone(link, LONG);
        return true;
    }

    @Test
    void aTimeoutReportsTheLastState(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> rtnl.links().awaitUp("v0", SHORT))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessage(
                            "timed out after PT0.05S waiting for link 'v0' in " + red + " to be up: it does not exist");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SHORT, LONG);
            rtnl.links().add(Link.named("v0").up().kind(Veth.to("v1")));
            // The kernel checks its carrier some time later.
            rtnl.links().await("v0", link -> link.operationalState() != OperationalState.UNKNOWN, LONG);
            assertThatThrownBy(() -> rtnl.links().awaitUp("v0", SHORT))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessageContaining("link 'v0' in " + red + " to be up: it is ")
                    .hasMessageContaining("<NO-CARRIER,BROADCAST,MULTICAST,UP");
            assertThatThrownBy(() -> rtnl.links().awaitGone("v0", Duration.ZERO))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessageContaining("to be gone: it is ");
        }
    }

    @Test
    void interruptAndCloseEndTheWait(NetworkNamespace red) throws Exception {
        Rtnl rtnl = Rtnl.open(red);
        CompletableFuture<Thread> interrupted = new CompletableFuture<>();
        CompletableFuture<Link> first = waiting(rtnl, links -> {
            interrupted.complete(Thread.currentThread());
            return links.awaitUp("never", LONG);
        });
        interrupted.join().interrupt();
        assertEnd(first, NetlinkException.Interrupted.class);
        assertThat(rtnl.links().get("lo").name()).hasValue("lo");
        CompletableFuture<Thread> closed = new CompletableFuture<>();
        CompletableFuture<Link> second = waiting(rtnl, links -> {
            closed.complete(Thread.currentThread());
            return links.awaitUp("never", LONG);
        });
        while (closed.join().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        rtnl.close();
        assertEnd(second, NetlinkException.Closed.class);
    }

    private static void assertEnd(CompletableFuture<?> wait, Class<? extends NetlinkException> type) {
        assertThatThrownBy(() -> wait.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(type);
    }

    @Test
    void manyThreadsWaitInManyNamespaces(Namespaces namespaces) {
        List<Rtnl> rooms = new ArrayList<>();
        List<CompletableFuture<Link>> up = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Rtnl rtnl = namespaces.keep(Rtnl.open(namespaces.unnamed()));
            rooms.add(rtnl);
            for (int j = 0; j < 5; j++) {
                String name = "br" + j;
                up.add(waiting(rtnl, links -> links.await(name, Link::isUp, LONG)));
            }
        }
        for (Rtnl rtnl : rooms) {
            for (int j = 0; j < 5; j++) {
                rtnl.links().add(Link.named("br" + j).up().kind(Bridge.defaults()));
            }
        }
        assertThat(up).allSatisfy(wait -> assertThat(wait.join().isUp()).isTrue());
    }

    private static <T> CompletableFuture<T> waiting(Rtnl rtnl, Function<Links, T> wait) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(wait.apply(rtnl.links()));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
