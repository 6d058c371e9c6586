package io.netlink4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Links the functions of {@link Libc}. The only user of {@link Linker}. */
final class Downcalls {
    /** The arguments of every call. */
    static final FunctionDescriptor DESCRIPTOR =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    /** The number of named parameters of the variadic functions {@code open(2)} and {@code ioctl(2)}. */
    static final int FIXED_ARGUMENTS = 2;

    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = errnoOffset();

    private static volatile boolean libraryIsOpen;

    private Downcalls() {}

    /** As {@code CALL_STATE.byteOffset} finds it, which takes milliseconds at start. */
    private static long errnoOffset() {
        long offset = 0;
        for (MemoryLayout member : CALL_STATE.memberLayouts()) {
            if (member.name().equals(Optional.of("errno"))) {
                return offset;
            }
            offset += member.byteSize();
        }
        throw new LinkageError("the JDK does not capture errno in " + CALL_STATE);
    }

    static MemorySegment newErrno(SegmentAllocator allocator) {
        return allocator.allocate(CALL_STATE);
    }

    static int errno(MemorySegment callState) {
        return callState.get(JAVA_INT, ERRNO_OFFSET);
    }

    /**
     * The address of a function of the C library.
     *
     * @param elsewhere its name in some C libraries
     * @throws NetlinkException if this JVM may not call native code, or there is no such function
     */
    static MemorySegment address(String name, String elsewhere) {
        Optional<NetlinkException> obstacle = NativeAccess.obstacle();
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
        SymbolLookup library = library();
        Optional<MemorySegment> found = library.find(name);
        if (found.isEmpty()) {
            found = library.find(elsewhere);
        }
        if (found.isEmpty()) {
            throw new NetlinkException.NotSupported("this system's C library has no function " + name + "()");
        }
        return found.get();
    }

    /**
     * If the JDK cannot open the C library at the first lookup, it never tries again. So this makes sure first that a
     * file can be opened.
     */
    private static SymbolLookup library() {
        if (!libraryIsOpen) {
            FreeDescriptors.requireOne("load the C library");
        }
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        libraryIsOpen = true;
        return library;
    }

    /** Whether the JVM lets this module call native code. Only an attempt tells; a JVM that warns does so here. */
    static boolean areAllowed() {
        try {
            link(CAPTURE_ERRNO);
            return true;
        } catch (IllegalCallerException e) {
            return false;
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(DESCRIPTOR, options);
    }

    // Each handle takes several milliseconds to make, so it is made when the first address was found. Its parameters
    // are the address, a
    // call state of newErrno, and five long.

    /** Calls a C function. */
    static final class Plain {
        static final MethodHandle HANDLE = link(CAPTURE_ERRNO);

        private Plain() {}
    }

    /** Calls a C variadic function, of which the first {@link #FIXED_ARGUMENTS} parameters are named. */
    static final class Variadic {
        static final MethodHandle HANDLE = link(CAPTURE_ERRNO, Linker.Option.firstVariadicArg(FIXED_ARGUMENTS));

        private Variadic() {}
    }
}
