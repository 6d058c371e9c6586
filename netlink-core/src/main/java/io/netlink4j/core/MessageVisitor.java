package io.netlink4j.core;

import java.lang.foreign.MemorySegment;

/** Receives the messages of a dump in the receive buffer, without a copy. */
@FunctionalInterface
public interface MessageVisitor {
    /**
     * One message.
     *
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param memory the receive buffer; its content is valid during this call only
     * @param offset where the message's body begins, after its header
     * @param end where the body ends
     * @return whether to continue
     */
    boolean visit(int type, int flags, MemorySegment memory, long offset, long end);

    /**
     * The kernel's state changed during the dump, so the dump must be repeated.
     *
     * @return true if the visitor has discarded all earlier messages; false ends the dump with {@link
     *     io.netlink4j.core.error.NetlinkException.DumpInterrupted}
     */
    default boolean restart() {
        return false;
    }
}
