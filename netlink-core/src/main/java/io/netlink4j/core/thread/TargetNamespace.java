package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;

/** The namespace in which a {@link NamespaceTask} runs. {@code toString} names it for messages. */
interface TargetNamespace {
    /** The namespace in which workers wait. */
    TargetNamespace HOME = new TargetNamespace() {
        @Override
        public void enter() {
            // A worker is there.
        }

        @Override
        public String toString() {
            return "home";
        }
    };

    /** A network namespace that is created for the task. */
    TargetNamespace NEW_NAMESPACE = new TargetNamespace() {
        @Override
        public void enter() {
            ThreadNamespace.enterNew();
        }

        @Override
        public String toString() {
            return "a new network namespace";
        }
    };

    /**
     * Reserves room for one more task. {@link #release} must follow.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @return false if there is no room at the deadline
     */
    default boolean acquire(long deadline) throws InterruptedException {
        return true;
    }

    /** Gives back what {@link #acquire} reserved, when the worker has left. */
    default void release() {}

    /** Moves the calling thread there. */
    void enter();
}
