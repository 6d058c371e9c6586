package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP_INTR;

import io.netlink4j.core.Answers.State;
import io.netlink4j.core.message.Request;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One run of a dump. Whatever the visitor does, no part of the dump is left unread: the socket would take it for an answer to
 * its next request.
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

    /** Reads the dump to its end and answers whether what the visitor saw is consistent. */
    boolean run(Answers answers, int fd, Request request, int sequence) {
        State state;
        do {
            state = answers.read(fd, request, sequence, this);
            interrupted |= state == State.INTERRUPTED || state == State.LOST;
        } while (!state.isComplete());
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
        return left || !interrupted;
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
