package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.EtcNetns;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.core.thread.OpenNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Resolves host names as glibc does for a program inside the namespace. {@code nsswitch.conf(5)} sets the order of
 * {@code hosts(5)} and DNS, and when the second one is asked. {@code resolv.conf(5)} names the servers, which are asked
 * from inside. The files are those in {@code /etc/netns/NAME}, or those in {@code /etc} if they are missing there. They
 * are read at each call; nothing is cached. The JVM's own resolver ({@link InetAddress}) is not used, since it has one
 * configuration for the whole process.
 *
 * <p>Asking name servers needs dnsjava ({@code dnsjava:dnsjava}, module {@code org.dnsjava}), an optional dependency.
 * Without it, literals and names in {@code hosts} are resolved; for any other name the exception is {@link
 * NetlinkException.NotSupported}. Only dnsjava's messages are used, not its threads, sockets, caches and configuration.
 *
 * <ul>
 *   <li>{@code nsswitch.conf}: the line {@code hosts:} with its actions; the default is {@code files dns}. Services
 *     other than {@code files} and {@code dns} are unavailable.
 *   <li>{@code resolv.conf}: up to three {@code nameserver}s, {@code search}, {@code domain}, and the options {@code
 *     ndots}, {@code timeout}, {@code attempts}, {@code rotate}, {@code use-vc}, {@code edns0}, {@code single-request},
 *     {@code no-aaaa} and {@code no-tld-query}. The environment variables {@code LOCALDOMAIN} and {@code RES_OPTIONS}
 *     are not read.
 * </ul>
 *
 * <p>Any thread may call it; a virtual thread releases its carrier while it waits.
 *
 * {@snippet :
 * List<IpAddress> web = red.resolver().resolve("web");
 * SocketChannel channel = red.sockets().connect(web.getFirst().toString(), 80);
 * }
 */
public final class NamespaceResolver {
    private final Inside namespace;

    /**
     * For {@code NetworkNamespace}: the type of the parameter is not exported.
     *
     * @hidden
     */
    @SuppressWarnings({"exports", "InvalidBlockTag"}) // Error Prone does not know @hidden
    public NamespaceResolver(OpenNamespace namespace, Optional<String> name) {
        this.namespace = new Inside(namespace, name, new NamespaceSockets(namespace));
    }

    /**
     * The addresses of a host name. Addresses from {@code hosts} are in the file's order. Of addresses from DNS, IPv4
     * addresses come before IPv6 addresses, each in the server's order. A literal is its own address. Aliases ({@code
     * CNAME}) are followed within a reply.
     *
     * <p>The call waits as long as {@code resolv.conf} allows: {@code timeout} times {@code attempts} for each server
     * and each name of the search list, and the same time again for replies over TCP. With the defaults (5 s, 2
     * attempts), one server and no search list, it gives up on a silent server after 10 s, and on any server after 20
     * s.
     *
     * @throws NetlinkException.NotFound if the name is unknown or has no address
     * @throws NetlinkException.TimedOut if no server sent a usable reply; the message names the file, the servers and
     *     the reasons
     * @throws NetlinkException.NotSupported if the servers must be asked and dnsjava is missing
     * @throws NetlinkException.Invalid if {@code nsswitch.conf} has malformed actions
     * @throws NetlinkException.Interrupted if the thread is interrupted, before or while it waits for a server
     * @throws IllegalArgumentException if it is no host name: labels of 1 to 63 ASCII characters, 253 in all
     */
    public List<IpAddress> resolve(String name) {
        return new NameLookup(namespace, name, null).run();
    }

    /**
     * The addresses of a host name. The call waits for name servers for {@code longest} at most, and not at all if that
     * is zero or less.
     *
     * @throws NetlinkException.TimedOut if no server sent a usable reply in that time
     */
    public List<IpAddress> resolve(String name, Duration longest) {
        return new NameLookup(namespace, name, longest).run();
    }

    /** The namespace of this resolver, as a lookup uses it. */
    private record Inside(OpenNamespace namespace, Optional<String> name, NamespaceSockets sockets)
            implements LookupContext {
        @Override
        public Path etc(String file) {
            return EtcNetns.file(name, file);
        }

        @Override
        public Optional<Integer> ifindex(String link) {
            return LinkIndex.of(namespace, link);
        }

        @Override
        public DatagramChannel openDatagramChannel(StandardProtocolFamily family) throws IOException {
            return sockets.openDatagramChannel(family);
        }

        @Override
        public SocketChannel openSocketChannel() throws IOException {
            return sockets.openSocketChannel();
        }

        @Override
        public String toString() {
            return namespace.toString();
        }
    }
}
