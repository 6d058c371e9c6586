package io.netlink4j.core;

/**
 * What a {@link Subscription} tells. More kinds of events may come in later versions, so end a {@code switch} with {@code default}.
 *
 * <p>A subscription to objects tells {@link Changed}, {@link Deleted} and {@link Overrun}; one with a decoder for every message tells
 * {@link Message} and {@link Overrun}.
 *
 * @param <T> what is told of
 */
public sealed interface Event<T> {
    /**
     * An object is there, and this is its state: it is new, or was changed, or was told again without a difference. The kernel sends the
     * same message for all of that ({@code RTM_NEWLINK}, {@code RTM_NEWROUTE} ...), so compare with what you knew before.
     *
     * @param object the object at the time of the message
     * @param flags {@code nlmsg_flags}. For routes the kernel sets {@code NLM_F_REPLACE} where another one made way, for which no {@link
     *     Deleted} is told, and {@code NLM_F_CREATE} where none did. For most objects it sets none, which says nothing
     * @param <T> what it is
     */
    record Changed<T>(T object, int flags) implements Event<T> {}

    /**
     * An object is gone ({@code RTM_DELLINK}, {@code RTM_DELROUTE} ...).
     *
     * @param object the object as it was
     * @param <T> what it is
     */
    record Deleted<T>(T object) implements Event<T> {}

    /**
     * The kernel told of something.
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
