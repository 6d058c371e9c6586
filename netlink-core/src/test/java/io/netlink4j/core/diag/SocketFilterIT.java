package io.netlink4j.core.diag;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.PerlSockets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filters: what the kernel selects is what {@code ss} shows, and what the filter says of each socket. */
@KernelTest
@NeedsCommand({"ss", "perl"})
final class SocketFilterIT {
    private static final String SCRIPT = """
        my @all; my $n = 0;
        for my $port (1000, 1001, 1002, 60000) {
            for my $host ('127.0.0.1', '127.1.2.3') {
                socket(my $s, AF_INET, SOCK_STREAM, 6); setsockopt($s, 1, 36, $n++);
                bind($s, sockaddr_in($port, inet_aton($host))); listen($s, 9); push @all, $s;
                socket(my $c, AF_INET, SOCK_STREAM, 6); setsockopt($c, 1, 36, 0x100 + $n);
                connect($c, sockaddr_in($port, inet_aton($host))); push @all, $c;
            }
            socket(my $t, AF_INET6, SOCK_STREAM, 6); setsockopt($t, 1, 25, 'lo');
            bind($t, pack_sockaddr_in6($port + 10, inet_pton(AF_INET6, '::'))); listen($t, 9); push @all, $t;
            socket(my $d, AF_INET, SOCK_STREAM, 6);
            connect($d, sockaddr_in($port + 10, inet_aton('127.0.0.1'))); push @all, $d;
            socket(my $e, AF_INET6, SOCK_STREAM, 6);
            connect($e, pack_sockaddr_in6($port + 10, inet_pton(AF_INET6, '::1'))); push @all, $e;
        }
        """;

    /** Conditions, with the words of ss. */
    private static final Map<String, SocketFilter> CONDITIONS = Map.ofEntries(
            Map.entry("sport = :1001", SocketFilter.sourcePort(1001)),
            Map.entry("sport = :60000", SocketFilter.sourcePort(60000)),
            Map.entry("dport = :1002", SocketFilter.destinationPort(1002)),
            Map.entry("sport >= :1001 and sport <= :1011", SocketFilter.sourcePorts(PortRange.of(1001, 1011))),
            Map.entry("dport >= :1010 and dport <= :60010", SocketFilter.destinationPorts(PortRange.of(1010, 60010))),
            Map.entry("src 127.1.0.0/16", SocketFilter.source("127.1.0.0/16")),
            Map.entry("dst 127.0.0.1", SocketFilter.destination("127.0.0.1/32")),
            Map.entry("dst [::1]", SocketFilter.destination("::1/128")),
            Map.entry("dev = lo", SocketFilter.link("lo")),
            Map.entry("fwmark = 0x100/0x101", SocketFilter.mark(0x100, 0x101)),
            Map.entry("fwmark = 3", SocketFilter.mark(3)));

    private NetworkNamespace namespace;
    private SockDiag sockets;

    @BeforeEach
    void openSockets(Namespaces namespaces) throws Exception {
        namespace = namespaces.withLoopback();
        namespaces.keep(new PerlSockets(namespace, SCRIPT));
        sockets = namespaces.keep(SockDiag.open(namespace));
    }

    @Test
    void eachConditionSelectsWhatSsShows() {
        CONDITIONS.forEach((words, filter) -> {
            Set<String> ours = ends(sockets.tcp().list(filter));
            assertThat(ours).as(words).isNotEmpty().isEqualTo(ss(words));
            Set<String> others = ends(sockets.tcp().list(filter.not()));
            assertThat(others).as("not " + words).isNotEmpty().isEqualTo(ss("not ( " + words + " )"));
        });
    }

    @Test
    void statesAreSelectedInAnyPlaceOfAFilter() {
        SocketFilter listening = SocketFilter.states(SocketState.LISTEN);
        SocketFilter either = listening.or(SocketFilter.sourcePort(1001));
        assertThat(ends(sockets.tcp().list(listening))).hasSize(12).isEqualTo(ss("state", "listening"));
        assertThat(ends(sockets.tcp().list(listening.not()))).isEqualTo(ss("state", "connected"));
        assertThat(ends(sockets.tcp().list(either))).hasSize(14);
        assertThat(ends(sockets.tcp().list(either.not()))).isEqualTo(ss("state", "connected", "sport != :1001"));
    }

