package io.netlink4j.child;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Opens one object of each kind, drops it, and runs the garbage collector. */
public final class DropHandles {
    private static final int ROUNDS = 200;
    private static final Protocol ROUTE = Protocol.of(0);
    private static final Decoder<Integer> TYPES = (type, flags, body) -> type;

    private DropHandles() {}

    /**
     * Drops handles.
     *
     * @param arguments the name of a namespace
     */
    public static void main(String[] arguments) throws Exception {
        try (NetworkNamespace red = NetworkNamespace.open(arguments[0]);
                NetlinkSocket held = NetlinkSocket.open(ROUTE, red)) {
            open(() -> NetworkNamespace.open(arguments[0]));
            open(() -> NetlinkSocket.open(ROUTE, red));
            open(() -> held.subscribe(TYPES, 1));
            open(NetworkNamespace::watch);
            CompletableFuture<Thread> waiter = new CompletableFuture<>();
            // Nobody but the thread that waits in it has this one.
            Thread.ofVirtual().start(() -> {
                waiter.complete(Thread.currentThread());
                System.out.println(held.subscribe(TYPES, 1).next(Duration.ofMinutes(5)));
            });
            while (waiter.get().getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < ROUNDS; i++) {
                System.gc();
                System.out.println("ifindex of lo: " + held.ifindex("lo").orElseThrow());
            }
        }
    }

    private static void open(Supplier<AutoCloseable> opener) {
        System.out.println("opened " + opener.get());
    }
}
