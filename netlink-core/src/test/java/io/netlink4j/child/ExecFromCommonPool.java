package io.netlink4j.child;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Uses the library on all threads of the common pool at once, so that none is left. */
public final class ExecFromCommonPool {
    private ExecFromCommonPool() {}

    /** Prints a line at its end. */
    public static void main(String[] arguments) {
        try (NetworkNamespace red = NetworkNamespace.createUnnamed()) {
            List<CompletableFuture<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(CompletableFuture.runAsync(() -> {
                    NetworkNamespace.createUnnamed().close();
                    exec(red);
                }));
                exec(red);
            }
            tasks.forEach(CompletableFuture::join);
        }
        System.out.println("done");
    }

    private static void exec(NetworkNamespace namespace) {
        try {
            Process process = namespace.exec(new ProcessBuilder("cat"));
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
