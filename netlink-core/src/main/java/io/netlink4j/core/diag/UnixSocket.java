package io.netlink4j.core.diag;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * A UNIX socket as the kernel reported it ({@code struct unix_diag_msg} of {@code linux/unix_diag.h}; all keys are in {@link
 * UnixSocketAttributes}). It is reported in the network namespace in which it was opened, also if it has a path, which other namespaces may
 * see.
 */
public final class UnixSocket extends NetlinkObject<UnixSocket> implements KernelSocket {
    /** The descriptor of {@link UnixSocket}. */
    public static final ObjectDescriptor<UnixSocket> DESCRIPTOR = ObjectDescriptor.of(
                    "unix socket", "unix sockets", UnixSocketAttributes.SCHEMA, UnixSocket::new)
            .messages(SockDiagProtocol.BY_FAMILY, SockDiagProtocol.DESTROY, SockDiagProtocol.BY_FAMILY)
            .accepts(socket -> socket.get(UnixSocketAttributes.FAMILY) == SockDiagProtocol.AF_UNIX)
            .identity(UnixSocket::cookie)
            .build();

    private UnixSocket(Content content) {
        super(content);
    }

    private UnixSocket(byte[] bytes) {
        super(bytes);
    }

    /** The type of the socket. */
    public SocketType type() {
        return SocketType.of(get(UnixSocketAttributes.TYPE));
    }

    @Override
    public SocketState state() {
        return SocketState.of(get(UnixSocketAttributes.STATE));
    }

    @Override
    public long inode() {
        return get(UnixSocketAttributes.INO);
    }

    @Override
    public long cookie() {
        return get(UnixSocketAttributes.COOKIE);
    }

    /** The path, as the socket's process gave it. */
    public Optional<String> path() {
        return get(UnixSocketAttributes.NAME)
                .filter(name -> !isAbstract(name))
                .map(name -> name.indexOf('\0') < 0 ? name : name.substring(0, name.indexOf('\0')));
    }

    /** The abstract name, without the NUL character that it begins with. Abstract names belong to the network namespace. */
    public Optional<String> abstractName() {
        return get(UnixSocketAttributes.NAME).filter(UnixSocket::isAbstract).map(name -> name.substring(1));
    }

    private static boolean isAbstract(String name) {
        return name.startsWith("\0");
    }

    /** The inode of the connected socket; empty if there is none. */
    public Optional<Long> peer() {
        return get(UnixSocketAttributes.PEER).filter(inode -> inode != 0);
    }

    /** The inodes of sockets that have connected to this one and were not accepted yet. */
    public List<Long> pending() {
        return get(UnixSocketAttributes.ICONS).orElse(List.of());
    }

    /** Bytes that the process has not read. For a listening socket: connections that it has not accepted. */
    public long receiveQueue() {
        return queue(0);
    }

    /** Bytes that the peer has not read. For a listening socket: the most connections that may wait ({@code listen(2)}). */
    public long sendQueue() {
        return queue(1);
    }

    private long queue(int index) {
        return get(UnixSocketAttributes.RQLEN)
                .filter(lengths -> lengths.size() > index)
                .map(lengths -> lengths.get(index))
                .orElse(0L);
    }

    /** The user that the socket belongs to. */
    public Optional<Long> uid() {
        return get(UnixSocketAttributes.UID);
    }

    @Override
    public Optional<SocketMemory> memory() {
        return get(UnixSocketAttributes.MEMINFO);
    }

    @Override
    public Schema schema() {
        return UnixSocketAttributes.SCHEMA;
    }

    @Override
    protected UnixSocket copy(Content content) {
        return new UnixSocket(content);
    }

    /** The line of {@code ss}: {@code u_str LISTEN 0 5 /run/x 1234 * 0}. */
    @Override
    public String toString() {
        String name = path().or(() -> abstractName().map(text -> "@" + text.replace('\0', '@')))
                .map(Printable::of)
                .orElse("*");
        return "%s %s %d %d %s %d * %d"
                .formatted(
                        "u_" + type().shortName(),
                        state(),
                        receiveQueue(),
                        sendQueue(),
                        name,
                        inode(),
                        peer().orElse(0L));
    }
}
