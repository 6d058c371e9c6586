package io.netlink4j.core;

import org.jspecify.annotations.Nullable;

/**
 * Makes an object of a message.
 *
 * @param <T> the object
 */
@FunctionalInterface
public interface Decoder<T> {
    /**
     * The object, or null where the message is none that the caller wants.
     *
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}, such as {@code NLM_F_DUMP_FILTERED}
     * @param body what follows the message header, for the object to keep
     */
    @Nullable
    T decode(int type, int flags, byte[] body);
}
