package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.Rtnl;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the JDK's channels can use IPv6. The JDK looks for an IPv6 address once, when it loads its network library, and does without
 * for good if there is none. In a network namespace that is as new as one of {@code unshare --net} the only such address is that of
 * {@code lo}, which is there while {@code lo} is up.
 *
 * <p>On the class path the JDK loads that library for the first socket, so {@code lo} can be set up before. On the module path it loads
 * it at the start of the JVM, and only another JVM finds IPv6.
 */
final class JdkIpv6 {
    private static final String LOOPBACK = "lo";

    private JdkIpv6() {}

    /** A piece of work that needs {@code lo} to be up. */
    private interface Work<T> {
        T run() throws IOException;
    }

    /** Whether there is IPv6. The JDK looks for it now if it has not yet, with {@code lo} up; afterwards {@code lo} is as it was. */
    static boolean find() throws IOException {
        return withLoopback(JdkIpv6::isThere);
    }

    /** Whether another JVM, started by {@link #runAgain}, can find IPv6 where this one did not. */
    static boolean isWorthAnotherJvm() {
        try (Rtnl here = Rtnl.open()) {
            return !here.links().get(LOOPBACK).isUp();
        }
    }

    /**
     * Runs this program once more, with the same arguments, streams and environment, while {@code lo} is up; afterwards {@code lo} is as it
     * was. Ends when that program ends, and ends it when this JVM is told to end.
     *
     * @return its exit status
     */
    static int runAgain() throws IOException {
        return withLoopback(() -> {
            Process again = new ProcessBuilder(commandLine()).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(again::destroy, "tour stop"));
            return again.onExit().join().exitValue();
        });
    }

    private static List<String> commandLine() throws IOException {
        String line = new String(
                Files.readAllBytes(Path.of("/proc/self/cmdline")),
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
        List<String> words = new ArrayList<>(List.of(line.split("\0", -1)));
        words.removeLast(); // each word ends with a zero
        words.set(0, ProcessHandle.current().info().command().orElse(words.getFirst()));
        return words;
    }

    private static <T> T withLoopback(Work<T> work) throws IOException {
        try (Rtnl here = Rtnl.open()) {
            if (here.links().get(LOOPBACK).isUp()) {
                return work.run();
            }
            here.links().up(LOOPBACK);
            try {
                return work.run();
            } finally {
                here.links().down(LOOPBACK);
            }
        }
    }

    private static boolean isThere() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            return channel.isOpen();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
