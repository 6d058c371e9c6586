package io.netlink4j.core;

import java.lang.foreign.MemorySegment;

/** Reads the messages of a dump where they lie in the receive buffer. */
@FunctionalInterface
public interface MessageVisitor {
    /**
     * One message.
     *
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param memory the receive buffer, whose content is another after this call
     * @param offset where the message's body begins, behind its header
     * @param end where it ends
     * @return whether to go on
     */
    boolean visit(int type, int flags, MemorySegment memory, long offset, long end);

    /**
     * The kernel's state changed during the dump, so that it has to begin anew.
     *
     * @return true when all that was visited is forgotten; false where that cannot be, which ends the dump with {@link
     *     io.netlink4j.core.error.NetlinkException.DumpInterrupted}
     */
    default boolean restart() {
        return false;
    }
}
