package io.netlink4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.List;
import java.util.function.Supplier;

/** Creates the method handles of {@link Libc}. The only user of {@link Linker}. */
final class Downcalls {
    /** The arguments of every call. */
    static final FunctionDescriptor DESCRIPTOR =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    /** The number of named parameters of the variadic functions {@code open(2)} and {@code ioctl(2)}. */
    static final int FIXED_ARGUMENTS = 2;

    private static final MethodType TYPE = DESCRIPTOR.toMethodType().insertParameterTypes(0, MemorySegment.class);
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = CALL_STATE.byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle SUPPLY = supply();

    private static volatile boolean libraryIsOpen;

    private Downcalls() {}

    /**
     * The handle of a function: its first parameter is a call state of {@link #newErrno}, and the others are five
     * {@code long}.
     */
    static MethodHandle function(String name) {
        return link(List.of(name), CAPTURE_ERRNO);
    }

    /** The same for a function that some C libraries have by another name only. */
    static MethodHandle function(String name, String elsewhere) {
        return link(List.of(name, elsewhere), CAPTURE_ERRNO);
    }

    /** The same for a C variadic function, of which the first {@link #FIXED_ARGUMENTS} parameters are named. */
    static MethodHandle variadic(String name) {
        return link(List.of(name), CAPTURE_ERRNO, Linker.Option.firstVariadicArg(FIXED_ARGUMENTS));
    }

    static MemorySegment newErrno(SegmentAllocator allocator) {
        return allocator.allocate(CALL_STATE);
    }

    static int errno(MemorySegment callState) {
        return callState.get(JAVA_INT, ERRNO_OFFSET);
    }

    /**
     * A handle that is linked at its first call, and again if that failed: native access may be granted later, and file
     * descriptors may become free. An exception in a static initializer would stay for the life of the JVM.
     */
    private static MethodHandle link(List<String> names, Linker.Option... options) {
        MutableCallSite site = new MutableCallSite(TYPE);
        Supplier<MethodHandle> linking = () -> {
            MethodHandle linked = linkNow(names, options);
            site.setTarget(linked);
            return linked;
        };
        site.setTarget(MethodHandles.foldArguments(
                MethodHandles.exactInvoker(TYPE),
                SUPPLY.bindTo(linking).asType(MethodType.methodType(MethodHandle.class))));
        return site.dynamicInvoker();
    }

    @SuppressWarnings("restricted")
    private static MethodHandle linkNow(List<String> names, Linker.Option... options) {
        NativeAccess.obstacle().ifPresent(obstacle -> {
            throw obstacle;
        });
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = library(linker);
        MemorySegment symbol = names.stream()
                .flatMap(name -> library.find(name).stream())
                .findFirst()
                .orElseThrow(() -> new NetlinkException.NotSupported(
                        "this system's C library has no function " + names.getFirst() + "()"));
        return linker.downcallHandle(symbol, DESCRIPTOR, options);
    }

    /**
     * If the JDK cannot open the C library at the first lookup, it never tries again. So this makes sure first that a
     * file can be opened.
     */
    private static SymbolLookup library(Linker linker) {
        if (!libraryIsOpen) {
            FreeDescriptors.requireOne("load the C library");
        }
        SymbolLookup library = linker.defaultLookup();
        libraryIsOpen = true;
        return library;
    }

    /** Whether the JVM lets this module call native code. Only an attempt tells; a JVM that warns does so here. */
    @SuppressWarnings("restricted")
    static boolean areAllowed() {
        try {
            Linker.nativeLinker().downcallHandle(DESCRIPTOR, CAPTURE_ERRNO);
            return true;
        } catch (IllegalCallerException e) {
            return false;
        }
    }

    private static MethodHandle supply() {
        try {
            return MethodHandles.lookup().findVirtual(Supplier.class, "get", MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Supplier.get", e);
        }
    }
}
