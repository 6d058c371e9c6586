package io.netlink4j.core.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes sockets that are adaptors of channels. A channel is open from the start, {@code new Socket()} opens only when
 * it connects.
 */
final class NamespaceSocketFactory extends SocketFactory {
    private final NamespaceSockets sockets;

    NamespaceSocketFactory(NamespaceSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket() throws IOException {
        return sockets.openSocketChannel().socket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.connect(new InetSocketAddress(host, port)).socket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return sockets.connect(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort))
                .socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(NamespaceSockets.address(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(NamespaceSockets.address(host), port, localHost, localPort);
    }

    @Override
    public String toString() {
        return "the factory for " + sockets;
    }
}
