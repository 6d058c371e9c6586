package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Printable;

/** An event of {@link NamespaceWatch}. */
public sealed interface NamespaceEvent {
    /** The name. */
    String name();

    /**
     * A namespace has this name and can be opened by it.
     *
     * @param name the name
     */
    record Created(String name) implements NamespaceEvent {
        /** {@code Created[name=red]}. */
        @Override
        public String toString() {
            return "Created[name=" + Printable.of(name) + "]";
        }
    }

    /**
     * The name was removed. The namespace may continue to exist without it.
     *
     * @param name the name
     */
    record Deleted(String name) implements NamespaceEvent {
        /** {@code Deleted[name=red]}. */
        @Override
        public String toString() {
            return "Deleted[name=" + Printable.of(name) + "]";
        }
    }
}
