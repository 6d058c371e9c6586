package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The kernel parameters of one namespace: the files below {@code /proc/sys/net}, as {@code sysctl(8)} inside would see them.
 *
 * <p>A parameter is named with dots or with slashes, and the first separator decides which: {@code net.ipv4.ip_forward} is
 * {@code net/ipv4/ip_forward}. A dot inside an interface's name stays one in the form with slashes
 * ({@code net/ipv4/conf/eth0.100/rp_filter}) and is a slash in the form with dots ({@code net.ipv4.conf.eth0/100.rp_filter}).
 */
public final class Sysctl {
    private static final int CHUNK = 4096;
    private static final Errno EROFS = new Errno(30);

    private final NetworkNamespace namespace;

    Sysctl(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /**
     * Reads a parameter, without the line break at its end.
     *
     * @throws NetlinkException.NotFound if this kernel or this namespace has no such parameter
     * @throws NetlinkException.NotPermitted if it is write-only
     * @throws IllegalArgumentException if it is no parameter below {@code net}: only those belong to network namespaces
     */
    public String read(String parameter) {
        String operation = "read sysctl " + parameter + " in " + namespace;
        String text = withFile(parameter, Linux.O_RDONLY, operation, fd -> readAll(fd, operation));
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Writes a parameter.
     *
     * @throws NetlinkException.NotFound if this kernel or this namespace has no such parameter
     * @throws NetlinkException.NotPermitted if it is read-only or a capability is missing
     * @throws NetlinkException.Invalid if the kernel refuses the value
     * @throws IllegalArgumentException if it is no parameter below {@code net}: only those belong to network namespaces
     */
    public void write(String parameter, String value) {
        String operation = "write '" + value + "' to sysctl " + parameter + " in " + namespace;
        withFile(parameter, Linux.O_WRONLY, operation, fd -> writeAll(fd, value, operation));
    }

    private <T> T withFile(String parameter, int flags, String operation, IntFunction<T> body) {
        String path = path(parameter);
        return namespace.<T, RuntimeException>inside(() -> {
            int number;
            try (Arena arena = Arena.ofConfined()) {
                number = Libc.open(Libc.newErrno(arena), arena.allocateFrom(path), flags | Linux.O_CLOEXEC, 0);
            }
            if (number == -EROFS.number()) {
                throw NetlinkException.refused(operation, EROFS, "/proc/sys is mounted read-only here");
            }
            Refusal.check(number, operation, Errno.ENOENT, "there is no such parameter");
            try (OwnedFd file = new OwnedFd(number, path)) {
                return file.use(body);
            }
        });
    }

    private static String readAll(int fd, String operation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment chunk = arena.allocate(CHUNK);
            while (true) {
                int length = Refusal.check(Libc.read(errno, fd, chunk, CHUNK), operation);
                if (length == 0) {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
                bytes.writeBytes(chunk.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }

    private static int writeAll(int fd, String value, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            // One call: a parameter takes a value as a whole, and a second write would be a second value.
            MemorySegment text = arena.allocateFrom(value);
            return Refusal.check(Libc.write(Libc.newErrno(arena), fd, text, text.byteSize() - 1), operation);
        }
    }

    static String path(String parameter) {
        String slashes = parameter;
        int dot = parameter.indexOf('.');
        int slash = parameter.indexOf('/');
        if (dot >= 0 && (slash < 0 || dot < slash)) {
            StringBuilder swapped = new StringBuilder();
            parameter.chars().forEach(c -> swapped.append(c == '.' ? '/' : c == '/' ? '.' : (char) c));
            slashes = swapped.toString();
        }
        boolean legal = slashes.startsWith("net/")
                && slashes.indexOf('\0') < 0
                && Arrays.stream(slashes.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!legal) {
            throw new IllegalArgumentException("'" + parameter
                    + "' is no sysctl of a network namespace: their names begin with net. as in net.ipv4.ip_forward");
        }
        return "/proc/sys/" + slashes;
    }
}
