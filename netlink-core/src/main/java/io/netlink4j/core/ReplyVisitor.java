package io.netlink4j.core;

import java.lang.foreign.MemorySegment;

/** Receives the replies to a transmission in the receive buffer, without a copy. */
@FunctionalInterface
public interface ReplyVisitor {
    /**
     * One message that is no acknowledgement.
     *
     * @param index the index of the request that it replies to; -1 if the kernel does not say
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param memory the receive buffer; its content is valid during this call only
     * @param offset where the message's body begins, after its header
     * @param end where the body ends
     */
    void visit(int index, int type, int flags, MemorySegment memory, long offset, long end);
}
