package io.netlink4j.core.diag;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A netlink socket as the kernel reported it ({@code struct netlink_diag_msg} of {@code linux/netlink_diag.h}; all keys are in {@link
 * NetlinkEndpointAttributes}). The kernel's own sockets have the port 0.
 */
public final class NetlinkEndpoint extends NetlinkObject<NetlinkEndpoint> implements KernelSocket {
    /** The descriptor of {@link NetlinkEndpoint}. */
    public static final ObjectDescriptor<NetlinkEndpoint> DESCRIPTOR = ObjectDescriptor.of(
                    "netlink socket", "netlink sockets", NetlinkEndpointAttributes.SCHEMA, NetlinkEndpoint::new)
            .messages(SockDiagProtocol.BY_FAMILY, SockDiagProtocol.DESTROY, SockDiagProtocol.BY_FAMILY)
            .accepts(socket -> socket.get(NetlinkEndpointAttributes.FAMILY) == SockDiagProtocol.AF_NETLINK)
            .identity(NetlinkEndpoint::cookie)
            .build();

    private NetlinkEndpoint(Content content) {
        super(content);
    }

    private NetlinkEndpoint(byte[] bytes) {
        super(bytes);
    }

    /** The protocol, such as 0 for {@code NETLINK_ROUTE}. */
    public int protocol() {
        return get(NetlinkEndpointAttributes.PROTOCOL);
    }

    /** The port: an address within the namespace and the protocol, often but not always the number of the process. */
    public long port() {
        return get(NetlinkEndpointAttributes.PORTID);
    }

    /** The port of the peer; 0 if there is none, or if it is the kernel. */
    public long peerPort() {
        return get(NetlinkEndpointAttributes.DST_PORTID);
    }

    /** The numbers of the multicast groups that the socket listens to, counted from 1. */
    public SortedSet<Integer> groups() {
        SortedSet<Integer> groups = new TreeSet<>();
        List<Long> words = get(NetlinkEndpointAttributes.GROUPS).orElse(List.of());
        for (int word = 0; word < words.size(); word++) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                if ((words.get(word) & 1L << bit) != 0) {
                    groups.add(word * Long.SIZE + bit + 1);
                }
            }
        }
        return groups;
    }

    @Override
    public SocketState state() {
        return get(NetlinkEndpointAttributes.STATE) == 1 ? SocketState.ESTABLISHED : SocketState.CLOSE;
    }

    @Override
    public long inode() {
        return get(NetlinkEndpointAttributes.INO);
    }

    @Override
    public long cookie() {
        return get(NetlinkEndpointAttributes.COOKIE);
    }

    @Override
    public Optional<SocketMemory> memory() {
        return get(NetlinkEndpointAttributes.MEMINFO);
    }

    @Override
    public Schema schema() {
        return NetlinkEndpointAttributes.SCHEMA;
    }

    @Override
    protected NetlinkEndpoint copy(Content content) {
        return new NetlinkEndpoint(content);
    }

    /** {@code nl UNCONN 0 0 0:4711 *}: the protocol and the port by their numbers. */
    @Override
    public String toString() {
        return "nl %s %d %d %d:%d %s"
                .formatted(
                        state(),
                        memory().map(SocketMemory::received).orElse(0L),
                        memory().map(SocketMemory::sent).orElse(0L),
                        protocol(),
                        port(),
                        peerPort() == 0 ? "*" : String.valueOf(peerPort()));
    }
}
