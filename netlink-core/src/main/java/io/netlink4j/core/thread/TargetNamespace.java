package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;

/** Where a {@link NamespaceTask} goes; its {@code toString} names it for messages. */
interface TargetNamespace {
    /** The namespace that visitors come from. */
    TargetNamespace HOME = new TargetNamespace() {
        @Override
        public void enter() {
            // A visitor is there.
        }

        @Override
        public String toString() {
            return "home";
        }
    };

    /** A network namespace that is made for the visit. */
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
     * Reserves a place for one more visit; each of these calls is followed by {@link #release}.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @return false if there was none until the deadline
     */
    default boolean acquire(long deadline) throws InterruptedException {
        return true;
    }

    /** Gives it back when the visitor has returned. */
    default void release() {}

    /** Moves the calling thread there. */
    void enter();
}
