package io.netlink4j.core.diag;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.core.object.ObjectDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The sockets of one network namespace, over one {@code NETLINK_SOCK_DIAG} socket ({@code sock_diag(7)}), as {@code ss} shows them.
 *
 * <p>Thread-safe, also for virtual threads: concurrent calls run one after the other. Reading needs no privilege. Marks, the BPF
 * filters of control groups, and destroying sockets need {@code CAP_NET_ADMIN}. A refused request throws a {@link NetlinkException}.
 *
 * {@snippet :
 * try (SockDiag sockets = SockDiag.open(red)) {
 *     sockets.listening().forEach(System.out::println); // ss -lntup
 *     sockets.tcp().destroyAll(SocketFilter.destination("10.0.0.7")); // ss -K dst 10.0.0.7
 * }
 * }
 */
public final class SockDiag implements AutoCloseable {
    /** The kernel has no event for a new socket, so waiting asks again and again, at most this far apart. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /** Events name the transport protocol, and have the message of all replies. */
    private static final ObjectDescriptor<InetSocket> CLOSED = ObjectDescriptor.of(
                    "closed socket", "closed sockets", InetSocketAttributes.SCHEMA, SockDiag::closed)
            .messages(SockDiagProtocol.DESTROY, SockDiagProtocol.BY_FAMILY, SockDiagProtocol.BY_FAMILY)
            .build();

    private final NetlinkSocket socket;

    private SockDiag(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens the calling thread's network namespace. */
    public static SockDiag open() {
        return new SockDiag(NetlinkSocket.open(SockDiagProtocol.PROTOCOL));
    }

    /** Opens {@code namespace}. No thread has to enter it. */
    public static SockDiag open(NetworkNamespace namespace) {
        return new SockDiag(NetlinkSocket.open(SockDiagProtocol.PROTOCOL, namespace));
    }

    /** The protocol {@code NETLINK_SOCK_DIAG}: its messages and their attributes. */
    public static Protocol protocol() {
        return SockDiagProtocol.PROTOCOL;
    }

    /** The TCP sockets. */
    public InetSockets tcp() {
        return inet(Transport.TCP);
    }

    /** The UDP sockets. */
    public InetSockets udp() {
        return inet(Transport.UDP);
    }

    /** The raw IP sockets. */
    public InetSockets raw() {
        return inet(Transport.RAW);
    }

    /** The SCTP sockets. */
    public InetSockets sctp() {
        return inet(Transport.SCTP);
    }

    /** The MPTCP sockets. */
    public InetSockets mptcp() {
        return inet(Transport.MPTCP);
    }

    /** The sockets of a transport protocol. */
    public InetSockets inet(Transport transport) {
        return new InetSockets(socket, transport);
    }

    /** The UNIX sockets that were opened in this namespace. */
    public KernelSockets<UnixSocket> unix() {
        return new KernelSockets<>(socket, UnixSocket.DESCRIPTOR, UnixSocketAttributes.all());
    }

    /** The netlink sockets: who talks to the kernel, and who listens to which events. */
    public KernelSockets<NetlinkEndpoint> netlink() {
        return new KernelSockets<>(socket, NetlinkEndpoint.DESCRIPTOR, NetlinkEndpointAttributes.all());
    }

    /** The packet sockets, such as those of {@code tcpdump} and DHCP clients. */
    public KernelSockets<PacketSocket> packet() {
        return new KernelSockets<>(socket, PacketSocket.DESCRIPTOR, PacketSocketAttributes.all());
    }

    /**
     * The TCP sockets that listen and the UDP sockets without a peer, with their processes, as {@code ss -lntup} shows them. Processes of
     * other network namespaces are found, too ({@link SocketOwners}). {@code /proc} is read once.
     */
    public List<Listener> listening() {
        List<InetSocket> found = Stream.of(Transport.TCP, Transport.UDP)
                .flatMap(transport -> inet(transport).brief(SocketFilter.states(transport.listening())).stream())
                .toList();
        SocketOwners owners = SocketOwners.scan();
        return found.stream()
                .map(listener -> new Listener(listener, owners.of(listener)))
                .toList();
    }

    /** The same for {@code namespace}. */
    public static List<Listener> listening(NetworkNamespace namespace) {
        try (SockDiag sockets = open(namespace)) {
            return sockets.listening();
        }
    }

    /** Waits for a TCP socket that listens on {@code port}, of any address. */
    public InetSocket awaitListening(int port, Duration longest) {
        return awaitListening(Transport.TCP, port, longest);
    }

    /**
     * Waits for a socket that listens on {@code port}, of any address. The kernel has no event for that, so it is asked again and again, after
     * a millisecond first and every 50 ms at last.
     *
     * @throws NetlinkException.TimedOut if there is none after {@code longest}
     * @throws NetlinkException.Interrupted if the thread is interrupted, before or meanwhile
     */
    public InetSocket awaitListening(Transport transport, int port, Duration longest) {
        String goal = "a " + transport + " socket that listens on port " + port + " in " + socket.where();
        SocketFilter filter = SocketFilter.states(transport.listening()).and(SocketFilter.sourcePort(port));
        long deadline = System.nanoTime() + Deadlines.nanos(longest);
        for (long pause = 1_000_000; ; pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos())) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NetlinkException.Interrupted("interrupted while waiting for " + goal);
            }
            // After the deadline this is the last query.
            long left = deadline - System.nanoTime();
            Optional<InetSocket> found = inet(transport).list(filter).stream().findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (left <= 0) {
                throw new NetlinkException.TimedOut("timed out after " + longest + " waiting for " + goal);
            }
            sleep(Math.min(pause, left), goal);
        }
    }

    private static void sleep(long nanos, String goal) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted("interrupted while waiting for " + goal);
        }
    }

    /**
     * Subscribes to TCP and UDP sockets that are gone, closed by their process or destroyed. Each event is {@link
     * io.netlink4j.core.Event.Deleted}. The subscription has a socket of its own in this namespace.
     *
     * @param groups the groups to subscribe to; all if none is given
     */
    public Subscription<InetSocket> subscribe(SockDiagGroup... groups) {
        List<SockDiagGroup> chosen = List.of(groups.length == 0 ? SockDiagGroup.values() : groups);
        return socket.subscribe(CLOSED, MulticastGroup.numbers(chosen));
    }

    private static InetSocket closed(byte[] body) {
        InetSocket socket = new InetSocket(Transport.TCP, body);
        return socket.ipProtocol()
                .flatMap(Transport::of)
                .map(transport -> new InetSocket(transport, body))
                .orElse(socket);
    }

    /** The socket, for requests that this library has no method for. */
    public NetlinkSocket socket() {
        return socket;
    }

    /** Closes the socket. */
    @Override
    public void close() {
        socket.close();
    }

    /** {@code sockets in namespace 'red'}. */
    @Override
    public String toString() {
        return "sockets in " + socket.where();
    }
}
