package io.netlink4j.core.diag;

import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The sockets of one family in a network namespace, each once: the kernel reports netlink sockets in multicast groups twice. Lists are in no particular order; what is opened or closed meanwhile may be missing.
 * A family that the kernel does not know, or cannot list, is a {@link io.netlink4j.core.error.NetlinkException.NotSupported}.
 *
 * @param <S> the sockets
 */
public final class KernelSockets<S extends NetlinkObject<S> & KernelSocket> {
    private final NetlinkSocket socket;
    private final ObjectDescriptor<S> descriptor;
    private final Request request;

    KernelSockets(NetlinkSocket socket, ObjectDescriptor<S> descriptor, Nest request) {
        this.socket = socket;
        this.descriptor = descriptor;
        this.request =
                new Request(SockDiagProtocol.BY_FAMILY, NLM_F_DUMP, request, () -> "list " + descriptor.plural());
    }

    /** All sockets. */
    public List<S> list() {
        Map<Long, S> found = new LinkedHashMap<>();
        socket.list(request, descriptor::decodeCreated).forEach(each -> found.put(each.cookie(), each));
        return List.copyOf(found.values());
    }

    /** Passes all sockets to {@code visitor} without keeping them, until it returns false. The visitor must not use this object. */
    public void forEach(Predicate<? super S> visitor) {
        Set<Long> seen = new HashSet<>();
        socket.forEach(request, descriptor::decodeCreated, found -> !seen.add(found.cookie()) || visitor.test(found));
    }

    /** The socket with an inode. The kernel lists all sockets for it. */
    public Optional<S> find(long inode) {
        return list().stream().filter(found -> found.inode() == inode).findFirst();
    }
}
