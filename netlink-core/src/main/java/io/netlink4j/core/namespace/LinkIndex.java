package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The number of a link by its name ({@code SIOCGIFINDEX} of {@code netdevice(7)}), for a scope id. */
final class LinkIndex {
    private static final long IFREQ_SIZE = 40;
    private static final long IFR_IFINDEX = 16;

    private LinkIndex() {}

    static OptionalInt of(NetworkNamespace namespace, String link) {
        byte[] name = link.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= Linux.IFNAMSIZ) {
            return OptionalInt.empty();
        }
        String operation = "open a socket in " + namespace;
        int fd = namespace.<Integer, RuntimeException>inside(() -> {
            try (Arena arena = Arena.ofConfined()) {
                return Refusal.check(
                        Libc.socket(Libc.newErrno(arena), Linux.AF_NETLINK, Linux.SOCK_RAW | Linux.SOCK_CLOEXEC, 0),
                        operation);
            }
        });
        try (OwnedFd socket = new OwnedFd(fd, "a socket");
                Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(IFREQ_SIZE, Long.BYTES);
            MemorySegment.copy(name, 0, request, ValueLayout.JAVA_BYTE, 0, name.length);
            int result = socket.<Integer>use(
                    number -> Libc.ioctl(Libc.newErrno(arena), number, Linux.SIOCGIFINDEX, request));
            return result < 0 ? OptionalInt.empty() : OptionalInt.of(request.get(ValueLayout.JAVA_INT, IFR_IFINDEX));
        }
    }
}
