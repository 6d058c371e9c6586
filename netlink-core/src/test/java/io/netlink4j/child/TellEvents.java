package io.netlink4j.child;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.RouteMessages;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.ContextSwitches;
import io.netlink4j.testkit.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the cost of an event with one waiting thread, and with many threads that wait for other events. */
public final class TellEvents {
    private static final int RTNLGRP_IPV4_ROUTE = 7;
    private static final int ROUNDS = 8;
    private static final int EVENTS = 100;
    private static final AtomicInteger TOLD = new AtomicInteger();

    private TellEvents() {}

    /**
     * Prints, for one subscription and then for as many as {@code arguments} says, how often all threads went to sleep
     * for {@value #EVENTS} events and the microseconds that the library's own thread worked for them: the least of some
     * rounds each.
     */
    public static void main(String[] arguments) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try (NetworkNamespace red = NetworkNamespace.createUnnamed();
                NetworkNamespace blue = NetworkNamespace.createUnnamed();
                NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket quiet = NetlinkSocket.open(RouteMessages.PROTOCOL, blue)) {
            open.add(listen(socket));
            measure(socket); // with code that is not compiled yet
            print(measure(socket));
            for (int i = 1; i < Integer.parseInt(arguments[0]); i++) {
                open.add(listen(quiet));
            }
            print(measure(socket));
            for (AutoCloseable each : open) {
                each.close();
            }
        }
    }

    private static Subscription<Integer> listen(NetlinkSocket socket) {
        Subscription<Integer> routes = socket.subscribe((type, flags, body) -> type, RTNLGRP_IPV4_ROUTE);
        Thread listener = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    routes.next();
                    TOLD.incrementAndGet();
                }
            } catch (NetlinkException.Closed e) {
                // The end.
            }
        });
        while (listener.getState() != Thread.State.TIMED_WAITING && listener.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return routes;
    }

    private static long[] measure(NetlinkSocket socket) throws IOException {
        long[] least = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < ROUNDS; round++) {
            ContextSwitches before = ContextSwitches.now();
            long worked = worked();
            for (int i = 0; i < EVENTS; i++) {
                int number = TOLD.get();
                socket.execute(RouteMessages.addBlackhole(number));
                while (TOLD.get() == number) {
                    Thread.onSpinWait();
                }
            }
            least[0] = Math.min(least[0], ContextSwitches.now().total() - before.total());
            least[1] = Math.min(least[1], worked() - worked);
        }
        return least;
    }

    /** The microseconds on a processor, by {@code schedstat}. */
    private static long worked() throws IOException {
        String events = Task.all().stream()
                .filter(task -> task.name().startsWith("netlink4j-event"))
                .map(Task::id)
                .findFirst()
                .orElseThrow();
        String text = Files.readString(Path.of("/proc/self/task", events, "schedstat"));
        return Long.parseLong(text.split(" ")[0]) / 1000;
    }

    private static void print(long[] costs) {
        System.out.println(costs[0] + " " + costs[1]);
    }
}
