package io.netlink4j.core.message;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Printable;
import java.util.function.Supplier;

/**
 * A message to the kernel.
 *
 * @param type what it asks
 * @param flags {@code nlmsg_flags}; {@code NLM_F_REQUEST} and those that the way of sending needs are added
 * @param body the header and attributes of the object that it is about
 * @param operation what it does and to what, to be read after "cannot": {@code add link 'red'}
 */
public record Request(MessageType type, int flags, NetlinkObject<?> body, Supplier<String> operation) {

    /** Writes the message behind what {@code out} holds. */
    public void write(AttributeWriter out, int extraFlags, int sequence) {
        long start = out.skip(MessageHeader.LENGTH);
        out.put(body);
        MessageHeader.write(
                out.memory(),
                start,
                out.position() - start,
                type.number(),
                flags | extraFlags | MessageHeader.NLM_F_REQUEST,
                sequence);
    }

    /** What it does, on one line: characters in names that act on a terminal are escaped. */
    @Override
    public String toString() {
        return Printable.of(operation.get());
    }
}
