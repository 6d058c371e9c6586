package io.netlink4j.examples.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.PerlSockets;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the tables with those of nettools. */
@KernelTest
@NeedsCommand({"netstat", "perl"})
final class NetstatIT {
    private static final String SCRIPT = """
        socket(A, AF_INET6, SOCK_STREAM, 6); bind(A, pack_sockaddr_in6(80, inet_pton(AF_INET6, '::'))); listen(A, 7);
        socket(B, AF_INET, SOCK_STREAM, 6); bind(B, sockaddr_in(81, INADDR_LOOPBACK)); listen(B, 7);
        socket(C, AF_INET, SOCK_STREAM, 6); connect(C, sockaddr_in(81, INADDR_LOOPBACK));
        socket(D, AF_INET, SOCK_DGRAM, 17); bind(D, sockaddr_in(53, INADDR_ANY));
        socket(E, AF_INET6, SOCK_DGRAM, 17); bind(E, pack_sockaddr_in6(54, inet_pton(AF_INET6, '::1')));
        socket(F, AF_UNIX, SOCK_STREAM, 0); bind(F, pack('S', 1) . "\\0name\\0x"); listen(F, 5);
        socket(G, AF_UNIX, SOCK_SEQPACKET, 0); bind(G, pack('S', 1) . "\\0other"); listen(G, 5);
        socket(H, AF_UNIX, SOCK_DGRAM, 0); bind(H, pack('S', 1) . "\\0datagrams");
        socket(I, AF_INET, SOCK_RAW, 200); bind(I, sockaddr_in(0, INADDR_LOOPBACK));
        send(I, 'unread', 0, sockaddr_in(0, INADDR_LOOPBACK)); recv(I, $queued, 1, MSG_PEEK);
        socket(J, AF_INET6, SOCK_RAW, 201); socket(K, AF_INET, SOCK_RAW, 255);
        socket(L, AF_INET, SOCK_RAW, 89); connect(L, sockaddr_in(0, INADDR_LOOPBACK));
        """;

    @Test
    void theTablesAreThoseOfNettools(Namespaces namespaces) throws IOException {
        NetworkNamespace namespace = namespaces.withLoopback();
        namespaces.keep(new PerlSockets(namespace, SCRIPT));
        List<String> theirs = lines(Command.runIn(namespace.name().orElseThrow(), "netstat", "-npl")
                .ok()
                .lines());
        assertThat(lines(Netstat.rows(namespace).map(row -> String.join(" ", row))))
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(theirs.stream()
                        .filter(line -> line.startsWith("tcp") || line.startsWith("udp"))
                        .toList());
        assertThat(lines(Netstat.rawRows(namespace).map(row -> String.join(" ", row))))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(
                        theirs.stream().filter(line -> line.startsWith("raw")).toList());
        assertThat(lines(Netstat.unixRows(namespace).map(row -> String.join(" ", row))))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(theirs.stream()
                        .filter(line -> line.startsWith("unix"))
                        .map(line -> line.replaceFirst("^unix \\d+", "unix"))
                        .toList());
    }

    private static List<String> lines(Stream<String> lines) {
        return lines.map(line -> line.strip().replaceAll(" +", " ")).toList();
    }
}
