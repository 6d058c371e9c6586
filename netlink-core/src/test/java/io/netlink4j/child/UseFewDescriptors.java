package io.netlink4j.child;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Uses the library when few file descriptors are free and again when many are, and the JDK's channels after that. */
public final class UseFewDescriptors {
    private static final Deque<InputStream> TAKEN = new ArrayDeque<>();

    private static ServerSocketChannel server;

    private UseFewDescriptors() {}

    /**
     * Prints how the use ended with few descriptors, how with many, and whether the JDK works.
     *
     * @param arguments how many descriptors are free, what to do, the name of a namespace for it, and whether that is opened
     *     early, when there are enough
     */
    public static void main(String[] arguments) throws Exception {
        // So that the library's archive is open.
        Class.forName(NetlinkException.class.getName());
        Class.forName(Errno.class.getName());
        NetworkNamespace red = NetworkNamespace.open(arguments[2]);
        Use early = use(arguments[1]);
        Callable<?> use = arguments[3].equals("early")
                ? () -> early.of(red)
                : () -> {
                    try (NetworkNamespace late = NetworkNamespace.open(arguments[2])) {
                        return early.of(late);
                    }
                };
        if (arguments[1].equals("virtual connect")) {
            server = red.sockets().listen("127.0.0.1", 0);
        }
        take();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            TAKEN.pop().close();
        }
        String few = attempt(use);
        while (!TAKEN.isEmpty()) {
            TAKEN.pop().close();
        }
        System.out.println(few);
        System.out.println(attempt(use));
        System.out.println(attempt(UseFewDescriptors::useJdk));
        System.exit(0);
    }

    private static Use use(String what) {
        return switch (what) {
            case "current" -> _ -> closed(NetworkNamespace.current());
            case "list" -> _ -> NetworkNamespace.list();
            case "open" -> red -> closed(NetworkNamespace.open(red.name().orElseThrow()));
            case "create" -> _ -> closed(NetworkNamespace.createUnnamed());
            case "watch" ->
                _ -> {
                    try (var watch = NetworkNamespace.watch()) {
                        return watch.next(Duration.ofMillis(1)).isEmpty();
                    }
                };
            case "call" -> red -> red.call(() -> true);
            case "own call" ->
                _ -> {
                    NetworkNamespace.Call<Boolean, RuntimeException> body = () -> true;
                    try (NetworkNamespace own = NetworkNamespace.current()) {
                        return own.call(body);
                    }
                };
            case "threads" -> NetworkNamespace::threadFactory;
            case "sockets" -> red -> closed(red.sockets().openSocketChannel());
            case "virtual connect" ->
                red -> virtually(() -> closed(red.sockets().connect((InetSocketAddress) server.getLocalAddress())));
            case "sysctl" -> red -> red.sysctl().read("net.ipv4.ip_forward");
            case "pids" -> NetworkNamespace::pids;
            case "exec" -> red -> red.exec(new ProcessBuilder("true")).waitFor();
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static boolean closed(AutoCloseable made) throws Exception {
        made.close();
        return true;
    }

    private static void take() {
        try {
            while (true) {
                TAKEN.push(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // Now there are none left.
        }
    }

    private static String attempt(Callable<?> use) {
        try {
            use.call();
            return "done";
        } catch (NetlinkException e) {
            String symbol = e.errno().map(Errno::symbol).orElse("no number");
            return e.getMessage().endsWith("(" + symbol + ")") ? symbol : e.toString();
        } catch (Throwable e) {
            return e.toString();
        }
    }

    /** Connects from a virtual thread, by which all kinds of pollers and channels are used. */
    private static boolean useJdk() throws Exception {
        return virtually(() -> {
            try (Selector selector = Selector.open();
                    ServerSocketChannel server = ServerSocketChannel.open()
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    SocketChannel client = SocketChannel.open(server.getLocalAddress());
                    SocketChannel accepted = server.accept()) {
                return selector.isOpen() && accepted.isConnected() && client.isConnected();
            }
        });
    }

    private static boolean virtually(Callable<Boolean> body) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @FunctionalInterface
    private interface Use {
        Object of(NetworkNamespace red) throws Exception;
    }
}
