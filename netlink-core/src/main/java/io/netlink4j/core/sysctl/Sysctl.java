package io.netlink4j.core.sysctl;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.KernelFile;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import io.netlink4j.core.thread.OpenNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The kernel parameters of one namespace: the files below {@code /proc/sys/net}, as {@code sysctl(8)} sees them inside.
 *
 * <p>Names of parameters are separated by dots or slashes; the first separator decides which. {@code
 * net.ipv4.ip_forward} is {@code net/ipv4/ip_forward}. A dot in an interface's name stays a dot in the form with
 * slashes ({@code net/ipv4/conf/eth0.100/rp_filter}) and becomes a slash in the form with dots ({@code
 * net.ipv4.conf.eth0/100.rp_filter}).
 *
 * <p>The most common parameters have typed keys: {@link SysctlKey} has those of a namespace, {@link InterfaceSysctl}
 * those of each interface.
 *
 * {@snippet :
 * Sysctl red = namespace.sysctl();
 * red.ipv4Forwarding(true);
 * red.write(InterfaceSysctl.RP_FILTER.on("eth0.100"), ReversePathFilter.LOOSE);
 * int backlog = red.read(SysctlKey.SOMAXCONN);
 * String all = red.read("net.ipv4.conf.all.tag");
 * }
 */
public final class Sysctl {
    private static final String ROOT = "/proc/sys/";

    private final OpenNamespace namespace;

    /**
     * For {@code NetworkNamespace}: the type of the parameter is not exported.
     *
     * @hidden
     */
    @SuppressWarnings({"exports", "InvalidBlockTag"}) // Error Prone does not know @hidden
    public Sysctl(OpenNamespace namespace) {
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
        String text = withFile(parameter, Linux.O_RDONLY, operation, fd -> KernelFile.read(fd, operation));
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

    /**
     * Reads a parameter of a known type.
     *
     * @throws NetlinkException.NotFound if this kernel or this namespace has no such parameter, or no such interface
     * @throws NetlinkException.Malformed if the kernel's value is not of that type
     */
    public <T> T read(SysctlKey<T> key) {
        return key.decode(read(key.parameter()));
    }

    /**
     * Writes a parameter of a known type.
     *
     * @throws NetlinkException.NotFound if this kernel or this namespace has no such parameter, or no such interface
     * @throws NetlinkException.NotPermitted if it is read-only, a capability is missing, or {@code /proc/sys} is
     *     mounted read-only, as in most containers
     * @throws NetlinkException.Invalid if the kernel refuses the value
     */
    public <T> void write(SysctlKey<T> key, T value) {
        write(key.parameter(), key.encode(value));
    }

    /** Whether IPv4 packets are routed ({@link SysctlKey#IPV4_FORWARDING}). */
    public boolean ipv4Forwarding() {
        return read(SysctlKey.IPV4_FORWARDING);
    }

    /** Switches the routing of IPv4 packets ({@link SysctlKey#IPV4_FORWARDING}). */
    public void ipv4Forwarding(boolean on) {
        write(SysctlKey.IPV4_FORWARDING, on);
    }

    /** Whether IPv6 packets are routed ({@link SysctlKey#IPV6_FORWARDING}). */
    public boolean ipv6Forwarding() {
        return read(SysctlKey.IPV6_FORWARDING);
    }

    /** Switches the routing of IPv6 packets ({@link SysctlKey#IPV6_FORWARDING}). */
    public void ipv6Forwarding(boolean on) {
        write(SysctlKey.IPV6_FORWARDING, on);
    }

    /**
     * The names of the parameters at and below {@code below} (such as {@code net.ipv4.conf.eth0} or {@code net}),
     * sorted and with dots, as {@code sysctl -aN} shows them.
     *
     * @throws NetlinkException.NotFound if this kernel or this namespace has nothing of that name
     * @throws IllegalArgumentException if it is not below {@code net}
     */
    public List<String> names(String below) {
        String operation = "list the sysctls below " + below + " in " + namespace;
        String start = below.equals("net") ? ROOT + "net" : path(below);
        List<String> names = new ArrayList<>();
        namespace.<Boolean, RuntimeException>inside(() -> {
            if (FileId.isDirectory(start)) {
                collect(start, operation, names);
            } else if (FileId.find(start).isPresent()) {
                names.add(swap(start.substring(ROOT.length())));
            } else {
                throw NetlinkException.refused(operation, Errno.ENOENT, "there is no such parameter");
            }
            return true;
        });
        return names.stream().sorted().toList();
    }

    /** Parameters of an interface that is deleted meanwhile are left out. */
    private static void collect(String directory, String operation, List<String> names) {
        for (String name : DirectoryReader.ifAny(directory, operation)) {
            String path = directory + "/" + name;
            if (FileId.isDirectory(path)) {
                collect(path, operation, names);
            } else {
                names.add(swap(path.substring(ROOT.length())));
            }
        }
    }

    private <T> T withFile(String parameter, int flags, String operation, IntFunction<T> body) {
        String path = path(parameter);
        return namespace.<T, RuntimeException>inside(() -> {
            int number = SystemCall.check(KernelFile.open(path, flags), operation, Sysctl::reason);
            try (OwnedFd file = new OwnedFd(number, path)) {
                return file.use(body);
            }
        });
    }

    private static @Nullable String reason(Errno errno) {
        return switch (errno.symbol()) {
            case "ENOENT" -> "there is no such parameter";
            case "EROFS" -> "/proc/sys is mounted read-only here";
            default -> null;
        };
    }

    private static int writeAll(int fd, String value, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            // One call: a second write would be a second value.
            MemorySegment text = arena.allocateFrom(value);
            return SystemCall.check(Libc.write(Libc.newErrno(arena), fd, text, text.byteSize() - 1), operation);
        }
    }

    static String path(String parameter) {
        String slashes = parameter;
        int dot = parameter.indexOf('.');
        int slash = parameter.indexOf('/');
        if (dot >= 0 && (slash < 0 || dot < slash)) {
            slashes = swap(parameter);
        }
        boolean legal = slashes.startsWith("net/")
                && slashes.indexOf('\0') < 0
                && BytePath.hasBytes(slashes)
                && Arrays.stream(slashes.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!legal) {
            throw new IllegalArgumentException("'" + Printable.of(parameter)
                    + "' is no sysctl of a network namespace: their names begin with net. as in net.ipv4.ip_forward");
        }
        return ROOT + slashes;
    }

    private static String swap(String name) {
        StringBuilder swapped = new StringBuilder();
        name.chars().forEach(c -> swapped.append(c == '.' ? '/' : c == '/' ? '.' : (char) c));
        return swapped.toString();
    }
}
