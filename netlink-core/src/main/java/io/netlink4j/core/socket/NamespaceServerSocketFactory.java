package io.netlink4j.core.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;

/** Makes server sockets that are channels' adaptors, for the same reason as {@link NamespaceSocketFactory}. */
final class NamespaceServerSocketFactory extends ServerSocketFactory {
    // As java.net.ServerSocket has it.
    private static final int USUAL_BACKLOG = 50;

    private final NamespaceSockets sockets;

    NamespaceServerSocketFactory(NamespaceSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return sockets.openServerSocketChannel().socket();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, USUAL_BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return sockets.listen(new InetSocketAddress(port), backlog).socket();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return sockets.listen(new InetSocketAddress(address, port), backlog).socket();
    }

    @Override
    public String toString() {
        return "the server factory for " + sockets;
    }
}
