package io.netlink4j.core.namespace;

import io.netlink4j.testkit.Command;
import java.io.IOException;

/** A process in a namespace that runs until it is closed. */
record ProcessInside(Process process) implements AutoCloseable {
    /** One in a network namespace of its own. */
    static ProcessInside ofItsOwn() throws IOException {
        return start(path("unshare"), "--net", path("cat"));
    }

    /** One in the namespace of that name. */
    static ProcessInside of(String namespace) throws IOException {
        return start(path("ip"), "netns", "exec", namespace, path("cat"));
    }

    /** One where the calling thread is. */
    static ProcessInside here() throws IOException {
        return start(path("cat"));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static ProcessInside start(String... line) throws IOException {
        Process process = new ProcessBuilder(line).start();
        ProcessInside inhabitant = new ProcessInside(process);
        // The line that comes back was read by cat, so all exec calls are done.
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        if (process.getInputStream().read() != '\n') {
            process.destroyForcibly();
            throw new IOException(String.join(" ", line) + " did not run: "
                    + new String(process.getErrorStream().readAllBytes()));
        }
        return inhabitant;
    }

    private static String path(String program) {
        return Command.require(program).toString();
    }
}
