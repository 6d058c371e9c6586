package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A function of the C library. It is looked up at its first call, and again if that failed: native access may be granted later, and file
 * descriptors may become free.
 */
final class CFunction {
    private final String name;
    private final String elsewhere;
    private final boolean variadic;
    // Two threads may look it up at once and find the same.
    private @Nullable MemorySegment address;

    private CFunction(String name, String elsewhere, boolean variadic) {
        this.name = name;
        this.elsewhere = elsewhere;
        this.variadic = variadic;
    }

    /** A function with fixed parameters. */
    static CFunction of(String name) {
        return new CFunction(name, name, false);
    }

    /** The same for a function that some C libraries have by another name only. */
    static CFunction of(String name, String elsewhere) {
        return new CFunction(name, elsewhere, false);
    }

    /** The same for a C variadic function, of which the first {@link Downcalls#FIXED_ARGUMENTS} parameters are named. */
    static CFunction variadic(String name) {
        return new CFunction(name, name, true);
    }

    /**
     * Calls the function.
     *
     * @param errno a call state of {@link Downcalls#newErrno}
     */
    long call(MemorySegment errno, long a, long b, long c, long d, long e) {
        MemorySegment known = address;
        if (known == null) {
            known = Downcalls.address(name, elsewhere);
            address = known;
        }
        try {
            return variadic
                    ? (long) Downcalls.Variadic.HANDLE.invokeExact(known, errno, a, b, c, d, e)
                    : (long) Downcalls.Plain.HANDLE.invokeExact(known, errno, a, b, c, d, e);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("unexpected failure of a call to the C library", thrown);
        }
    }
}
