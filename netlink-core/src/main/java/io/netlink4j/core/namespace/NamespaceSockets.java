package io.netlink4j.core.namespace;

import io.netlink4j.core.address.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * The JDK's channels, born inside a namespace. A socket belongs to the namespace it was made in for all its life: bind,
 * connect, accept, read, write and select from any thread, after the handle was closed and the name deleted, too.
 *
 * <p>Addresses are literals; nothing is resolved. A link-local IPv6 address needs a scope id that counts inside: give it as
 * {@link java.net.Inet6Address#getByAddress(String, byte[], int)} makes it from the ifindex. Failures are the JDK's {@link
 * IOException}s.
 *
 * <p>The JDK decides once whether it knows IPv6: a JVM that starts where no interface has an IPv6 address, such as behind
 * {@code unshare --net} with {@code lo} down, opens IPv4 sockets only, here too.
 */
public final class NamespaceSockets {
    private final NetworkNamespace namespace;

    NamespaceSockets(NetworkNamespace namespace) {
        this.namespace = namespace;
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
        return prepared(openServerSocketChannel(), channel -> channel.bind(address));
    }

    /** A TCP connection from this namespace, made before the method returns. */
    public SocketChannel connect(String address, int port) throws IOException {
        return connect(literal(address, port));
    }

    /** A TCP connection from this namespace, made before the method returns. */
    public SocketChannel connect(InetSocketAddress address) throws IOException {
        return prepared(openSocketChannel(), channel -> channel.connect(address));
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
        return prepared(openDatagramChannel(), channel -> channel.bind(address));
    }

    /** A TCP server channel, not yet bound. */
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return namespace.inside(ServerSocketChannel::open);
    }

    /** A TCP channel, not yet connected. */
    public SocketChannel openSocketChannel() throws IOException {
        return namespace.inside(SocketChannel::open);
    }

    /** A UDP channel, not yet bound. */
    public DatagramChannel openDatagramChannel() throws IOException {
        return namespace.inside(DatagramChannel::open);
    }

    /** A UDP channel of one family, as joining a multicast group needs it. */
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return namespace.inside(() -> DatagramChannel.open(family));
    }

    private static <C extends Channel> C prepared(C channel, Preparation<C> preparation) throws IOException {
        try {
            preparation.apply(channel);
            return channel;
        } catch (UnsupportedAddressTypeException e) {
            channel.close();
            throw new SocketException(
                    "this JVM has no IPv6: it looks once, and there was no IPv6 address, not even that of"
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
