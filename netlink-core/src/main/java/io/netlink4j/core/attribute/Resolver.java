package io.netlink4j.core.attribute;

/** Turns references into the numbers that the kernel wants. */
@FunctionalInterface
public interface Resolver {
    /**
     * The number for {@code reference}, an ifindex or a file descriptor.
     *
     * @param key the attribute that holds it
     */
    int resolve(Attribute<?> key, Object reference);
}
