package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KernelTest
@Timeout(120)
final class SubscriptionIT {
    private static final int RTNLGRP_LINK = 1;
    private static final int RTNLGRP_IPV4_ROUTE = 7;
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Decoder<IpAddress> DESTINATIONS = (type, flags, body) -> RouteMessages.ROUTES
            .decode(type, flags, body)
            .get(RouteMessages.DST)
            .orElseThrow();

    @Test
    void itReportsEventsOfItsNamespace(NetworkNamespace red, Namespaces namespaces) {
        NetworkNamespace blue = namespaces.unnamed();
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket elsewhere = NetlinkSocket.open(RouteMessages.PROTOCOL, blue);
                Subscription<String> links = socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK)) {
            assertThat(links.next(Duration.ZERO)).isEmpty();
            elsewhere.execute(RouteMessages.addBridge("in-blue"));
            socket.execute(RouteMessages.addBridge("in-red"));
            socket.execute(RouteMessages.delete("in-red"));
            assertThat(links.next()).isEqualTo(new Event.Message<>(RouteMessages.NEWLINK.number(), "in-red"));
            assertThat(links.next(LONG)).hasValue(new Event.Message<>(RouteMessages.DELLINK.number(), "in-red"));
            assertThat(links.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void itIsInTheNamespaceOfTheSocketNotOfTheThread(NetworkNamespace red, Namespaces namespaces) {
        NetworkNamespace blue = namespaces.unnamed();
        try (NetlinkSocket socket = red.call(() -> NetlinkSocket.open(RouteMessages.PROTOCOL));
                Subscription<String> here = blue.call(() -> socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK));
                Subscription<String> there = red.call(() -> socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK))) {
            socket.execute(RouteMessages.addBridge("in-red"));
            assertThat(here.next(LONG)).hasValue(new Event.Message<>(RouteMessages.NEWLINK.number(), "in-red"));
            assertThat(there.next(LONG)).hasValue(new Event.Message<>(RouteMessages.NEWLINK.number(), "in-red"));
        }
    }

    @Test
    void unwantedMessagesAreSkipped(NetworkNamespace red) {
        Decoder<String> deleted = (type, flags, body) ->
                type == RouteMessages.DELLINK.number() ? RouteMessages.NAMES.decode(type, flags, body) : null;
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                Subscription<String> links = socket.subscribe(deleted, RTNLGRP_LINK)) {
            socket.execute(RouteMessages.addBridge("br0"));
            socket.execute(RouteMessages.delete("br0"));
            assertThat(links.next(LONG)).hasValue(new Event.Message<>(RouteMessages.DELLINK.number(), "br0"));
        }
    }

    @Test
    void withoutAnEventInTimeTheResultIsEmpty(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                Subscription<String> links = socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK)) {
            long began = System.nanoTime();
            assertThat(links.next(Duration.ofMillis(50))).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(50), LONG);
            assertThat(links.next(Duration.ofMillis(-1))).isEmpty();
        }
    }

    @Test
    void lostEventsAreReportedAndOlderOnesDropped(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                Subscription<IpAddress> slow = socket.subscribe(DESTINATIONS, RTNLGRP_IPV4_ROUTE);
                Subscription<IpAddress> quick = socket.subscribe(DESTINATIONS, RTNLGRP_IPV4_ROUTE)) {
            for (int first = 0; first < 16_000; first += 100) {
                List<Integer> numbers =
                        IntStream.range(first, first + 100).boxed().toList();
                assertThat(socket.batch(numbers.stream()
                                        .map(RouteMessages::addBlackhole)
                                        .toList())
                                .failures())
                        .isEmpty();
                // The one that reads is not kept up by the one that does not.
                for (int number : numbers) {
                    assertThat(quick.next(LONG)).hasValue(route(number));
                }
            }
            assertThat(slow.next(LONG)).hasValue(new Event.Overrun<>());
            assertThat(slow.next(Duration.ZERO)).isEmpty();
            socket.execute(RouteMessages.addBlackhole(16_007));
            assertThat(slow.next(LONG)).hasValue(route(16_007));
            assertThat(slow.next(Duration.ZERO)).isEmpty();
        }
    }

    private static Event<IpAddress> route(int number) {
        return new Event.Message<>(RouteMessages.NEWROUTE.number(), new Ipv4Address(0x0a000000 + number));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingItWakesAWaitingThread(boolean virtual, NetworkNamespace red) throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            Subscription<String> links = socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK);
            Waiting first = new Waiting(virtual, links);
            Waiting second = new Waiting(virtual, links);
            first.isParked();
            second.isParked();
            links.close();
            links.close();
            first.assertEndedWith(NetlinkException.Closed.class);
            second.assertEndedWith(NetlinkException.Closed.class);
            assertThatThrownBy(links::next)
                    .isInstanceOf(NetlinkException.Closed.class)
                    .hasMessageContaining(red.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptionEndsOnlyTheWait(boolean virtual, NetworkNamespace red) throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                Subscription<String> links = socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK)) {
            Waiting waiting = new Waiting(virtual, links);
            waiting.isParked();
            waiting.thread.interrupt();
            waiting.assertEndedWith(NetlinkException.Interrupted.class);
            assertThat(waiting.interrupted.get()).isTrue();
            socket.execute(RouteMessages.addBridge("br0"));
            assertThat(links.next(LONG)).hasValue(new Event.Message<>(RouteMessages.NEWLINK.number(), "br0"));
        }
    }

    @Test
    void manyVirtualThreadsWaitAtOnce(NetworkNamespace red) throws Exception {
        List<Subscription<String>> subscriptions = new ArrayList<>();
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            List<Waiting> waiting = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Subscription<String> links = socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK);
                subscriptions.add(links);
                waiting.add(new Waiting(true, links));
            }
            for (Waiting one : waiting) {
                one.isParked();
            }
            socket.execute(RouteMessages.addBridge("br0"));
            for (Waiting one : waiting) {
                assertThat(one.event.get(30, TimeUnit.SECONDS))
                        .isEqualTo(new Event.Message<>(RouteMessages.NEWLINK.number(), "br0"));
            }
        } finally {
            subscriptions.forEach(Subscription::close);
        }
    }

    @Test
    void itOutlivesItsSocket(NetworkNamespace red) {
        try (NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
            try (Subscription<String> links = socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK)) {
                socket.close();
                assertThatThrownBy(() -> socket.subscribe(RouteMessages.NAMES, RTNLGRP_LINK))
                        .isInstanceOf(NetlinkException.Closed.class);
                other.execute(RouteMessages.addBridge("br0"));
                assertThat(links.next(LONG)).hasValue(new Event.Message<>(RouteMessages.NEWLINK.number(), "br0"));
            }
        }
    }

    @Test
    void aMissingGroupIsRefused(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            assertThatThrownBy(() -> socket.subscribe(RouteMessages.NAMES, 4711))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessage("cannot join the multicast group 4711 of NETLINK_ROUTE in " + red
                            + ": this kernel has no such group (EINVAL)");
        }
    }

    @Test
    void aDecoderThatThrowsLosesOneEventOnly(NetworkNamespace red) {
        Decoder<String> picky = (type, flags, body) -> {
            String name = RouteMessages.NAMES.decode(type, flags, body);
            if ("bad".equals(name)) {
                throw new NetlinkException.Malformed(name);
            }
            return name;
        };
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                Subscription<String> links = socket.subscribe(picky, RTNLGRP_LINK)) {
            socket.execute(RouteMessages.addBridge("bad"));
            socket.execute(RouteMessages.addBridge("good"));
            assertThatThrownBy(links::next).isInstanceOf(NetlinkException.Malformed.class);
            assertThat(links.next(LONG)).hasValue(new Event.Message<>(RouteMessages.NEWLINK.number(), "good"));
        }
    }

    /** A thread that waits for an event. */
    private static final class Waiting {
        final CompletableFuture<Event<String>> event = new CompletableFuture<>();
        final AtomicReference<Boolean> interrupted = new AtomicReference<>();
        final Thread thread;

        Waiting(boolean virtual, Subscription<String> links) {
            Runnable body = () -> {
                try {
                    event.complete(links.next());
                } catch (RuntimeException e) {
                    interrupted.set(Thread.currentThread().isInterrupted());
                    event.completeExceptionally(e);
                }
            };
            this.thread = virtual
                    ? Thread.ofVirtual().start(body)
                    : Thread.ofPlatform().start(body);
        }

        void isParked() {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(thread.isAlive()).isTrue();
                Thread.onSpinWait();
            }
        }

        void assertEndedWith(Class<? extends NetlinkException> type) {
            assertThatThrownBy(() -> event.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(type);
        }
    }
}
