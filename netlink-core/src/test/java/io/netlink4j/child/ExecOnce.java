package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;

/** Starts one program in a new namespace, and prints the failed mounts and the program's output. */
public final class ExecOnce {
    private ExecOnce() {}

    /** The program and its arguments are {@code arguments}. */
    public static void main(String[] arguments) throws IOException {
        try (NetworkNamespace red = NetworkNamespace.createUnnamed()) {
            Process process = red.exec(
                    new ProcessBuilder(arguments).redirectErrorStream(true),
                    part -> System.out.println("missing: " + part.getMessage()));
            process.inputReader().lines().forEach(System.out::println);
        } catch (NetlinkException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
