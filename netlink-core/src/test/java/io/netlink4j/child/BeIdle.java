package io.netlink4j.child;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.RouteMessages;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.namespace.NamespaceWatch;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.ContextSwitches;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Uses much of the library, keeps handles and sockets open, waits for events, and is idle then. */
public final class BeIdle {
    private static final int WAITERS = 10;
    private static final int NAMESPACES = 100;
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int RTNLGRP_LINK = 1;

    // The library's own idle threads end after a second, and timeouts that were not needed are looked at once more.
    // Idle
    // carriers of virtual threads end 30 seconds after their last work: the window is between.
    private static final Duration REST = Duration.ofSeconds(13);
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private BeIdle() {}

    /** Prints each thread that woke up, and how many did; {@code arguments} say what is done before. */
    public static void main(String[] arguments) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try (NetworkNamespace red = NetworkNamespace.createUnnamed()) {
            for (String use : arguments) {
                switch (use) {
                    case "call" ->
                        red.run(() -> Thread.startVirtualThread(() -> {}).join());
                    case "threads" -> useThreads(red);
                    case "exec" -> red.exec(new ProcessBuilder("true")).waitFor();
                    case "sockets" -> useSockets(red);
                    case "wait" -> startWaiting(red, open);
                    case "namespaces" -> {
                        for (int i = 0; i < NAMESPACES; i++) {
                            open.add(NetworkNamespace.createUnnamed());
                        }
                    }
                    default -> throw new IllegalArgumentException(use);
                }
            }
            Thread.sleep(REST);
            ContextSwitches before = ContextSwitches.now();
            Thread.sleep(WINDOW);
            List<String> woken = ContextSwitches.now().since(before);
            woken.forEach(System.out::println);
            System.out.println(woken.size() + " threads woke up");
        }
        Reference.reachabilityFence(open);
    }

    private static void useThreads(NetworkNamespace red) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2, red.threadFactory())) {
            pool.submit(() -> true).get();
        }
    }

    private static void useSockets(NetworkNamespace red) throws Exception {
        red.exec(new ProcessBuilder("ip", "link", "set", "lo", "up")).waitFor();
        try (ServerSocketChannel server = red.sockets().listen("127.0.0.1", 0);
                SocketChannel client = red.sockets().connect((InetSocketAddress) server.getLocalAddress());
                SocketChannel _ = server.accept();
                ServerSocket other = red.sockets().serverSocketFactory().createServerSocket(0)) {
            if (!client.isConnected() || !other.isBound()) {
                throw new IllegalStateException("not connected");
            }
        }
    }

    /** Half of them on virtual threads. */
    private static void startWaiting(NetworkNamespace red, List<AutoCloseable> open) {
        NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
        open.add(socket);
        for (int i = 0; i < WAITERS; i++) {
            Thread.Builder builder =
                    i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
            NamespaceWatch watch = NetworkNamespace.watch();
            Subscription<Integer> events = socket.subscribe((type, flags, body) -> type, RTNLGRP_LINK);
            open.add(watch);
            open.add(events);
            builder.start(() -> {
                while (true) {
                    watch.next(FOR_EVER);
                }
            });
            builder.start(() -> {
                while (true) {
                    events.next(FOR_EVER);
                }
            });
        }
        for (int i = 0; i < 3; i++) {
            socket.execute(RouteMessages.addBridge("br" + i));
        }
    }
}
