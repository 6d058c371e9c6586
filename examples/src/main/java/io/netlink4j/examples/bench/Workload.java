package io.netlink4j.examples.bench;

import java.util.List;

/** Something that is measured round after round, in the network namespace that the program runs in. */
interface Workload extends AutoCloseable {
    /** How many rounds it takes until the JVM has compiled all that is worth it. What rounds alone would take long for is run here, once. */
    int warmUp();

    /** Does it, and tells of each thing that was measured. */
    List<Line> round();

    /** Takes away what a round left behind, one of another program's included. */
    default void clean() {}

    /** What is measured once, at the end. */
    default List<Line> last() {
        return List.of();
    }

    @Override
    void close();
}
