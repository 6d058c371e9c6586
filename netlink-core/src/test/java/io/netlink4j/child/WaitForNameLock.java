package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A JVM that gives names to namespaces while another process has the lock of their directory. */
public final class WaitForNameLock {
    private WaitForNameLock() {}

    /**
     * Prints the results of interrupted callers and of one that is not, or of one with a timeout. {@code arguments} has
     * the directory.
     */
    public static void main(String[] arguments) throws Exception {
        Process holder = new ProcessBuilder("flock", arguments[0], "sh", "-c", "echo locked; read line").start();
        System.out.println(holder.inputReader().readLine());
        if (arguments.length > 1) {
            System.out.println(create("impatient"));
            System.out.println(NetworkNamespace.list());
            holder.getOutputStream().close();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("netlink4j waits for")) {
                    thread.join();
                }
            }
            String mounts = Files.readString(Path.of("/proc/self/mountinfo"));
            System.out.println(mounts.contains(arguments[0]) ? "prepared too late" : "not prepared");
            return;
        }
        int waiters = Runtime.getRuntime().availableProcessors() + 1;
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<String>> ends = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            CompletableFuture<String> end = new CompletableFuture<>();
            String name = "waiter" + i;
            Thread.Builder builder = i == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads.add(builder.start(() -> end.complete(create(name))));
            ends.add(end);
        }
        for (int i = 0; i < waiters; i++) {
            awaitName("waiter" + i);
        }
        Thread.startVirtualThread(() -> System.out.println("a carrier is free")).join();
        CompletableFuture<String> patient = new CompletableFuture<>();
        Thread.startVirtualThread(() -> patient.complete(create("patient")));
        awaitName("patient");
        threads.forEach(Thread::interrupt);
        for (CompletableFuture<String> end : ends) {
            System.out.println(end.get());
        }
        System.out.println(NetworkNamespace.list());
        holder.getOutputStream().close();
        System.out.println(patient.get());
        System.out.println(NetworkNamespace.list());
    }

    /** A name is taken before the lock is waited for. */
    private static void awaitName(String name) {
        while (!NetworkNamespace.list().contains(name)) {
            Thread.onSpinWait();
        }
    }

    private static String create(String name) {
        try (NetworkNamespace made = NetworkNamespace.create(name)) {
            return made.toString();
        } catch (NetlinkException e) {
            return e.getClass().getSimpleName() + " " + Thread.currentThread().isInterrupted();
        }
    }
}
