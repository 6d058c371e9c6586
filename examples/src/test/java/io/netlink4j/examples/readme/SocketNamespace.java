package io.netlink4j.examples.readme;

import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.statement.Statements;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.PerlSockets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A namespace with sockets. Its IPv4 connections over lo are tracked, and one is translated. */
record SocketNamespace(NetworkNamespace namespace) {
    private static final int NETLINK_NETFILTER = 12;
    private static final String SOCKETS = """
        socket(A, AF_INET, SOCK_STREAM, 6); bind(A, sockaddr_in(22, INADDR_LOOPBACK)); listen(A, 7);
        socket(B, AF_INET, SOCK_STREAM, 6); bind(B, sockaddr_in(40001, INADDR_LOOPBACK));
        connect(B, sockaddr_in(22, INADDR_LOOPBACK)); accept(B2, A);
        socket(C, AF_INET, SOCK_STREAM, 6); bind(C, sockaddr_in(40002, INADDR_LOOPBACK));
        connect(C, sockaddr_in(2222, INADDR_LOOPBACK)); accept(C2, A);
        socket(D, AF_INET6, SOCK_STREAM, 6); bind(D, pack_sockaddr_in6(80, inet_pton(AF_INET6, '::'))); listen(D, 7);
        socket(E, AF_INET6, SOCK_STREAM, 6); bind(E, pack_sockaddr_in6(40003, inet_pton(AF_INET6, '::1')));
        connect(E, pack_sockaddr_in6(80, inet_pton(AF_INET6, '::1'))); accept(E2, D);
        socket(F, AF_INET, SOCK_DGRAM, 17); bind(F, sockaddr_in(53, INADDR_LOOPBACK));
        socket(G, AF_UNIX, SOCK_STREAM, 0); bind(G, pack('S', 1) . "\\0name"); listen(G, 5);
        socket(H, 17, SOCK_RAW, 768);
        """;

    static SocketNamespace in(Namespaces namespaces) throws IOException {
        NetworkNamespace namespace = namespaces.withLoopback();
        try (Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> {
                Table nat = tx.add(Table.ip("nat"));
                tx.add(tx.add(nat.chain("output").nat(Hook.OUTPUT))
                        .rule(Statements.tcp().dport(2222), Statements.redirect(22)));
            });
        }
        namespaces.keep(new PerlSockets(namespace, SOCKETS));
        return new SocketNamespace(namespace);
    }

    /** What a line of a shell prints there, without the heads of tables. */
    List<String> run(String line) {
        return Command.runIn(namespace.name().orElseThrow(), "sh", "-c", line)
                .ok()
                .lines()
                .filter(text -> !text.matches("(State|Netid|Recv-Q|Active|Proto) .*"))
                .map(SocketNamespace::comparable)
                .toList();
    }

    /** The sockets and the tracked connections now. */
    List<String> state() {
        return run("ss -Hnatu; ss -Hna0; conntrack -L").stream().sorted().toList();
    }

    /** Without the numbers of processes and of UNIX sockets, and without timeouts. */
    static String comparable(String line) {
        String text = line.strip().replaceAll(" +", " ");
        return text.startsWith("u_")
                ? text.replaceAll("(?<= )\\d+", "N")
                : text.replaceAll("pid=\\d+", "pid=N")
                        .replaceAll("use=\\d+", "use=N")
                        .replaceFirst("^(tcp 6) \\d+", "$1");
    }

    /** Starts {@code conntrack -E} and waits until it listens to the kernel. */
    Follower follow() throws IOException, InterruptedException {
        Follower follower = new Follower(namespace.exec(new ProcessBuilder("conntrack", "-E")));
        try (SockDiag sockets = SockDiag.open(namespace)) {
            while (sockets.netlink().list().stream()
                    .noneMatch(socket -> socket.protocol() == NETLINK_NETFILTER
                            && !socket.groups().isEmpty())) {
                if (!follower.process.isAlive()) {
                    throw new AssertionError("conntrack -E ended: " + follower.lines.readLine());
                }
                Thread.onSpinWait();
            }
        }
        return follower;
    }

    /** A process that prints events. */
    static final class Follower implements AutoCloseable {
        private final Process process;
        private final BufferedReader lines;

        Follower(Process process) {
            this.process = process;
            this.lines = process.inputReader(StandardCharsets.US_ASCII);
        }

        /** The next event: {@code NEW}, {@code UPDATE} or {@code DESTROY}. */
        String next() throws IOException {
            return lines.readLine().replaceFirst(".*\\[(NEW|UPDATE|DESTROY)\\] .*", "$1");
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
