package io.netlink4j.core;

import java.lang.foreign.MemorySegment;

/** Reads the answers to a transmission where they lie in the receive buffer. */
@FunctionalInterface
public interface ReplyVisitor {
    /**
     * One message that is no acknowledgement.
     *
     * @param index which request it answers, or -1 where the kernel does not say
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param memory the receive buffer, whose content is another after this call
     * @param offset where the message's body begins, behind its header
     * @param end where it ends
     */
    void visit(int index, int type, int flags, MemorySegment memory, long offset, long end);
}
