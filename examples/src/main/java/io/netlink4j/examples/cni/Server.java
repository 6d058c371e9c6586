package io.netlink4j.examples.cni;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.examples.cni.linux.Flock;
import io.netlink4j.examples.cni.linux.Posix;
import io.netlink4j.examples.cni.linux.UnixSocket;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Later;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Carries out the calls of the installed clients, so that no JVM has to start for them. It is started by systemd or by hand.
 *
 * <p>Clients pass the container's namespace as an open descriptor, so the path in {@code CNI_NETNS} may be one that only they can see. They
 * pass their own namespaces of network and mounts as well, in which each call is carried out by a thread of its own. If a client ends before
 * its ADD does, that is taken back: its runtime will never know of it.
 */
final class Server {
    private static final int MAGIC = 0x4e344331;
    private static final int HEADER = 12;
    private static final int WARM = 20;
    private static final int LONGEST = 64 << 20;
    private static final int CLONE_FS = 0x200;
    private static final int CLONE_NEWNS = 0x20000;
    private static final int CLONE_NEWNET = 0x40000000;
    /** The answer to clients in namespaces that cannot be entered; no program can end with it. */
    private static final int DECLINED = 256;

    private final List<String> namespaces = List.of(namespace("/proc/self/ns/net"), namespace("/proc/self/ns/mnt"));
    /** One for each container, and seldom one for two. */
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(1024).toList();

    private Server() {}

    /** Serves at {@code file} until the process ends. */
    @SuppressWarnings("try") // the lock is only held
    static void serve(Path file) throws IOException {
        // Whoever has the lock is the server; the socket of one that was killed is in the way.
        try (Flock lock = Flock.take(Path.of(file + ".lock"), Duration.ZERO)) {
            Files.deleteIfExists(file);
            Server server = new Server();
            try (UnixSocket socket = UnixSocket.listen(file)) {
                warmUp();
                System.err.println("serving CNI plugins at " + file);
                while (true) {
                    UnixSocket client = socket.accept();
                    // not a virtual one: it enters namespaces, and waits in the kernel
                    Thread.ofPlatform().name("client").start(() -> server.answer(client));
                }
            }
        }
    }

    /** Calls in namespaces of its own: the first real one takes no longer than the next, and finds all classes wherever its client is. */
    private static void warmUp() throws IOException {
        Path data = Files.createTempDirectory("cni");
        try {
            Training.run(data, WARM);
        } catch (NetlinkException | IllegalStateException e) {
            System.err.println("the first calls will take longer: " + e.getMessage());
        } finally {
            Install.delete(data);
        }
    }

    private static String namespace(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the calling thread, which ends with the call, to where the client is; returns whether it is there. */
    private boolean enter(int network, int mounts) {
        if (!namespace("/proc/self/fd/" + network).equals(namespaces.get(0))
                && Posix.setns(network, CLONE_NEWNET) < 0) {
            return false;
        }
        return namespace("/proc/self/fd/" + mounts).equals(namespaces.get(1))
                || (Posix.unshare(CLONE_FS) >= 0 && Posix.setns(mounts, CLONE_NEWNS) >= 0);
    }

    private void answer(UnixSocket client) {
        try (client) {
            ByteBuffer header = ByteBuffer.wrap(client.read(HEADER));
            int magic = header.getInt();
            int environmentLength = header.getInt();
            int inputLength = header.getInt();
            if (magic != MAGIC
                    || Math.min(environmentLength, inputLength) < 0
                    || Math.max(environmentLength, inputLength) > LONGEST) {
                return;
            }
            String[] strings = new String(client.read(environmentLength), StandardCharsets.UTF_8).split("\0", -1);
            byte[] input = client.read(inputLength);
            Map<String, String> environment = new HashMap<>();
            for (String variable : strings) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    environment.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            List<String> paths = client.descriptors().stream()
                    .map(descriptor -> "/proc/self/fd/" + descriptor)
                    .toList();
            if (paths.size() < 2
                    || !enter(client.descriptors().get(0), client.descriptors().get(1))) {
                client.write(reply(DECLINED, new byte[0], new byte[0]));
                return;
            }
            if (paths.size() > 2) {
                environment.put(CniCall.OPENED, paths.get(2));
            }
            answer(client, strings[0], environment, input);
        } catch (CniException e) {
            System.err.println(e.getMessage());
        }
    }

    /** The calls for one container come one after the other, also if a runtime gave up the one before. */
    private void answer(UnixSocket client, String plugin, Map<String, String> environment, byte[] input) {
        String container = environment.getOrDefault("CNI_CONTAINERID", "");
        ReentrantLock lock = container.isEmpty()
                ? new ReentrantLock()
                : locks.get(Math.floorMod(container.hashCode(), locks.size()));
        lock.lock();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int status = run(plugin, environment, input, out, err);
            boolean isTaken = client.write(reply(status, out.toByteArray(), err.toByteArray()));
            if (!isTaken && status == 0 && "ADD".equals(environment.get("CNI_COMMAND"))) {
                environment.put("CNI_COMMAND", "DEL");
                run(plugin, environment, input, out, err);
            }
        } finally {
            Later.close();
            lock.unlock();
        }
    }

    private static int run(
            String plugin,
            Map<String, String> environment,
            byte[] input,
            ByteArrayOutputStream out,
            ByteArrayOutputStream err) {
        return Cni.answer(
                plugin,
                environment,
                input,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static byte[] reply(int status, byte[] out, byte[] err) {
        return ByteBuffer.allocate(HEADER + out.length + err.length)
                .putInt(status)
                .putInt(out.length)
                .putInt(err.length)
                .put(out)
                .put(err)
                .array();
    }
}
