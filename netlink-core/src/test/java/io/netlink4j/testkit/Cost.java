package io.netlink4j.testkit;

import java.lang.reflect.Method;

/**
 * What a piece of work takes of the calling thread.
 *
 * @param millis of a processor's time
 * @param bytes allocated
 */
public record Cost(long millis, long bytes) {
    /** Does it. */
    public static Cost of(Runnable work) {
        long allocated = measured("getCurrentThreadAllocatedBytes");
        long start = measured("getCurrentThreadCpuTime");
        work.run();
        long nanos = measured("getCurrentThreadCpuTime") - start;
        return new Cost(nanos / 1_000_000, measured("getCurrentThreadAllocatedBytes") - allocated);
    }

    // By reflection, since the module under test does without java.management.
    private static long measured(String what) {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Method method = Class.forName("com.sun.management.ThreadMXBean").getMethod(what);
            return (long) method.invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