    @Test
    void controlGroup() throws Exception {
        long root = (Long) Files.getAttribute(Path.of("/sys/fs/cgroup"), "unix:ino");
        List<InetSocket> all = sockets.tcp().list();
        for (long id : Set.of(all.getFirst().cgroup().orElseThrow(), root + 4711)) {
            assertThat(selectedByKernel(SocketFilter.cgroup(id))).isEqualTo(cookies(all, SocketFilter.cgroup(id)));
        }
    }

    @Test
    void autoboundSocketsAreThoseWhosePortTheKernelChose() {
        assertThat(sockets.tcp().list(SocketFilter.autobound()))
                .isNotEmpty()
                .allMatch(socket -> socket.remotePort() != 0);
        assertThat(sockets.tcp().list(SocketFilter.autobound().not()))
                .isNotEmpty()
                .allMatch(socket -> socket.localPort() < 2000 || socket.localPort() >= 60000);
    }

    @Test
    void theKernelSelectsExactlyWhatAFilterSays() {
        List<SocketFilter> conditions = CONDITIONS.values().stream()
                .map(filter -> filter.resolved(link -> 1))
                .toList();
        List<InetSocket> all = sockets.tcp().list();
        Random random = new Random(4711);
        for (int i = 0; i < 300; i++) {
            SocketFilter filter = random(random, conditions, 4);
            assertThat(selectedByKernel(filter)).as(filter.toString()).isEqualTo(cookies(all, filter));
        }
    }

    @Test
    void aFilterThatIsTooLongForTheKernelIsEvaluatedHere() {
        SocketFilter filter = SocketFilter.sourcePort(1001);
        for (int port = 20_000; port < 28_000; port++) {
            filter = filter.or(SocketFilter.sourcePort(port));
        }
        assertThat(filter.program()).isNull();
        assertThat(ends(sockets.tcp().list(filter))).isEqualTo(ss("sport = :1001"));
    }

    private static SocketFilter random(Random random, List<SocketFilter> conditions, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return conditions.get(random.nextInt(conditions.size()));
        }
        return switch (random.nextInt(3)) {
            case 0 -> random(random, conditions, depth - 1).not();
            case 1 -> random(random, conditions, depth - 1).and(random(random, conditions, depth - 1));
            default -> random(random, conditions, depth - 1).or(random(random, conditions, depth - 1));
        };
    }

    /** What the kernel answers, unchecked. */
    private Set<Long> selectedByKernel(SocketFilter filter) {
        NetlinkSocket socket = sockets.socket();
        Set<Long> found = new HashSet<>();
        for (IpFamily family : IpFamily.values()) {
            Request request = new Request(
                    SockDiagProtocol.BY_FAMILY,
                    MessageHeader.NLM_F_DUMP,
                    InetRequest.dump(Transport.TCP, family, filter, InetRequest.LITTLE),
                    () -> "list");
            socket.list(request, InetSocket.descriptor(Transport.TCP)::decodeCreated)
                    .forEach(answer -> found.add(answer.cookie()));
        }
        return found;
    }

    private static Set<Long> cookies(List<InetSocket> sockets, SocketFilter filter) {
        return sockets.stream().filter(filter::test).map(InetSocket::cookie).collect(Collectors.toSet());
    }

    /** Without the state, which ss leaves out if it is the only one. */
    private static Set<String> ends(List<InetSocket> sockets) {
        return sockets.stream()
                .map(socket ->
                        socket.toString().replaceFirst("^tcp [A-Z0-9-]+ ", "").replace("%1:", "%lo:"))
                .collect(Collectors.toSet());
    }

    private Set<String> ss(String... filter) {
        List<String> line = new ArrayList<>(List.of("ss", "-HOnat"));
        line.addAll(List.of(filter));
        return Command.runIn(namespace.name().orElseThrow(), line.toArray(String[]::new))
                .ok()
                .lines()
                .map(text -> text.strip().replaceFirst("^[A-Z][A-Z0-9-]+ +", "").replaceAll(" +", " "))
                .collect(Collectors.toSet());
    }
}
