package io.netlink4j.core.program;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Starts a user's program inside a namespace. No other class of this library starts a process. Code that may start
 * threads (the user's callback, and the creation of process reapers) runs on the caller's thread, since a thread
 * inherits the namespaces of its creator.
 */
public record Program(ProcessBuilder builder, Optional<String> namespace, Consumer<NetlinkException> missing) {
    // Three pipes for the program, two for its start, and descriptors for the process reapers.
    public static final int DESCRIPTORS = 16;

    private static final Errno EILSEQ = new Errno(84);

    /** Starts the program, unless {@code missing} throws. */
    public Process start(OwnedFd namespaceFd, String where) throws IOException {
        checkEncoding(where);
        try (ProgramStart start = ProgramStart.begin(builder::start, namespace, namespaceFd, where)) {
            start.awaitMissing().forEach(missing);
            start.approve();
            return start.await();
        } catch (IOException e) {
            throw SystemCall.explained(e, DESCRIPTORS, "start a program in " + where);
        }
    }

    /** Refuses characters that the JDK's encoding lacks; the JDK would replace them by question marks. */
    private void checkEncoding(String where) {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        CharsetEncoder encoder = Charset.forName(name).newEncoder();
        List<String> words = new ArrayList<>(builder.command());
        File directory = builder.directory();
        if (directory != null) {
            words.add(directory.getPath());
        }
        for (String word : words) {
            if (word != null && !encoder.canEncode(word)) {
                throw encodingLacks(name, where);
            }
        }
    }

    private static NetlinkException encodingLacks(String name, String where) {
        return NetlinkException.refused(
                "start a program in " + where,
                EILSEQ,
                "its name, arguments or directory have characters that are not in " + name
                        + ", the encoding of this JVM's locale: start the JVM with LC_ALL=C.UTF-8");
    }

    /** Logs a failed mount for callers that do not handle it. */
    public static void log(NetlinkException missing) {
        LoggerFactory.getLogger(Program.class)
                .debug("a program runs without one of its mounts: {}", missing.getMessage());
    }
}
