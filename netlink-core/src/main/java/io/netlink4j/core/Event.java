package io.netlink4j.core;

/**
 * An event of a {@link Subscription}. Later versions may add kinds of events, so end a {@code switch} with {@code
 * default}.
 *
 * <p>A subscription to objects has {@link Changed}, {@link Deleted} and {@link Overrun}. A subscription with a decoder
 * for all messages has {@link Message} and {@link Overrun}.
 *
 * @param <T> the objects
 */
public sealed interface Event<T> {
    /**
     * An object is new or changed, or is reported again without a change. The kernel sends the same message in all
     * three cases ({@code RTM_NEWLINK}, {@code RTM_NEWROUTE} ...), so compare the object with the earlier one.
     *
     * @param object the object at the time of the message
     * @param flags {@code nlmsg_flags}. For a route, {@code NLM_F_REPLACE} means that it replaced another one, for
     *     which there is no {@link Deleted}, and {@code NLM_F_CREATE} that it is new. For most objects the kernel sets
     *     none, which means nothing
     * @param <T> its type
     */
    record Changed<T>(T object, int flags) implements Event<T> {}

    /**
     * An object was deleted ({@code RTM_DELLINK}, {@code RTM_DELROUTE} ...).
     *
     * @param object the object before its deletion
     * @param <T> its type
     */
    record Deleted<T>(T object) implements Event<T> {}

    /**
     * The kernel sent a message.
     *
     * @param type {@code nlmsg_type}, such as that of {@code RTM_NEWLINK}
     * @param object the result of the decoder
     * @param <T> its type
     */
    record Message<T>(int type, T object) implements Event<T> {}

    /**
     * Events were lost because they came faster than they were read ({@code ENOBUFS}). A program that keeps a view must
     * list everything again. The events after this one happened after the lost ones.
     *
     * @param <T> the objects of the subscription
     */
    record Overrun<T>() implements Event<T> {}
}
