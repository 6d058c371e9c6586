package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process in a namespace with sockets that the JDK cannot open. It ends when it is closed. */
public final class PerlSockets implements AutoCloseable {
    private final Process process;

    /** Starts perl in {@code namespace} with {@code script}, which opens sockets, and waits until it has run. */
    public PerlSockets(NetworkNamespace namespace, String script) throws IOException {
        String program = "use Socket qw(:all); " + script + "; $| = 1; print \"ready\\n\"; <STDIN>;";
        process = namespace.exec(
                new ProcessBuilder("perl", "-e", program).redirectError(ProcessBuilder.Redirect.INHERIT));
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        if (!"ready".equals(out.readLine())) {
            throw new AssertionError("perl did not open its sockets");
        }
    }

    /** The number of the process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
