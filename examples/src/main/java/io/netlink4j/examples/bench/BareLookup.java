package io.netlink4j.examples.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The index of a link by two foreign calls and nothing else: one message for all requests, no lock,
 * no check of names and sequence numbers, no error but that there is no answer. So this is what the request costs in any Java program.
 */
final class BareLookup implements LinkGet.Lookup {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SEND =
            function("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECV =
            function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_ROUTE = 0;
    private static final short RTM_NEWLINK = 16;
    private static final short RTM_GETLINK = 18;
    private static final short NLM_F_REQUEST = 1;
    private static final short IFLA_IFNAME = 3;
    private static final short IFLA_EXT_MASK = 29;
    private static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;
    private static final long REQUEST = 48;
    private static final long ANSWER = 1 << 15;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment request = arena.allocate(REQUEST, Long.BYTES);
    private final MemorySegment answer = arena.allocate(ANSWER, Long.BYTES);
    private final int fd;

    BareLookup() {
        this.fd = open();
        request.set(JAVA_INT, 0, (int) REQUEST);
        request.set(JAVA_SHORT, 4, RTM_GETLINK);
        request.set(JAVA_SHORT, 6, NLM_F_REQUEST);
        request.set(JAVA_SHORT, 32, (short) 8);
        request.set(JAVA_SHORT, 34, IFLA_EXT_MASK);
        request.set(JAVA_INT, 36, RTEXT_FILTER_SKIP_STATS);
        request.set(JAVA_SHORT, 40, (short) 7);
        request.set(JAVA_SHORT, 42, IFLA_IFNAME);
        request.setString(44, "lo");
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), descriptor);
    }

    @Override
    public int index() {
        try {
            long sent = (long) SEND.invokeExact(fd, request, REQUEST, 0);
            long received = (long) RECV.invokeExact(fd, answer, ANSWER, 0);
            if (sent != REQUEST || received < 0 || answer.get(JAVA_SHORT, 4) != RTM_NEWLINK) {
                throw new IllegalStateException("there is no link 'lo'");
            }
            return answer.get(JAVA_INT, 20);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int open() {
        try {
            int fd = (int) SOCKET.invokeExact(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE);
            if (fd < 0) {
                throw new IllegalStateException("there is no socket");
            }
            return fd;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void close() {
        try {
            int closed = (int) CLOSE.invokeExact(fd);
            assert closed == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
        arena.close();
    }

    private static RuntimeException unexpected(Throwable e) {
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
