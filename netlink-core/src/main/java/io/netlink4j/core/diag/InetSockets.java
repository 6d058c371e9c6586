package io.netlink4j.core.diag;

import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The IPv4 and IPv6 sockets of one transport protocol in a network namespace. Lists are in no particular order; what changes meanwhile may
 * be missing or be there twice. A protocol that the kernel does not know, or cannot list, is a {@link NetlinkException.NotSupported}, not
 * an empty list.
 *
 * {@snippet :
 * sockets.tcp().list(SocketFilter.states(ESTABLISHED).and(SocketFilter.destinationPort(443)));
 * }
 */
public final class InetSockets {
    private final NetlinkSocket socket;
    private final Transport transport;
    private final ObjectDescriptor<InetSocket> descriptor;

    InetSockets(NetlinkSocket socket, Transport transport) {
        this.socket = socket;
        this.transport = transport;
        this.descriptor = InetSocket.descriptor(transport);
    }

    /** All sockets, in all states. */
    public List<InetSocket> list() {
        return list(SocketFilter.all());
    }

    /** The sockets that {@code filter} selects. */
    public List<InetSocket> list(SocketFilter filter) {
        return list(filter, InetRequest.EVERYTHING);
    }

    /** The sockets without the attributes that the kernel has to be asked for. */
    List<InetSocket> brief(SocketFilter filter) {
        return list(filter, InetRequest.LITTLE);
    }

    private List<InetSocket> list(SocketFilter filter, int extensions) {
        SocketFilter resolved = filter.resolved(this::ifindex);
        List<InetSocket> found = new ArrayList<>();
        for (IpFamily family : IpFamily.values()) {
            Decoder<InetSocket> decoder = (type, flags, body) -> selected(resolved, type, flags, body);
            found.addAll(socket.list(dump(family, resolved, extensions), decoder));
        }
        return found;
    }

    /**
     * Passes the sockets that {@code filter} selects to {@code visitor} without keeping them, until it returns false. The visitor must not
     * use this object.
     */
    public void forEach(SocketFilter filter, Predicate<? super InetSocket> visitor) {
        SocketFilter resolved = filter.resolved(this::ifindex);
        boolean[] wanted = {true};
        for (IpFamily family : IpFamily.values()) {
            if (wanted[0]) {
                socket.forEach(
                        dump(family, resolved, InetRequest.EVERYTHING),
                        (type, flags, body) -> selected(resolved, type, flags, body),
                        found -> wanted[0] = wanted[0] && visitor.test(found));
            }
        }
    }

    private Request dump(IpFamily family, SocketFilter filter, int extensions) {
        Nest body = InetRequest.dump(transport, family, filter, extensions);
        return new Request(SockDiagProtocol.BY_FAMILY, NLM_F_DUMP, body, () -> "list " + descriptor.plural());
    }

    private @Nullable InetSocket selected(SocketFilter filter, int type, int flags, byte[] body) {
        InetSocket found = descriptor.decodeCreated(type, flags, body);
        return found != null && filter.test(found) ? found : null;
    }

    private int ifindex(LinkReference link) {
        return link.ifindex()
                .or(() -> link.name().flatMap(socket::ifindex))
                .orElseThrow(() -> NetlinkException.refused(
                        "list " + descriptor.plural() + " of " + link.label() + " in " + socket.where(),
                        Errno.ENODEV,
                        "there is no such link"));
    }

    /**
     * The current state of a socket that was listed earlier; empty if it is gone. Another socket that has got its addresses since is never
     * returned.
     */
    public Optional<InetSocket> find(InetSocket earlier) {
        Nest request = InetRequest.exact(earlier);
        return exact(request, () -> "find " + describe(earlier))
                .filter(found -> found.cookie() == earlier.cookie())
                .or(() -> search(earlier));
    }

    /** Sockets that share their addresses (SO_REUSEPORT) and MPTCP sockets cannot be looked up one by one. */
    private Optional<InetSocket> search(InetSocket earlier) {
        return list(SocketFilter.sourcePort(earlier.localPort())).stream()
                .filter(found -> found.cookie() == earlier.cookie())
                .findFirst();
    }

    /**
     * The current state of a socket that was listed earlier.
     *
     * @throws NetlinkException.NotFound if it is gone
     */
    public InetSocket get(InetSocket earlier) {
        return find(earlier)
                .orElseThrow(() -> NetlinkException.refused(
                        "find " + describe(earlier) + " in " + socket.where(),
                        Errno.ENOENT,
                        "there is no such socket"));
    }

    /**
     * The socket that receives packets from {@code remote} to {@code local}, as the kernel looks it up for a packet: a connected one, else a
     * listening one, which may be bound to all addresses. Of a raw socket, the protocol stands in place of the local port.
     *
     * @throws IllegalArgumentException if the addresses have different families
     */
    public Optional<InetSocket> find(IpAddress local, int localPort, IpAddress remote, int remotePort) {
        return exact(
                InetRequest.exact(transport, local, localPort, remote, remotePort),
                () -> "find the " + descriptor.name() + " from " + local + " port " + localPort + " to " + remote
                        + " port " + remotePort);
    }

    private Optional<InetSocket> exact(Nest request, Supplier<String> operation) {
        boolean isDatagram = transport == Transport.UDP || transport == Transport.UDPLITE;
        Nest body = isDatagram ? InetRequest.exchanged(request) : request;
        try {
            return Optional.of(
                    socket.get(new Request(SockDiagProtocol.BY_FAMILY, 0, body, operation), descriptor::decodeCreated));
        } catch (NetlinkException.NotFound gone) {
            return Optional.empty();
        }
    }

    /**
     * Closes a socket from outside ({@code SOCK_DESTROY}): its process gets {@code ECONNABORTED} on the next call, a TCP peer a reset. A
     * UDP socket keeps the port that its process bound. Needs {@code CAP_NET_ADMIN} and a kernel with {@code CONFIG_INET_DIAG_DESTROY}.
     *
     * @param listed a socket as it was listed; another socket that has got its addresses since is left alone
     * @return false if it was gone already
     * @throws NetlinkException.NotSupported if this kernel cannot destroy such sockets; or if several sockets share the address
     *     ({@code SO_REUSEPORT}), and the kernel finds another one first
     */
    public boolean destroy(InetSocket listed) {
        try {
            socket.execute(new Request(
                    SockDiagProtocol.DESTROY, 0, InetRequest.exact(listed), () -> "destroy " + describe(listed)));
            return true;
        } catch (NetlinkException.NotFound gone) {
            if (search(listed).isPresent()) {
                throw new NetlinkException.NotSupported("cannot destroy " + describe(listed) + " in " + socket.where()
                        + ": it shares its address with other sockets, of which the kernel finds another one");
            }
            return false;
        }
    }

    /** Destroys the sockets that {@code filter} selects, as {@link #destroy} does, and returns how many there were. */
    public int destroyAll(SocketFilter filter) {
        return (int) list(filter).stream().filter(this::destroy).count();
    }

    private static String describe(InetSocket socket) {
        return socket.transport() + " socket " + socket.local() + " to " + socket.remote();
    }

    /** {@code tcp sockets in namespace 'red'}. */
    @Override
    public String toString() {
        return descriptor.plural() + " in " + socket.where();
    }
}
