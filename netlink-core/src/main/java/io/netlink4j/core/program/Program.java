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
 * A user's program, to be started inside a namespace; nothing else in this library starts a process. Whatever may start other
 * threads, the user's own code and the care for the JDK's reapers, is done by the caller's thread: they would be born in the
 * view of the thread that starts the program.
 */
public record Program(ProcessBuilder builder, Optional<String> namespace, Consumer<NetlinkException> missing) {
    // Three pipes for the program, two for its start, and those of the reapers.
    public static final int DESCRIPTORS = 16;

    private static final Errno EILSEQ = new Errno(84);

    /** Starts it, unless {@code missing} throws. */
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

    /** The JDK replaces what its encoding does not have by question marks. */
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

    /** What becomes of a missing part that the caller did not ask for. */
    public static void log(NetlinkException missing) {
        LoggerFactory.getLogger(Program.class)
                .debug("a program runs without a part of its view: {}", missing.getMessage());
    }
}
