package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
class NetlinkSocketBatchIT {
    private static final int MANY = 10_000;

    @Test
    void everyRequestOfABatchHasItsResult(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                // Every seventh is there already.
                requests.add(RouteMessages.addBlackhole(i % 7 == 6 ? i - 1 : i));
            }
            BatchResult result = socket.batch(requests);
            assertThat(result.outcomes()).hasSize(MANY);
            for (int i = 0; i < MANY; i++) {
                if (i % 7 == 6) {
                    assertThat(result.outcomes().get(i).orElseThrow())
                            .isInstanceOf(NetlinkException.AlreadyExists.class)
                            .hasMessageStartingWith("cannot add route " + (i - 1) + " in ");
                } else {
                    assertThat(result.outcomes().get(i)).isEmpty();
                }
            }
            int failed = MANY / 7;
            assertThat(result.failures()).hasSize(failed);
            assertThatThrownBy(result::orThrow)
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageStartingWith("cannot add route 5 in ")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(100));
            assertThat(socket.list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .hasSize(MANY - failed);
            List<Request> deletions = IntStream.range(0, MANY)
                    .filter(i -> i % 7 != 6)
                    .mapToObj(RouteMessages::deleteBlackhole)
                    .toList();
            socket.batch(deletions).orThrow();
            assertThat(socket.list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .isEmpty();
            assertThat(socket.batch(List.of()).outcomes()).isEmpty();
        }
    }

    @Test
    void aRequestThatCannotBeWrittenIsLeftOut(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            Request unwritable = RouteMessages.unwritable(refused -> {
                throw new NetlinkException.NotSupported("this kernel stops at it");
            });
            Request tooLong = RouteMessages.unwritable(refused -> {
                throw new IllegalArgumentException("it is too long");
            });
            Request first = RouteMessages.addBlackhole(1);
            Request last = RouteMessages.addBlackhole(2);
            BatchResult result = socket.batch(List.of(unwritable, first, tooLong, first, unwritable, last, tooLong));
            assertThat(result.outcomes().get(0).orElseThrow())
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessage("cannot send the unwritable: this kernel stops at it");
            assertThat(result.outcomes().get(2).orElseThrow())
                    .hasMessageStartingWith("cannot send the unwritable in ")
                    .hasMessageEndingWith(": it is too long")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(result.outcomes().get(3).orElseThrow()).isInstanceOf(NetlinkException.AlreadyExists.class);
            assertThat(result.outcomes().stream().map(Optional::isPresent))
                    .containsExactly(true, false, true, true, true, false, true);
            assertThat(socket.list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .hasSize(2);

            assertThat(socket.batch(List.of(unwritable, tooLong)).failures()).hasSize(2);
            assertThatThrownBy(() -> socket.execute(unwritable)).isInstanceOf(NetlinkException.NotSupported.class);
            List<Request> together = List.of(first, unwritable);
            assertThatThrownBy(() -> socket.transmit(together, 0, (index, type, flags, in, from, to) -> {}))
                    .isInstanceOf(NetlinkException.NotSupported.class);
            socket.batch(List.of(RouteMessages.deleteBlackhole(1), RouteMessages.deleteBlackhole(2)))
                    .orThrow();
        }
    }

    @Test
    void aWholeBatchMayFailWithTheLongestMessages(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            BatchResult result = socket.batch(
                    Stream.generate(RouteMessages::addWithALongName).limit(MANY).toList());
            assertThat(result.failures()).hasSize(MANY);
            assertThat(result.outcomes())
                    .allSatisfy(outcome ->
                            assertThat(outcome.orElseThrow().report().policy()).contains("string of length ..15"));
        }
    }

    @Test
    @NeedsCommand("unshare")
    void aReceiveBufferOfTheUsualSizeIsEnough() {
        List<String> line = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--net"));
        line.addAll(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), BatchWithoutRights.class));
        assertThat(Command.run(line.toArray(new String[0])).ok())
                .isEqualTo("refused: " + BatchWithoutRights.COUNT + "\ndone: " + BatchWithoutRights.COUNT + "\n");
    }

    @Test
    void otherThreadsMayUseTheSocketMeanwhile(NetworkNamespace red) throws InterruptedException {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            List<Throwable> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> others = IntStream.range(0, 3)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> {
                        try {
                            while (!stop.get()) {
                                assertThat(socket.get(RouteMessages.get("lo"), RouteMessages.NAMES))
                                        .isEqualTo("lo");
                                answers.incrementAndGet();
                            }
                        } catch (Throwable e) {
                            wrong.add(e);
                        }
                    }))
                    .toList();
            List<Request> requests = IntStream.range(0, MANY)
                    .mapToObj(RouteMessages::addBlackhole)
                    .toList();
            try {
                do {
                    socket.batch(requests).orThrow();
                    socket.batch(IntStream.range(0, MANY)
                                    .mapToObj(RouteMessages::deleteBlackhole)
                                    .toList())
                            .orThrow();
                } while (answers.get() < 3 && wrong.isEmpty());
            } finally {
                stop.set(true);
                for (Thread other : others) {
                    other.join();
                }
            }
            assertThat(wrong).isEmpty();
        }
    }
}
