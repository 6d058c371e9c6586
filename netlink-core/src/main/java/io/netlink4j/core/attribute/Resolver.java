package io.netlink4j.core.attribute;

/** Turns references into numbers for the kernel. */
@FunctionalInterface
public interface Resolver {
    /**
     * The number for {@code reference}, such as an ifindex or a file descriptor.
     *
     * @param key the attribute that holds it
     */
    int resolve(Attribute<?> key, Object reference);
}
