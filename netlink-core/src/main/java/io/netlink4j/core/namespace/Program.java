package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A user's program, to be started inside a namespace; nothing else in this library starts a process. */
record Program(ProcessBuilder builder, Optional<String> namespace, Consumer<NetlinkException> missing) {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    /** Starts it; what the thread that does so mounts and is, the program inherits, and nobody else. */
    Process start(int namespaceFd, String where) throws IOException {
        return BodyThread.<Process, IOException>call(namespaceFd, where, () -> {
            PrivateMounts.make(namespace, missing);
            try (Reapers _ = Reapers.prepare()) {
                return builder.start();
            }
        });
    }

    /** What becomes of a missing part that the caller did not ask for. */
    static void log(NetlinkException missing) {
        LOG.debug("a program runs without a part of its view: {}", missing.getMessage());
    }
}
