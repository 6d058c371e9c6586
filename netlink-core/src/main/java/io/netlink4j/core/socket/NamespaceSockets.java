package io.netlink4j.core.socket;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.linux.SystemCall;
import io.netlink4j.core.thread.CheckedSupplier;
import io.netlink4j.core.thread.OpenNamespace;
import io.netlink4j.core.thread.SharedSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * Opens the JDK's sockets inside a namespace. A socket belongs to the namespace in which it was opened, for its whole
 * life. Any thread may bind, connect, accept, read, write and select, also after the handle was closed and the name
 * deleted. Connections that a server accepts belong to the server's namespace.
 *
 * <p>Addresses are literals. Host names and unresolved addresses are {@link UnknownHostException}s, since the JVM's
 * resolver would ask in the caller's namespace. A link-local IPv6 address needs the scope id of a link inside, as
 * {@link java.net.Inet6Address#getByAddress(String, byte[], int)} makes it from an ifindex. Failures are the JDK's
 * {@link IOException}s. A closed handle throws {@link io.netlink4j.core.error.NetlinkException.Closed}. If no more
 * files can be opened, the exception is a {@link io.netlink4j.core.error.NetlinkException} with {@code EMFILE} or
 * {@code ENFILE}.
 *
 * <p>The JDK decides once whether it supports IPv6. A JVM that starts where no interface has an IPv6 address, such as
 * in {@code unshare --net} with {@code lo} down, opens only IPv4 sockets, here too.
 */
public final class NamespaceSockets {
    private final OpenNamespace namespace;
    private final ChannelOptions options;

    /**
     * For {@code NetworkNamespace}: the type of the parameter is not exported.
     *
     * @hidden
     */
    @SuppressWarnings({"exports", "InvalidBlockTag"}) // Error Prone does not know @hidden
    public NamespaceSockets(OpenNamespace namespace) {
        this(namespace, ChannelOptions.NONE);
    }

    private NamespaceSockets(OpenNamespace namespace, ChannelOptions options) {
        this.namespace = namespace;
        this.options = options;
    }

    /**
     * The same with sockets whose packets have a mark ({@code SO_MARK}). Routing rules ({@code fwmark}) and rules of nftables ({@code meta mark}) see it.
     * Connections that a server accepts have the mark of the server.
     *
     * {@snippet :
     * SocketChannel channel = red.sockets().withMark(0x10).withDevice("eth0").connect("192.168.15.1", 80);
     * }
     *
     * Opening such a socket takes a time in proportion to the number of file descriptors that this process has open, less than a millisecond for 1000 of them.
     * It throws {@link io.netlink4j.core.error.NetlinkException.NotPermitted} without CAP_NET_ADMIN in the user namespace that owns this namespace.
     *
     * @param mark an unsigned 32-bit number; 0 is the mark of other sockets
     */
    public NamespaceSockets withMark(long mark) {
        return new NamespaceSockets(namespace, options.withMark(mark));
    }

    /**
     * The same with sockets that send and receive by one link only ({@code SO_BINDTODEVICE}). If the link is a VRF, they use its routing
     * table and receive by its ports. Connections that a server accepts stay in its VRF.
     *
     * <p>The name is looked up when a socket is opened, which takes as long as {@link #withMark} says and throws {@link
     * io.netlink4j.core.error.NetlinkException.NotFound} if the namespace has no such link. A socket keeps to the link under any later name.
     *
     * @param device the name of a link of this namespace, or an alternative name of at most 15 bytes
     * @throws IllegalArgumentException if no link can have the name
     */
    public NamespaceSockets withDevice(String device) {
        return new NamespaceSockets(namespace, options.withDevice(device));
    }

    /**
     * A TCP server on an address of this namespace.
     *
     * @param address a literal, such as {@code 192.168.15.1}, {@code 0.0.0.0} or {@code ::}
     * @param port the port, 0 for any
     */
    public ServerSocketChannel listen(String address, int port) throws IOException {
        return listen(literal(address, port));
    }

    /** A TCP server on an address of this namespace. */
    public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
        return listen(address, 0);
    }

    /** Opens a TCP connection from this namespace. Returns when it is established. */
    public SocketChannel connect(String address, int port) throws IOException {
        return connect(literal(address, port));
    }

    /** Opens a TCP connection from this namespace. Returns when it is established. */
    public SocketChannel connect(InetSocketAddress address) throws IOException {
        resolved(address);
        return prepared(connectable(), channel -> channel.connect(address));
    }

    /**
     * A UDP socket on an address of this namespace.
     *
     * @param address a literal, such as {@code 192.168.15.1}, {@code 0.0.0.0} or {@code ::}
     * @param port the port, 0 for any
     */
    public DatagramChannel bind(String address, int port) throws IOException {
        return bind(literal(address, port));
    }

    /** A UDP socket on an address of this namespace. */
    public DatagramChannel bind(InetSocketAddress address) throws IOException {
        resolved(address);
        return prepared(openDatagramChannel(), channel -> channel.bind(address));
    }

    /** A TCP server channel, not yet bound. */
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return open(ServerSocketChannel::open);
    }

    /** A TCP channel, not yet connected. */
    public SocketChannel openSocketChannel() throws IOException {
        return open(SocketChannel::open);
    }

    /** A UDP channel, not yet bound. */
    public DatagramChannel openDatagramChannel() throws IOException {
        return open(DatagramChannel::open);
    }

    /**
     * A UDP channel of one family, not yet bound. Joining a multicast group needs such a channel.
     *
     * @throws UnsupportedOperationException if this JVM does not support the family
     */
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return open(() -> DatagramChannel.open(family));
    }

    /**
     * A factory of sockets of this namespace, for libraries that take one. A database driver or an HTTP client then
     * connects from this namespace on any thread. A library that resolves host names itself does so outside.
     *
     * <p>The JDK opens the descriptor of {@code new Socket()} when it connects, in the namespace of the connecting
     * thread. The sockets of this factory are adaptors of channels ({@link SocketChannel#socket()}), which are open
     * from the start. They differ from {@link java.net.Socket} in this:
     *
     * <ul>
     *   <li>interrupting a thread that waits in a socket closes the socket;
     *   <li>using a closed socket, or waiting in it while it is closed, may throw {@link
     *     java.nio.channels.ClosedChannelException}, which is no {@link SocketException};
     *   <li>a closed socket does not report that it was connected;
     *   <li>the system property {@code socksProxyHost} is ignored.
     * </ul>
     */
    public SocketFactory socketFactory() {
        return new NamespaceSocketFactory(this);
    }

    /**
     * A factory of server sockets of this namespace, for libraries that take one. They are adaptors of channels ({@link
     * ServerSocketChannel#socket()}) and differ from {@code new ServerSocket()} as the sockets of {@link
     * #socketFactory} do from {@code new Socket()}.
     */
    public ServerSocketFactory serverSocketFactory() {
        return new NamespaceServerSocketFactory(this);
    }

    /** {@code sockets of namespace 'red'}, or {@code sockets of namespace 'red' with mark 0x10 bound to 'eth0'}. */
    @Override
    public String toString() {
        return "sockets of " + namespace + options;
    }

    SocketChannel connect(InetSocketAddress address, InetSocketAddress from) throws IOException {
        return prepared(connectable(), channel -> channel.bind(from).connect(address));
    }

    ServerSocketChannel listen(InetSocketAddress address, int backlog) throws IOException {
        resolved(address);
        return prepared(openServerSocketChannel(), channel -> channel.bind(address, backlog));
    }

    static InetAddress address(String host) throws UnknownHostException {
        try {
            return IpAddress.of(host).toInetAddress();
        } catch (IllegalArgumentException e) {
            throw unknown(host);
        }
    }

    private SocketChannel connectable() throws IOException {
        if (Thread.currentThread().isVirtual()) {
            SharedSockets.openPollers("connect from " + namespace);
        }
        return openSocketChannel();
    }

    private <C extends NetworkChannel> C open(CheckedSupplier<C, IOException> opener) throws IOException {
        C channel;
        try {
            channel = namespace.inside(opener);
        } catch (IOException e) {
            throw SystemCall.explained(e, 1, "open a socket in " + namespace);
        }
        return options.isNone() ? channel : prepared(channel, opened -> options.set(opened, namespace.toString()));
    }

    private static void resolved(InetSocketAddress address) throws UnknownHostException {
        if (address.isUnresolved()) {
            throw unknown(address.getHostString());
        }
    }

    private static UnknownHostException unknown(String host) {
        return new UnknownHostException(Printable.of(host)
                + " is no IP address, and host names are not resolved here: the JVM's resolver would ask outside of"
                + " the namespace");
    }

    private static <C extends Channel> C prepared(C channel, Preparation<C> preparation) throws IOException {
        try {
            preparation.apply(channel);
            return channel;
        } catch (UnsupportedAddressTypeException e) {
            channel.close();
            throw new SocketException(
                    "this JVM has no IPv6: it checks once, and there was no IPv6 address, not even that of"
                            + " lo, in the namespace it started in");
        } catch (IOException | RuntimeException | Error e) {
            try {
                channel.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static InetSocketAddress literal(String address, int port) {
        return new InetSocketAddress(IpAddress.of(address).toInetAddress(), port);
    }

    @FunctionalInterface
    private interface Preparation<C> {
        void apply(C channel) throws IOException;
    }
}
