package io.netlink4j.examples.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares the table with that of nettools. */
@KernelTest
@NeedsCommand({"netstat", "perl"})
final class NetstatIT {
    private static final String SCRIPT = """
        use Socket qw(:all);
        socket(A, AF_INET6, SOCK_STREAM, 6); bind(A, pack_sockaddr_in6(80, inet_pton(AF_INET6, '::'))); listen(A, 7);
        socket(B, AF_INET, SOCK_STREAM, 6); bind(B, sockaddr_in(81, INADDR_LOOPBACK)); listen(B, 7);
        socket(C, AF_INET, SOCK_STREAM, 6); connect(C, sockaddr_in(81, INADDR_LOOPBACK));
        socket(D, AF_INET, SOCK_DGRAM, 17); bind(D, sockaddr_in(53, INADDR_ANY));
        socket(E, AF_INET6, SOCK_DGRAM, 17); bind(E, pack_sockaddr_in6(54, inet_pton(AF_INET6, '::1')));
        $| = 1; print "ready\\n"; <STDIN>;
        """;

    @Test
    void theTableIsThatOfNettools(Namespaces namespaces) throws IOException, InterruptedException {
        NetworkNamespace namespace = namespaces.withLoopback();
        Process process = namespace.exec(new ProcessBuilder("perl", "-e", SCRIPT));
        try (var out = process.inputReader(StandardCharsets.US_ASCII)) {
            assertThat(out.readLine()).isEqualTo("ready");
            List<String> theirs = Command.runIn(namespace.name().orElseThrow(), "netstat", "-nptul")
                    .ok()
                    .lines()
                    .filter(line -> line.startsWith("tcp") || line.startsWith("udp"))
                    .map(line -> line.strip().replaceAll(" +", " "))
                    .toList();
            assertThat(Netstat.rows(namespace).map(row -> String.join(" ", row).replaceAll(" +", " ")))
                    .hasSize(4)
                    .containsExactlyInAnyOrderElementsOf(theirs);
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }
}
