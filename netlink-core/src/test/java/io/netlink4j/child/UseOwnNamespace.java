package io.netlink4j.child;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.SysctlKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;

/** Uses the process's own namespace in every way that does not enter another one, and prints the results. */
public final class UseOwnNamespace {
    private UseOwnNamespace() {}

    /** One line for each way, by a platform thread and by a virtual one. */
    public static void main(String[] arguments) throws Exception {
        use("platform");
        FutureTask<Boolean> virtual = new FutureTask<>(() -> use("virtual"));
        Thread.ofVirtual().start(virtual);
        virtual.get();
    }

    private static boolean use(String who) {
        try (NetworkNamespace own = NetworkNamespace.current()) {
            attempt(who + " sysctl", () -> own.sysctl().read(SysctlKey.DEFAULT_TTL) > 0);
            attempt(who + " interface", () -> own.sysctl().read(InterfaceSysctl.IPV6_MTU.on("lo")) > 0);
            attempt(who + " names", () -> own.sysctl().names("net.ipv4").contains("net.ipv4.ip_forward"));
            attempt(
                    who + " call",
                    () -> own.call(UseOwnNamespace::here).equals(own.id().toString()));
            attempt(who + " thread", () -> inThread(own).equals(own.id().toString()));
            attempt(who + " sockets", () -> connects(own));
            attempt(
                    who + " resolver",
                    () -> !own.resolver().resolve("localhost").isEmpty());
            attempt(
                    who + " program",
                    () -> own.exec(new ProcessBuilder("true"), part -> {
                                        throw part;
                                    })
                                    .waitFor()
                            == 0);
            attempt(
                    who + " pids",
                    () -> own.pids().contains(ProcessHandle.current().pid()));
        }
        return true;
    }

    private static boolean connects(NetworkNamespace own) throws IOException {
        try (ServerSocketChannel server = own.sockets().listen("127.0.0.1", 0);
                SocketChannel client = own.sockets().connect((InetSocketAddress) server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            return accepted.getRemoteAddress().equals(client.getLocalAddress());
        }
    }

    private static String inThread(NetworkNamespace own) throws Exception {
        FutureTask<String> task = new FutureTask<>(UseOwnNamespace::here);
        own.threadFactory().newThread(task).start();
        return task.get();
    }

    private static String here() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.works());
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        boolean works() throws Exception;
    }
}
