package io.netlink4j.core;

/**
 * What a {@link Subscription} tells.
 *
 * @param <T> what its decoder makes of a message
 */
public sealed interface Event<T> {
    /**
     * The kernel told of a change.
     *
     * @param type {@code nlmsg_type}, such as that of {@code RTM_NEWLINK}
     * @param object what the decoder made of the message
     * @param <T> what that is
     */
    record Message<T>(int type, T object) implements Event<T> {}

    /**
     * Events were lost, because they came faster than they were read ({@code ENOBUFS}). Whoever keeps a view has to list everything
     * again: what is told after this came after what was lost.
     *
     * @param <T> what would have been told
     */
    record Overrun<T>() implements Event<T> {}
}
