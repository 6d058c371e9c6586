package io.netlink4j.examples.cni.protocol;

/** What one type of plugins does. */
public interface Plugin {
    /** Attaches the container. If it throws, nothing is left of the attempt. */
    CniResult add(CniCall call);

    /** Takes away what {@link #add} made. What is gone already is no error. */
    void delete(CniCall call);

    /** Compares what {@link #add} made with what is there. */
    void check(CniCall call);

    /** Takes away what containers left behind that do not exist any more. */
    default void collectGarbage(CniCall call) {}

    /** Throws if {@link #add} could not succeed. */
    default void status(CniCall call) {}
}
