package io.netlink4j.core;

import org.jspecify.annotations.Nullable;

/**
 * Decodes a message into an object.
 *
 * @param <T> the object
 */
@FunctionalInterface
public interface Decoder<T> {
    /**
     * The object; null if the caller does not want the message.
     *
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}, such as {@code NLM_F_DUMP_FILTERED}
     * @param body the bytes after the message header; the object may keep the array
     */
    @Nullable
    T decode(int type, int flags, byte[] body);
}
