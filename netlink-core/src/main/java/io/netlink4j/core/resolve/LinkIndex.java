package io.netlink4j.core.resolve;

import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.IfReq;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.thread.OpenNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the index of a link by its name ({@code SIOCGIFINDEX} of {@code netdevice(7)}), for the scope id of an address.
 */
final class LinkIndex {
    private LinkIndex() {}

    static Optional<Integer> of(OpenNamespace namespace, String link) {
        byte[] name = link.getBytes(StandardCharsets.UTF_8);
        // The kernel cuts a name at a colon, as for the aliases of old. No link has such a name.
        if (name.length == 0 || name.length >= Linux.IFNAMSIZ || link.indexOf(':') >= 0) {
            return Optional.empty();
        }
        int fd = namespace.openSocket(Linux.AF_NETLINK, Linux.SOCK_RAW, Linux.NETLINK_ROUTE);
        try (OwnedFd socket = new OwnedFd(fd, "a socket");
                Arena arena = Arena.ofConfined()) {
            MemorySegment request = IfReq.of(arena, name);
            int result = socket.<Integer>use(
                    number -> Libc.ioctl(Libc.newErrno(arena), number, Linux.SIOCGIFINDEX, request));
            return result < 0 ? Optional.empty() : Optional.of(IfReq.ifindex(Architecture.HOST, request));
        }
    }
}
