package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.rtnl.testkit.ReceivedEvents;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, loss and end of subscriptions to objects. */
@KernelTest
@Timeout(120)
final class SubscriptionLifecycleIT {
    private static List<Route> blackholes(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> Route.to("10.0." + number / 256 + "." + number % 256 + "/32")
                        .type(RouteType.BLACKHOLE))
                .toList();
    }

    @Test
    void anOverrunIsReportedAndNewEventsFollow(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red);
                Subscription<Route> routes = rtnl.routes().subscribe()) {
            routes.receiveBuffer(4096);
            assertThat(rtnl.routes().addAll(blackholes(0, 1000)).failures()).isEmpty();
            assertThat(routes.next(ReceivedEvents.LONG)).hasValue(new Event.Overrun<>());
            assertThat(ReceivedEvents.by(routes)).isEmpty();
            assertThat(rtnl.routes().list()).hasSize(1000);
            rtnl.routes().add(blackholes(2000, 1).getFirst());
            assertThat(routes.next(ReceivedEvents.LONG)).hasValueSatisfying(event -> {
                assertThat(event).isInstanceOf(Event.Changed.class);
                assertThat(ReceivedEvents.object(event).destination()).hasToString("10.0.7.208/32");
            });
        }
    }

    @Test
    void closingASubscriptionWakesTheWaiterAndClosingTheRtnlDoesNot(NetworkNamespace red) throws Exception {
        try (Rtnl other = Rtnl.open(red)) {
            Rtnl rtnl = Rtnl.open(red);
            Subscription<Link> links = rtnl.links().subscribe();
            CompletableFuture<Event<Link>> next = new CompletableFuture<>();
            CompletableFuture<Event<Link>> afterwards = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                complete(next, links);
                complete(afterwards, links);
            });
            untilParked(reader);
            rtnl.close();
            other.links().add(Link.named("br0").kind(Bridge.defaults()));
            assertThat(ReceivedEvents.object(next.get(30, TimeUnit.SECONDS)).name())
                    .hasValue("br0");
            untilParked(reader);
            links.close();
            assertThatThrownBy(() -> afterwards.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NetlinkException.Closed.class);
        }
    }

    @Test
    void anInterruptEndsTheWaitButNotTheSubscription(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red);
                Subscription<Link> links = rtnl.links().subscribe()) {
            CompletableFuture<Event<Link>> next = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> complete(next, links));
            untilParked(reader);
            reader.interrupt();
            assertThatThrownBy(() -> next.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NetlinkException.Interrupted.class);
            rtnl.links().add(Link.named("br0").kind(Bridge.defaults()));
            assertThat(ReceivedEvents.object(links.next(ReceivedEvents.LONG).orElseThrow())
                            .name())
                    .hasValue("br0");
        }
    }

    private static <T> void complete(CompletableFuture<Event<T>> future, Subscription<T> events) {
        try {
            future.complete(events.next());
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    private static void untilParked(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    /** {@code ip monitor} receives the same messages, so both report the same events in the same order. */
    @Test
    @NeedsCommand("ip")
    void theOrderEqualsThatOfIpMonitor(Namespaces namespaces) throws Exception {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Process ip = new ProcessBuilder(
                        "ip",
                        "-n",
                        room.namespace().name().orElseThrow(),
                        "-o",
                        "monitor",
                        "label",
                        "link",
                        "address",
                        "route",
                        "neigh")
                .redirectErrorStream(true)
                .start();
        try (Subscription<NetlinkObject<?>> events = room.rtnl().subscribe()) {
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            Thread.ofVirtual().start(() -> read(ip, lines::add));
            untilItListens(room, lines);
            room.ip(
                    "link add begin type veth peer b1",
                    "link add d0 type veth peer d1",
                    "addr add 192.0.2.1/24 dev d0",
                    "link set d0 up",
                    "route add 198.51.100.0/24 via 192.0.2.7",
                    "neigh add 192.0.2.7 lladdr 02:00:00:00:00:01 dev d0",
                    "route replace 198.51.100.0/24 via 192.0.2.8",
                    "addr add 2001:db8::1/64 dev d0 nodad",
                    "neigh del 192.0.2.7 dev d0",
                    "addr del 192.0.2.1/24 dev d0",
                    "link del d0",
                    "link add end type veth peer e1");
            List<String> theirs = new ArrayList<>();
            for (String line = ""; !line.contains(" end@"); ) {
                line = Optional.ofNullable(lines.poll(30, TimeUnit.SECONDS)).orElseThrow();
                theirs.add(
                        line.replaceFirst("^\\[(\\w+)\\](Deleted )?.*", "$1 $2").strip());
                if (line.contains(" begin@")) {
                    theirs.clear();
                }
            }
            List<String> ours = new ArrayList<>();
            for (boolean ended = false; !ended; ) {
                Event<NetlinkObject<?>> event = events.next(ReceivedEvents.LONG).orElseThrow();
                NetlinkObject<?> object = ReceivedEvents.object(event);
                ours.add(word(object) + (event instanceof Event.Deleted<NetlinkObject<?>> ? " Deleted" : ""));
                if (object instanceof Link link && link.name().equals(Optional.of("begin"))) {
                    ours.clear();
                }
                ended = object instanceof Link link && link.name().equals(Optional.of("end"));
            }
            assertThat(ours).isEqualTo(theirs).contains("LINK Deleted", "ADDR Deleted", "ROUTE", "NEIGH Deleted");
        } finally {
            ip.destroyForcibly().waitFor();
        }
    }

    private static void untilItListens(LinkTestNamespace room, BlockingQueue<String> lines)
            throws InterruptedException {
        int mtu = 2000;
        do {
            room.links().mtu("lo", mtu++);
        } while (lines.poll(50, TimeUnit.MILLISECONDS) == null);
    }

    private static void read(Process ip, Consumer<String> lines) {
        try (BufferedReader reader = ip.inputReader()) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException ended) {
            // the test killed it
        }
    }

    private static String word(NetlinkObject<?> object) {
        return switch (object) {
            case Link link -> "LINK";
            case Address address -> "ADDR";
            case Route route -> "ROUTE";
            case Neighbour neighbour -> "NEIGH";
            default -> "OTHER";
        };
    }
}
