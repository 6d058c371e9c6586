package io.netlink4j.core.diag;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.Optional;

/**
 * A packet socket, which sends and receives frames of links, as the kernel reported it ({@code struct packet_diag_msg} of {@code
 * linux/packet_diag.h}; all keys are in {@link PacketSocketAttributes}).
 */
public final class PacketSocket extends NetlinkObject<PacketSocket> implements KernelSocket {
    /** The descriptor of {@link PacketSocket}. */
    public static final ObjectDescriptor<PacketSocket> DESCRIPTOR = ObjectDescriptor.of(
                    "packet socket", "packet sockets", PacketSocketAttributes.SCHEMA, PacketSocket::new)
            .messages(SockDiagProtocol.BY_FAMILY, SockDiagProtocol.DESTROY, SockDiagProtocol.BY_FAMILY)
            .accepts(socket -> socket.get(PacketSocketAttributes.FAMILY) == SockDiagProtocol.AF_PACKET)
            .identity(PacketSocket::cookie)
            .build();

    /** {@code ETH_P_ALL}. */
    private static final int ALL_PROTOCOLS = 3;

    private PacketSocket(Content content) {
        super(content);
    }

    private PacketSocket(byte[] bytes) {
        super(bytes);
    }

    /** The type: {@link SocketType#RAW} with, {@link SocketType#DATAGRAM} without the header of the link layer. */
    public SocketType type() {
        return SocketType.of(get(PacketSocketAttributes.TYPE));
    }

    /** The Ethernet protocol of the frames that it receives, such as 0x0800; 3 for all ({@code ETH_P_ALL}), 0 for none. */
    public int protocol() {
        return get(PacketSocketAttributes.NUM);
    }

    /** The link that it is bound to; empty for all. */
    public Optional<LinkReference> link() {
        return get(PacketSocketAttributes.INFO)
                .map(numbers -> numbers.getFirst().intValue())
                .filter(ifindex -> ifindex != 0)
                .map(LinkReference::of);
    }

    /** The user that the socket belongs to. */
    public Optional<Long> uid() {
        return get(PacketSocketAttributes.UID);
    }

    /** Always {@link SocketState#CLOSE}. */
    @Override
    public SocketState state() {
        return SocketState.CLOSE;
    }

    @Override
    public long inode() {
        return get(PacketSocketAttributes.INO);
    }

    @Override
    public long cookie() {
        return get(PacketSocketAttributes.COOKIE);
    }

    @Override
    public Optional<SocketMemory> memory() {
        return get(PacketSocketAttributes.MEMINFO);
    }

    @Override
    public Schema schema() {
        return PacketSocketAttributes.SCHEMA;
    }

    @Override
    protected PacketSocket copy(Content content) {
        return new PacketSocket(content);
    }

    /** {@code p_raw UNCONN 0 0 *:2}: the protocol, and the link by its index. */
    @Override
    public String toString() {
        return "%s %s %d 0 %s:%s"
                .formatted(
                        "p_" + type().shortName(),
                        state(),
                        memory().map(SocketMemory::received).orElse(0L),
                        protocol() == ALL_PROTOCOLS ? "*" : "[%d]".formatted(protocol()),
                        link().flatMap(LinkReference::ifindex)
                                .map(String::valueOf)
                                .orElse("*"));
    }
}
