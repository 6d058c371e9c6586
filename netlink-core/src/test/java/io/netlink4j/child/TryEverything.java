package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.tun.TunRequest;
import java.io.IOException;

/** Tries calls that need privileges, and prints the result of each. */
public final class TryEverything {
    private TryEverything() {}

    /** One line for each attempt; {@code arguments} has the name for a namespace and that of one that is there. */
    public static void main(String[] arguments) {
        attempt("unnamed", () -> NetworkNamespace.createUnnamed().close());
        attempt("named", () -> NetworkNamespace.create(arguments[0]).close());
        try (NetworkNamespace here = NetworkNamespace.current()) {
            attempt("call", () -> here.call(() -> true));
            attempt("threads", () -> here.threadFactory());
            attempt("tun", () -> here.openTun(TunRequest.tun("n4jtun%d")).close());
            attempt(
                    "mark",
                    () -> here.sockets().withMark(7).openDatagramChannel().close());
            attempt(
                    "device",
                    () -> here.sockets().withDevice("lo").openDatagramChannel().close());
            attempt("socket", () -> here.sysctl().read("net.ipv4.ip_forward"));
        }
        try (NetworkNamespace there = NetworkNamespace.open(arguments[1])) {
            attempt("call elsewhere", () -> there.call(() -> true));
            attempt("threads elsewhere", () -> there.threadFactory());
            attempt(
                    "sockets elsewhere",
                    () -> there.sockets().openSocketChannel().close());
            attempt("sysctl elsewhere", () -> there.sysctl().read("net.ipv4.ip_forward"));
            attempt("program elsewhere", () -> there.exec(new ProcessBuilder("true")));
        }
        System.out.println("names: " + NetworkNamespace.list());
    }

    private static void attempt(String what, Action action) {
        try {
            action.run();
            System.out.println(what + ": done");
        } catch (NetlinkException | IOException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }
}
