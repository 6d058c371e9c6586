package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP_INTR;

import io.netlink4j.core.KernelConnection.State;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a dump. It reads the dump to its end even if the visitor stops or throws: the socket would take the
 * rest for replies to its next request.
 */
final class DumpRun implements MessageVisitor {
    private final MessageVisitor visitor;
    private boolean interrupted;
    private boolean left;
    private @Nullable RuntimeException failure;
    private @Nullable Error error;

    DumpRun(MessageVisitor visitor) {
        this.visitor = visitor;
    }

    /** Whether the visitor saw a consistent state. Throws what the visitor threw. */
    boolean isConsistent(State end) {
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
        return left || !(interrupted || end == State.INTERRUPTED);
    }

    @Override
    public boolean visit(int type, int flags, MemorySegment memory, long offset, long end) {
        interrupted |= (flags & NLM_F_DUMP_INTR) != 0;
        if (!left) {
            try {
                left = !visitor.visit(type, flags, memory, offset, end);
            } catch (RuntimeException e) {
                failure = e;
                left = true;
            } catch (Error e) {
                error = e;
                left = true;
            }
        }
        return true;
    }
}
