package io.netlink4j.core.message;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.util.function.Supplier;

/**
 * A message to the kernel.
 *
 * @param type the type of the message
 * @param flags {@code nlmsg_flags}; {@code NLM_F_REQUEST} and the flags that the socket's method needs are added
 * @param body the object of the request
 * @param operation what the request does, to be read after "cannot": {@code add link 'red'}
 */
public record Request(MessageType type, int flags, NetlinkObject<?> body, Supplier<String> operation) {

    /**
     * Appends the message to {@code out}.
     *
     * @throws NetlinkException.NotSupported if an attribute must not be sent to this kernel
     * @throws IllegalArgumentException if an attribute does not fit a message
     */
    public void write(AttributeWriter out, int extraFlags, int sequence) {
        long start = out.skip(MessageHeader.LENGTH);
        try {
            out.put(body);
        } catch (NetlinkException.NotSupported unsent) {
            // The attribute does not know of which object and operation it is a part.
            throw new NetlinkException.NotSupported("cannot " + this + ": " + unsent.getMessage());
        }
        MessageHeader.write(
                out.memory(),
                start,
                out.position() - start,
                type.number(),
                flags | extraFlags | MessageHeader.NLM_F_REQUEST,
                sequence);
    }

    /** The operation on one line. Characters in names that act on a terminal are escaped. */
    @Override
    public String toString() {
        return Printable.of(operation.get());
    }
}
