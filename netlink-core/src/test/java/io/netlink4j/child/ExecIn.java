package io.netlink4j.child;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.util.Arrays;

/** Starts one program in an existing namespace, and prints the failed mounts and the program's output. */
public final class ExecIn {
    private ExecIn() {}

    /** {@code arguments} are the namespace, the program and its arguments. */
    public static void main(String[] arguments) throws IOException {
        String[] program = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (NetworkNamespace red = NetworkNamespace.open(arguments[0])) {
            Process process = red.exec(
                    new ProcessBuilder(program).redirectErrorStream(true),
                    part -> System.out.println("missing: " + part.getMessage()));
            process.inputReader().lines().forEach(System.out::println);
        }
    }
}
