package io.netlink4j.core.diag;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.PerlSockets;
import io.netlink4j.testkit.VariesByKernel;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares sockets of all families with the lines of {@code ss}. */
@KernelTest
@NeedsCommand({"ss", "perl"})
final class SocketsOracleIT {
    private static final String SCRIPT = """
        socket(A, AF_UNIX, SOCK_STREAM, 0); bind(A, pack('S', 1) . "\\0name\\0x"); listen(A, 5);
        socket(A2, AF_UNIX, SOCK_STREAM, 0); connect(A2, pack('S', 1) . "\\0name\\0x");
        socketpair(A3, A4, AF_UNIX, SOCK_SEQPACKET, 0); socket(A5, AF_UNIX, SOCK_DGRAM, 0);
        socket(B, AF_INET6, SOCK_STREAM, 6); bind(B, pack_sockaddr_in6(8080, inet_pton(AF_INET6, '::'))); listen(B, 7);
        socket(C, AF_INET, SOCK_DGRAM, 17); setsockopt(C, 1, 25, 'lo'); bind(C, sockaddr_in(53, INADDR_LOOPBACK));
        socket(D, AF_INET, SOCK_STREAM, 6); connect(D, sockaddr_in(8080, INADDR_LOOPBACK));
        socket(E, AF_INET6, SOCK_STREAM, 6); setsockopt(E, 41, 26, 1);
        bind(E, pack_sockaddr_in6(81, inet_pton(AF_INET6, '::'))); listen(E, 1);
        socket(F, AF_INET, SOCK_STREAM, 6); bind(F, sockaddr_in(82, INADDR_LOOPBACK)); listen(F, 3);
        socket(F2, AF_INET, SOCK_STREAM, 6); connect(F2, sockaddr_in(82, INADDR_LOOPBACK)); accept(F3, F);
        syswrite(F2, 'unread');
        socket(G, AF_INET6, SOCK_DGRAM, 17); bind(G, pack_sockaddr_in6(54, inet_pton(AF_INET6, '::1')));
        socket(H, AF_INET, SOCK_DGRAM, 17); connect(H, sockaddr_in(53, INADDR_LOOPBACK));
        socket(I, AF_INET, SOCK_RAW, 1); socket(J, AF_INET6, SOCK_RAW, 58);
        socket(K, 17, SOCK_RAW, 768); socket(L, 17, SOCK_DGRAM, 8); bind(L, pack('SnlSCCa8', 17, 0x800, 1, 0, 0, 0, ''));
        socket(M, 16, SOCK_RAW, 0); bind(M, pack('SSLL', 16, 0, 0, 5));
        """;

    private NetworkNamespace namespace;
    private PerlSockets process;
    private SockDiag sockets;

    @BeforeEach
    void openSockets(Namespaces namespaces) throws Exception {
        namespace = namespaces.withLoopback();
        process = namespaces.keep(new PerlSockets(namespace, SCRIPT));
        sockets = namespaces.keep(SockDiag.open(namespace));
    }

    @Test
    void tcpAndUdp() {
        List<String> ours = Stream.of(sockets.tcp(), sockets.udp())
                .flatMap(of -> lines(of.list()).stream())
                .toList();
        assertThat(ours).hasSize(10).containsExactlyInAnyOrderElementsOf(ss("-natu"));
    }

    @Test
    @VariesByKernel
    void rawSockets() {
        List<InetSocket> ours;
        try {
            ours = sockets.raw().list();
        } catch (NetlinkException.NotSupported missing) {
            assertThat(missing).hasMessageContaining("this kernel has no raw_diag");
            return;
        }
        assertThat(lines(ours))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(
                        ss("-naw").stream().map(line -> "raw " + line).toList());
        assertThat(ours)
                .allSatisfy(socket -> assertThat(sockets.raw().find(socket)).contains(socket));
    }

    @Test
    void unixSockets() {
        assertThat(lines(sockets.unix().list())).hasSize(5).containsExactlyInAnyOrderElementsOf(ss("-nax"));
        UnixSocket listener = sockets.unix().list().stream()
                .filter(socket -> socket.state() == SocketState.LISTEN)
                .findFirst()
                .orElseThrow();
        assertThat(listener.abstractName()).contains("name\0x");
        assertThat(listener.path()).isEmpty();
        assertThat(listener.pending()).hasSize(1);
        assertThat(listener.type()).isEqualTo(SocketType.STREAM);
        assertThat(sockets.unix().find(listener.inode())).contains(listener);
    }

