package io.netlink4j.core;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs in a process that may not raise its receive buffer above the system's limit. */
public final class BatchWithoutRights {
    static final int COUNT = 10_000;

    private BatchWithoutRights() {}

    /**
     * Prints how many of a batch failed in which all should, and how many were done of one in which none should fail.
     */
    public static void main(String[] arguments) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL)) {
            BatchResult refused = socket.batch(Stream.generate(RouteMessages::addWithALongName)
                    .limit(COUNT)
                    .toList());
            System.out.println("refused: " + refused.failures().size());
            socket.batch(IntStream.range(0, COUNT)
                            .mapToObj(RouteMessages::addBlackhole)
                            .toList())
                    .orThrow();
            List<?> routes = socket.list(RouteMessages.routes(), RouteMessages.ROUTES);
            System.out.println("done: " + routes.size());
        }
    }
}
