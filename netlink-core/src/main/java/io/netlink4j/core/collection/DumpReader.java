package io.netlink4j.core.collection;

import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP_FILTERED;

import io.netlink4j.core.MessageVisitor;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.object.ObjectDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Decodes the messages of a dump into objects. For a message it allocates only the object and its bytes. */
final class DumpReader<T extends NetlinkObject<T>> implements MessageVisitor {
    private final ObjectDescriptor<T> type;
    private final int created;
    private final int header;
    private final ObjectFilter<T> filter;
    private final T asked;
    private final Predicate<? super T> visitor;
    private final BooleanSupplier restart;
    private boolean left;
    private int parts;

    /**
     * A reader for one dump.
     *
     * @param asked the pattern of the filter with indexes for links
     * @param restart prepares a restart of the dump; returns whether that is possible
     */
    DumpReader(
            ObjectDescriptor<T> type,
            ObjectFilter<T> filter,
            T asked,
            Predicate<? super T> visitor,
            BooleanSupplier restart) {
        this.type = type;
        this.created = type.created().number();
        this.header = type.schema().headerLength();
        this.filter = filter;
        this.asked = asked;
        this.visitor = visitor;
        this.restart = restart;
    }

    /** Whether the visitor ended the dump. */
    boolean isLeft() {
        return left;
    }

    /** Whether more than one datagram had objects. The kernel makes each at one moment. */
    boolean isInParts() {
        return parts > 1;
    }

    @Override
    public boolean visit(int message, int flags, MemorySegment memory, long offset, long end) {
        if (offset == MessageHeader.LENGTH) {
            parts++;
        }
        if (message != created || (end - offset >= header && !filter.mayAccept(asked, memory, offset))) {
            return true;
        }
        T object = type.decode(MessageHeader.body(memory, offset, end));
        if (type.accepts(object) && filter.accepts(asked, object, (flags & NLM_F_DUMP_FILTERED) != 0)) {
            left = !visitor.test(object);
        }
        return !left;
    }

    @Override
    public boolean restart() {
        parts = 0;
        return restart.getAsBoolean();
    }
}
