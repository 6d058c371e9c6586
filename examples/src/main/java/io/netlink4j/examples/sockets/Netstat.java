package io.netlink4j.examples.sockets;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.diag.InetSocket;
import io.netlink4j.core.diag.Listener;
import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.diag.SocketOwner;
import io.netlink4j.core.diag.SocketOwners;
import io.netlink4j.core.diag.SocketState;
import io.netlink4j.core.diag.Transport;
import io.netlink4j.core.diag.UnixSocket;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints who listens, in the columns of {@code netstat -npl}: {@code netstat [NAMESPACE]}. */
public final class Netstat {
    private static final String FORMAT = "%-5s %6s %6s %-23s %-23s %-11s %s%n";
    private static final String UNIX_FORMAT = "%-5s %-11s %-10s %-13s %-8s %-19s %s%n";

    private Netstat() {}

    /** The name of a namespace; without it, that of the caller. */
    public static void main(String[] args) {
        try (NetworkNamespace namespace =
                args.length == 0 ? NetworkNamespace.current() : NetworkNamespace.open(args[0])) {
            System.out.printf(
                    FORMAT,
                    "Proto",
                    "Recv-Q",
                    "Send-Q",
                    "Local Address",
                    "Foreign Address",
                    "State",
                    "PID/Program name");
            rows(namespace).forEach(row -> System.out.printf(FORMAT, row.toArray()));
            rawRows(namespace).forEach(row -> System.out.printf(FORMAT, row.toArray()));
            System.out.printf(UNIX_FORMAT, "Proto", "Flags", "Type", "State", "I-Node", "PID/Program name", "Path");
            unixRows(namespace).forEach(row -> System.out.printf(UNIX_FORMAT, row.toArray()));
        }
    }

    /** The columns of each line, TCP first. */
    static Stream<List<String>> rows(NetworkNamespace namespace) {
        return SockDiag.listening(namespace).stream()
                .sorted(Comparator.comparing(
                                (Listener listener) -> listener.socket().transport())
                        .thenComparing(listener -> listener.socket().family())
                        .thenComparingInt(listener -> listener.socket().localPort()))
                .map(Netstat::row);
    }

    private static List<String> row(Listener listener) {
        InetSocket socket = listener.socket();
        boolean listens = socket.state() == SocketState.LISTEN;
        return List.of(
                socket.transport() + (socket.family() == IpFamily.IPV6 ? "6" : ""),
                String.valueOf(socket.receiveQueue()),
                // what ss shows there for a listening socket, the most that may wait, netstat does not know
                String.valueOf(socket.transport() == Transport.TCP && listens ? 0 : socket.sendQueue()),
                end(socket.localAddress(), socket.localPort()),
                end(socket.remoteAddress(), socket.remotePort()),
                listens ? "LISTEN" : "",
                owner(listener.owners()));
    }

    /** The columns of each raw socket that takes packets from everywhere. They have no names for states. */
    static Stream<List<String>> rawRows(NetworkNamespace namespace) {
        List<RawSocket> open = RawSocket.list(namespace).stream()
                .filter(socket -> socket.remote().isUnspecified())
                .sorted(Comparator.comparing(RawSocket::family).thenComparingInt(RawSocket::protocol))
                .toList();
        SocketOwners owners = SocketOwners.scan();
        return open.stream()
                .map(socket -> List.of(
                        socket.family() == IpFamily.IPV6 ? "raw6" : "raw",
                        String.valueOf(socket.receiveQueue()),
                        String.valueOf(socket.sendQueue()),
                        end(socket.local(), socket.protocol()),
                        end(socket.remote(), 0),
                        String.valueOf(socket.state()),
                        owner(owners.of(socket.inode()))));
    }

    /** The columns of each UNIX socket that takes connections, but for the number of its uses, which only {@code /proc} tells. */
    static Stream<List<String>> unixRows(NetworkNamespace namespace) {
        try (SockDiag sockets = SockDiag.open(namespace)) {
            List<UnixSocket> listening = sockets.unix().list().stream()
                    .filter(socket -> socket.state() == SocketState.LISTEN)
                    .sorted(Comparator.comparingLong(UnixSocket::inode))
                    .toList();
            SocketOwners owners = SocketOwners.scan();
            return listening.stream().map(socket -> row(socket, owners.of(socket)));
        }
    }

    private static List<String> row(UnixSocket socket, List<SocketOwner> owners) {
        return List.of(
                "unix",
                "[ ACC ]",
                socket.type().name(),
                "LISTENING",
                String.valueOf(socket.inode()),
                owner(owners),
                // netstat shows the NULs of abstract names so
                socket.path()
                        .or(() -> socket.abstractName().map(name -> "@" + name.replace('\0', '@')))
                        .orElse(""));
    }

    private static String owner(List<SocketOwner> owners) {
        Optional<SocketOwner> owner = owners.stream().findFirst();
        return owner.map(process -> process.pid() + "/" + process.name()).orElse("-");
    }

    private static String end(IpAddress address, int port) {
        return address + ":" + (port == 0 ? "*" : String.valueOf(port));
    }
}
