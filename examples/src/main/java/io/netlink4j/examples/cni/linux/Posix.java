package io.netlink4j.examples.cni.linux;

import io.netlink4j.examples.cni.protocol.CniException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The C functions that the plugins need and the JDK lacks: locks that other programs see, and descriptors that come through a socket. Each
 * answers what the function does, or the negative {@code errno}.
 */
@SuppressWarnings("restricted") // the command line grants it
public final class Posix {
    public static final int EINTR = 4;
    public static final int EWOULDBLOCK = 11;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_VALUE = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle OPEN = bind(
            "open",
            FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT, INT),
            ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = bind("close", FunctionDescriptor.of(INT, INT), ERRNO);
    private static final MethodHandle FLOCK = bind("flock", FunctionDescriptor.of(INT, INT, INT), ERRNO);
    private static final MethodHandle SOCKET = bind("socket", FunctionDescriptor.of(INT, INT, INT, INT), ERRNO);
    private static final MethodHandle FCHMOD = bind("fchmod", FunctionDescriptor.of(INT, INT, INT), ERRNO);
    private static final MethodHandle BIND =
            bind("bind", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT), ERRNO);
    private static final MethodHandle LISTEN = bind("listen", FunctionDescriptor.of(INT, INT, INT), ERRNO);
    private static final MethodHandle ACCEPT4 =
            bind("accept4", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, INT), ERRNO);
    private static final MethodHandle RECVMSG =
            bind("recvmsg", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, INT), ERRNO);
    private static final MethodHandle SEND =
            bind("send", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG, INT), ERRNO);

    private static final MethodHandle UNSHARE = bind("unshare", FunctionDescriptor.of(INT, INT), ERRNO);
    private static final MethodHandle SETNS = bind("setns", FunctionDescriptor.of(INT, INT, INT), ERRNO);

    private Posix() {}

    private static MethodHandle bind(String function, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(function).orElseThrow(), type, options);
    }

    /** What a call does, with the memory for its {@code errno}. */
    private interface Call {
        long on(MemorySegment state) throws Throwable;
    }

    private static long call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = call.on(state);
            return result < 0 ? -(int) ERRNO_VALUE.get(state, 0L) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // the functions throw nothing
        }
    }

    public static int open(String file, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file);
            return (int) call(state -> (int) OPEN.invokeExact(state, name, flags, mode));
        }
    }

    public static int close(int fd) {
        return (int) call(state -> (int) CLOSE.invokeExact(state, fd));
    }

    public static int flock(int fd, int operation) {
        return (int) call(state -> (int) FLOCK.invokeExact(state, fd, operation));
    }

    public static int socket(int domain, int type, int protocol) {
        return (int) call(state -> (int) SOCKET.invokeExact(state, domain, type, protocol));
    }

    public static int fchmod(int fd, int mode) {
        return (int) call(state -> (int) FCHMOD.invokeExact(state, fd, mode));
    }

    public static int bind(int fd, MemorySegment address) {
        return (int) call(state -> (int) BIND.invokeExact(state, fd, address, (int) address.byteSize()));
    }

    public static int listen(int fd, int backlog) {
        return (int) call(state -> (int) LISTEN.invokeExact(state, fd, backlog));
    }

    public static int accept4(int fd, int flags) {
        return (int) call(state -> (int) ACCEPT4.invokeExact(state, fd, MemorySegment.NULL, MemorySegment.NULL, flags));
    }

    public static long recvmsg(int fd, MemorySegment message, int flags) {
        return call(state -> (long) RECVMSG.invokeExact(state, fd, message, flags));
    }

    public static long send(int fd, MemorySegment data, int flags) {
        return call(state -> (long) SEND.invokeExact(state, fd, data, data.byteSize(), flags));
    }

    public static int unshare(int flags) {
        return (int) call(state -> (int) UNSHARE.invokeExact(state, flags));
    }

    public static int setns(int fd, int type) {
        return (int) call(state -> (int) SETNS.invokeExact(state, fd, type));
    }

    /** Throws if {@code result} is the negative {@code errno} of an operation. */
    public static int check(int result, String operation) {
        if (result < 0) {
            throw new CniException(
                    CniException.IO, String.format(Locale.ROOT, "cannot %s: errno %d", operation, -result));
        }
        return result;
    }
}
