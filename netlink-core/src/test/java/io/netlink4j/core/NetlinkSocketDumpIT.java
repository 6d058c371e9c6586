package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Dumps of so many links that the kernel sends them in several parts, which a change in between makes inconsistent. */
@KernelTest
class NetlinkSocketDumpIT {
    private static final List<String> BRIDGES =
            IntStream.range(0, 150).mapToObj(i -> "bridge" + i).toList();

    private static void fill(NetlinkSocket socket) {
        socket.batch(BRIDGES.stream().map(RouteMessages::addBridge).toList()).orThrow();
    }

    @Test
    void anInterruptedListIsRepeated(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            fill(socket);
            AtomicInteger loopbacks = new AtomicInteger();
            List<String> names = socket.list(RouteMessages.links(), (type, flags, body) -> {
                String name = RouteMessages.NAMES.decode(type, flags, body);
                if (name.equals("lo") && loopbacks.incrementAndGet() <= 3) {
                    other.execute(RouteMessages.addBridge("late" + loopbacks));
                }
                return name;
            });
            assertThat(loopbacks).hasValue(4);
            assertThat(names).doesNotHaveDuplicates().containsAll(BRIDGES).contains("late1", "late2", "late3");
        }
    }

    @Test
    void aDumpThatIsAlwaysInterruptedFails(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            fill(socket);
            AtomicInteger count = new AtomicInteger();
            assertThatThrownBy(() -> socket.list(RouteMessages.links(), (type, flags, body) -> {
                        String name = RouteMessages.NAMES.decode(type, flags, body);
                        if (name.equals("lo")) {
                            other.execute(RouteMessages.addBridge("late" + count.incrementAndGet()));
                        }
                        return name;
                    }))
                    .isInstanceOf(NetlinkException.DumpInterrupted.class)
                    .hasMessage("cannot list links in " + red + ": the kernel's state changed during each of 16 dumps");
            assertThat(count).hasValue(16);
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES)).contains("late16");
        }
    }

    @Test
    void anInterruptedStreamIsReportedAfterTheLastObject(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            fill(socket);
            List<String> seen = new ArrayList<>();
            assertThatThrownBy(() -> socket.forEach(RouteMessages.links(), RouteMessages.NAMES, name -> {
                        if (name.equals("lo")) {
                            other.execute(RouteMessages.addBridge("late"));
                        }
                        return seen.add(name);
                    }))
                    .isInstanceOf(NetlinkException.DumpInterrupted.class)
                    .hasMessageContaining("during each of 1 dumps");
            assertThat(seen).hasSizeGreaterThan(100);
            seen.clear();
            socket.forEach(RouteMessages.links(), RouteMessages.NAMES, name -> {
                other.execute(name.equals("lo") ? RouteMessages.delete("late") : RouteMessages.get("lo"));
                seen.add(name);
                return seen.size() < 5;
            });
            assertThat(seen).hasSize(5);
            assertThat(socket.get(RouteMessages.get("lo"), RouteMessages.NAMES)).isEqualTo("lo");
        }
    }

    @Test
    void listsAreCompleteWhileAnotherThreadChangesLinks(NetworkNamespace red) throws InterruptedException {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            fill(socket);
            AtomicBoolean stop = new AtomicBoolean();
            Thread changer = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    other.execute(RouteMessages.addBridge("flicker"));
                    other.execute(RouteMessages.delete("flicker"));
                }
            });
            int complete = 0;
            try {
                for (int i = 0; i < 30; i++) {
                    try {
                        assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES))
                                .doesNotHaveDuplicates()
                                .containsAll(BRIDGES);
                        complete++;
                    } catch (NetlinkException.DumpInterrupted e) {
                        assertThat(e).hasMessageContaining("16 dumps");
                    }
                }
            } finally {
                stop.set(true);
                changer.join();
            }
            assertThat(complete).isPositive();
        }
    }
}