    @Test
    void packetSockets() {
        List<PacketSocket> ours = sockets.packet().list();
        assertThat(lines(ours).stream().map(line -> line + " *"))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(ss("-na0"));
        assertThat(ours).anySatisfy(socket -> assertThat(socket.link()).isPresent());
    }

    @Test
    void netlinkSockets() {
        // The sockets that ask appear in their own lists.
        List<NetlinkEndpoint> ours = sockets.netlink().list();
        List<String> theirs = ss("-na", "-f", "netlink");
        assertThat(ours.stream()
                        .filter(socket -> socket.protocol() != 4)
                        .map(socket -> socket.toString().substring("nl ".length())))
                .containsExactlyInAnyOrderElementsOf(theirs.stream()
                        .filter(line -> !line.contains(" 4:"))
                        .distinct()
                        .toList());
        assertThat(ours)
                .filteredOn(socket -> !socket.groups().isEmpty() && socket.port() != 0)
                .singleElement()
                .satisfies(socket -> {
                    assertThat(socket.groups()).containsExactly(1, 3);
                    assertThat(SocketOwners.scan().of(socket))
                            .extracting(SocketOwner::pid)
                            .containsExactly(process.pid());
                });
    }

    @Test
    void whoListens() {
        assertThat(SockDiag.listening(namespace).stream()
                        .map(Listener::toString)
                        .map(SocketsOracleIT::named))
                .hasSize(5)
                .allMatch(line -> line.contains("pid=" + process.pid()))
                .containsExactlyInAnyOrderElementsOf(ss("-lntup"));
    }

    @Test
    void theMemoryIsThatOfSs() {
        for (InetSocket socket : sockets.tcp().list(SocketFilter.sourcePort(82))) {
            SocketMemory memory = socket.memory().orElseThrow();
            String line = Command.runIn(
                            namespace.name().orElseThrow(),
                            "ss",
                            "-HOnatm",
                            "sport = :82 and dport = :" + socket.remotePort())
                    .ok();
            assertThat(line)
                    .contains("skmem:(r%d,rb%d,t%d,tb%d,f%d,w%d,o%d,bl%d,d%d)"
                            .formatted(
                                    memory.received(),
                                    memory.receiveBuffer(),
                                    memory.sent(),
                                    memory.sendBuffer(),
                                    memory.forward(),
                                    memory.queued(),
                                    memory.options(),
                                    memory.backlog(),
                                    memory.drops()));
        }
    }

    @Test
    void tcpInfoIsThatOfSs() {
        InetSocket sender = sockets.tcp().list(SocketFilter.destinationPort(82)).getFirst();
        TcpInfo info = sender.tcpInfo().orElseThrow();
        String line = Command.runIn(namespace.name().orElseThrow(), "ss", "-HOnati", "dport = :82")
                .ok();
        assertThat(line)
                .contains(" " + sender.congestionControl().orElseThrow() + " ")
                .contains(" mss:" + info.sendSegmentSize() + " ")
                .contains(" rcvmss:" + info.receiveSegmentSize() + " ")
                .contains(" advmss:" + info.advertisedSegmentSize() + " ")
                .contains(" pmtu:" + info.pathMtu() + " ")
                .contains(" cwnd:" + info.congestionWindow() + " ")
                .contains(" rto:" + info.retransmissionTimeout().toMillis() + " ")
                .contains(" bytes_sent:" + info.bytesSent().orElseThrow() + " ")
                .contains(" bytes_acked:" + info.bytesAcknowledged().orElseThrow() + " ")
                .contains(" segs_out:" + info.segmentsSent().orElseThrow() + " ")
                .contains(" segs_in:" + info.segmentsReceived().orElseThrow() + " ");
        assertThat(info.roundTripTime()).isPositive();
        assertThat(info.hasSack()).isTrue();
    }

    private static List<String> lines(Collection<? extends KernelSocket> sockets) {
        return sockets.stream()
                .map(Object::toString)
                .map(SocketsOracleIT::named)
                .toList();
    }

    /** Shows {@code lo} by its name. */
    private static String named(String line) {
        return line.replace("%1:", "%lo:").replace(":1 *", ":lo *").replaceAll("^(p_.*):1$", "$1:lo");
    }

    private List<String> ss(String... options) {
        String[] line =
                Stream.concat(Stream.of("ss", "-HO"), Stream.of(options)).toArray(String[]::new);
        return Command.runIn(namespace.name().orElseThrow(), line)
                .ok()
                .lines()
                .map(text -> text.strip().replaceAll(" +", " "))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
