package io.netlink4j.examples.sockets;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.diag.InetSocket;
import io.netlink4j.core.diag.Listener;
import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.diag.SocketOwner;
import io.netlink4j.core.diag.SocketState;
import io.netlink4j.core.diag.Transport;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints who listens, in the columns of {@code netstat -npl}: {@code netstat [NAMESPACE]}. */
public final class Netstat {
    private static final String FORMAT = "%-5s %6s %6s %-23s %-23s %-11s %s%n";

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
        Optional<SocketOwner> owner = listener.owners().stream().findFirst();
        boolean listens = socket.state() == SocketState.LISTEN;
        return List.of(
                socket.transport() + (socket.family() == IpFamily.IPV6 ? "6" : ""),
                String.valueOf(socket.receiveQueue()),
                // what ss shows there for a listening socket, the most that may wait, netstat does not know
                String.valueOf(socket.transport() == Transport.TCP && listens ? 0 : socket.sendQueue()),
                end(socket.localAddress(), socket.localPort()),
                end(socket.remoteAddress(), socket.remotePort()),
                listens ? "LISTEN" : "",
                owner.map(process -> process.pid() + "/" + process.name()).orElse("-"));
    }

    private static String end(IpAddress address, int port) {
        return address + ":" + (port == 0 ? "*" : String.valueOf(port));
    }
}
