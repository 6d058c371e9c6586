package io.netlink4j.core.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the method handles of {@link Libc}; the only user of {@link Linker}. */
final class Downcalls {
    static final ValueLayout.OfInt INT = JAVA_INT;
    static final ValueLayout.OfLong LONG = JAVA_LONG;
    static final ValueLayout POINTER = ADDRESS;

    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = CALL_STATE.byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle SUPPLY = supply();

    private Downcalls() {}

    /** The handle of a function whose first parameter is a call state of {@link #newErrno}. */
    static MethodHandle function(String name, ValueLayout result, MemoryLayout... parameters) {
        return link(name, FunctionDescriptor.of(result, parameters), CAPTURE_ERRNO);
    }

    /** The same for a C variadic function of which the first {@code fixed} parameters are named. */
    static MethodHandle variadic(String name, int fixed, ValueLayout result, MemoryLayout... parameters) {
        return link(
                name, FunctionDescriptor.of(result, parameters), CAPTURE_ERRNO, Linker.Option.firstVariadicArg(fixed));
    }

    static MemorySegment newErrno(SegmentAllocator allocator) {
        return allocator.allocate(CALL_STATE);
    }

    static int errno(MemorySegment callState) {
        return callState.get(JAVA_INT, ERRNO_OFFSET);
    }

    // A handle that cannot be linked throws when it is called: an exception in a static initialiser would reach only
    // the
    // first caller, and every later one would see NoClassDefFoundError.
    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        if (NativeAccess.obstacle().isPresent()) {
            return refusing(descriptor, () -> NativeAccess.obstacle().orElseThrow());
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find(name);
        if (symbol.isEmpty()) {
            return refusing(
                    descriptor,
                    () -> new NetlinkException.NotSupported("this system's C library has no function " + name + "()"));
        }
        return linker.downcallHandle(symbol.get(), descriptor, options);
    }

    static MethodHandle refusing(FunctionDescriptor descriptor, Supplier<? extends RuntimeException> refusal) {
        MethodType type = descriptor.toMethodType().insertParameterTypes(0, MemorySegment.class);
        MethodHandle thrower = MethodHandles.throwException(type.returnType(), RuntimeException.class);
        return MethodHandles.dropArguments(
                MethodHandles.collectArguments(thrower, 0, SUPPLY.bindTo(refusal)), 0, type.parameterList());
    }

    private static MethodHandle supply() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(Supplier.class, "get", MethodType.methodType(Object.class))
                    .asType(MethodType.methodType(RuntimeException.class, Supplier.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Supplier.get", e);
        }
    }
}
