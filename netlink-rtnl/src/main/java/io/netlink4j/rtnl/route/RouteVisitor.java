package io.netlink4j.rtnl.route;

import io.netlink4j.core.MessageVisitor;
import io.netlink4j.core.message.MessageHeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Makes routes of the messages of a dump; of a message that is not wanted it makes nothing. */
final class RouteVisitor implements MessageVisitor {
    private final Route asked;
    private final boolean open;
    private final int family;
    private final Predicate<? super Route> visitor;
    private final BooleanSupplier forget;
    private boolean left;

    /**
     * Hands what {@code asked} asks for to {@code visitor}.
     *
     * @param forget what to do when the dump begins anew; answers whether that can be
     */
    RouteVisitor(Route asked, Predicate<? super Route> visitor, BooleanSupplier forget) {
        this.asked = asked;
        this.open = RouteFilter.isOpen(asked);
        this.family = asked.family().number();
        this.visitor = visitor;
        this.forget = forget;
    }

    Route asked() {
        return asked;
    }

    /** Whether the visitor wanted no more. */
    boolean isLeft() {
        return left;
    }

    @Override
    public boolean visit(int type, int flags, MemorySegment memory, long offset, long end) {
        // A kernel without IPv6 answers with the routes of all families that it has.
        if (end - offset < Route.SCHEMA.headerLength()
                || type != Route.NEWROUTE.number()
                || Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, offset)) != family
                || (memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset + RouteAttributes.FLAGS.offset())
                                & RouteFlag.CLONED.bit())
                        != 0) {
            return true;
        }
        byte[] body = new byte[(int) (end - offset)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, body, 0, body.length);
        Route route = Route.DESCRIPTOR.decode(body);
        if (!open && (flags & MessageHeader.NLM_F_DUMP_FILTERED) == 0 && !RouteFilter.matches(asked, route)) {
            return true;
        }
        left = !visitor.test(route);
        return !left;
    }

    @Override
    public boolean restart() {
        return forget.getAsBoolean();
    }
}
