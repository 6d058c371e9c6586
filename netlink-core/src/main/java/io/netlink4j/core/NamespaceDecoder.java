package io.netlink4j.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the messages of a subscription to several namespaces ({@link NetlinkSocket#subscribeAllNamespaces}). It is
 * called by one thread at a time.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface NamespaceDecoder<T> {
    /**
     * The object; null if the caller does not want the message.
     *
     * @param nsid the number of the message's namespace in the namespace of the subscription; empty if both are the
     *     same
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param body the bytes after the message header; the object may keep the array
     */
    @Nullable
    T decode(Optional<Integer> nsid, int type, int flags, byte[] body);

    /** Called when messages were lost ({@link Event.Overrun}). */
    default void lost() {}
}
