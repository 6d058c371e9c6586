package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.NamespaceThread;
import io.netlink4j.core.linux.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's program, to be started inside a namespace; nothing else in this library starts a process. A thread that is thrown
 * away goes inside and makes the view, which the program inherits. Whatever may start other threads, the user's own code and
 * the care for the JDK's reapers, is left to the caller's thread meanwhile: they would be born in that view.
 */
record Program(ProcessBuilder builder, Optional<String> namespace, Consumer<NetlinkException> missing) {
    // Three pipes for the program, two for its start, and those of the reapers.
    static final int DESCRIPTORS = 16;

    private static final Errno EILSEQ = new Errno(84);
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    /** Starts it, unless {@code missing} throws. */
    Process start(int namespaceFd, String where) throws IOException {
        checkEncoding(where);
        boolean atHome = FileId.isOwnNamespace(namespaceFd);
        CompletableFuture<List<NetlinkException>> view = new CompletableFuture<>();
        CompletableFuture<Boolean> approved = new CompletableFuture<>();
        CompletableFuture<Outcome<Process>> outcome = new CompletableFuture<>();
        Thread.ofPlatform().name("netlink4j in " + where).daemon().start(() -> {
            outcome.complete(Outcome.of(() -> {
                NamespaceThread.enter(namespaceFd, where);
                List<NetlinkException> parts = new ArrayList<>();
                PrivateMounts.make(namespace, atHome, parts::add);
                view.complete(List.copyOf(parts));
                if (!approved.join()) {
                    throw new CancellationException();
                }
                return builder.start();
            }));
            view.complete(List.of()); // for a caller who would wait for a view that failed
        });
        try {
            view.join().forEach(missing);
            if (outcome.isDone()) {
                return outcome.join().<IOException>get();
            }
            try (Reapers reapers = Reapers.prepare()) {
                approved.complete(true);
                return reapers.atWork(outcome.join().<IOException>get());
            }
        } catch (IOException e) {
            throw Refusal.explained(e, DESCRIPTORS, "start a program in " + where);
        } finally {
            approved.complete(false);
        }
    }

    /** The JDK replaces what its encoding does not have by question marks. */
    private void checkEncoding(String where) {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        CharsetEncoder encoder = Charset.forName(name).newEncoder();
        List<String> words = new ArrayList<>(builder.command());
        Optional.ofNullable(builder.directory()).map(File::getPath).ifPresent(words::add);
        if (!words.stream().allMatch(word -> word == null || encoder.canEncode(word))) {
            throw NetlinkException.refused(
                    "start a program in " + where,
                    EILSEQ,
                    "its name, arguments or directory have characters that are not in " + name
                            + ", the encoding of this JVM's locale: start the JVM with LC_ALL=C.UTF-8");
        }
    }

    /** What becomes of a missing part that the caller did not ask for. */
    static void log(NetlinkException missing) {
        LOG.debug("a program runs without a part of its view: {}", missing.getMessage());
    }
}
