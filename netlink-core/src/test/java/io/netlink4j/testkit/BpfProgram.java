package io.netlink4j.testkit;

import io.netlink4j.core.error.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.opentest4j.TestAbortedException;

/** A BPF program of two instructions that lets packets pass, loaded by {@code bpf(2)}. */
public final class BpfProgram implements AutoCloseable {
    /** {@code BPF_PROG_LOAD}. */
    private static final int LOAD = 5;

    private static final long MOVE_TO_R0 = 0xb7;
    private static final long EXIT = 0x95;

    private final int fd;

    private BpfProgram(int fd) {
        this.fd = fd;
    }

    /** What loads it, and what it returns to let a packet pass. */
    public enum Type {
        XDP(6, 2),
        LWT_IN(10, 0),
        LWT_OUT(11, 0),
        LWT_XMIT(12, 0),
        LWT_SEG6LOCAL(19, 0);

        private final int number;
        private final long pass;

        Type(int number, long pass) {
            this.number = number;
            this.pass = pass;
        }
    }

    /** Loads a program, or skips the test where a process may not: in a user namespace. */
    public static BpfProgram load(Type type) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocateFrom(ValueLayout.JAVA_LONG, MOVE_TO_R0 | type.pass << 32, EXIT);
            // union bpf_attr: prog_type, insn_cnt, insns, license
            MemorySegment request = arena.allocate(128, Long.BYTES);
            request.set(ValueLayout.JAVA_INT, 0, type.number);
            request.set(ValueLayout.JAVA_INT, 4, 2);
            request.set(ValueLayout.JAVA_LONG, 8, code.address());
            request.set(ValueLayout.JAVA_LONG, 16, arena.allocateFrom("GPL").address());
            return new BpfProgram(bpf(arena, request));
        }
    }

    @SuppressWarnings("restricted")
    private static int bpf(Arena arena, MemorySegment request) {
        MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
        MethodHandle syscall = handle(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
        long fd;
        try {
            fd = (long) syscall.invokeExact(errno, number(), LOAD, request, (int) request.byteSize());
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
        if (fd < 0) {
            Errno refusal = new Errno(errno.get(ValueLayout.JAVA_INT, 0));
            if (refusal.equals(Errno.EPERM)) {
                throw new TestAbortedException("this process may not load BPF programs");
            }
            throw new AssertionError("bpf(2): " + refusal.symbol());
        }
        return (int) fd;
    }

    /** The number of the system call. */
    private static long number() {
        return System.getProperty("os.arch").equals("amd64") ? 321 : 280;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String function, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(function).orElseThrow(), type, options);
    }

    /** The file descriptor. */
    public int fd() {
        return fd;
    }

    @Override
    public void close() {
        try {
            int result = (int) handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(fd);
            if (result != 0) {
                throw new AssertionError("close(2) of " + fd);
            }
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
