package io.netlink4j.core.message;

import io.netlink4j.core.attribute.Schema;
import java.util.List;

/**
 * A type of message of one protocol.
 *
 * @param number {@code nlmsg_type}; a number that the kernel gives at run time is asked for before the protocol is made
 * @param name the kernel's name, such as {@code RTM_NEWLINK}
 * @param schemas what may follow the message header
 * @param selector selects one of the schemas
 */
public record MessageType(int number, String name, List<Schema> schemas, SchemaSelector selector) {

    /** Selects the schema of a message, where messages with one number have several. */
    @FunctionalInterface
    public interface SchemaSelector {
        /**
         * The schema of a message.
         *
         * @param isRequest whether the message goes to the kernel ({@code NLM_F_REQUEST})
         * @param firstByte the first byte of the body: a family, or a command of generic netlink; 0 where the body is empty
         */
        Schema select(boolean isRequest, int firstByte);
    }

    /** A message whose body always has one schema. */
    public MessageType(int number, String name, Schema schema) {
        this(number, name, List.of(schema), (isRequest, firstByte) -> schema);
    }

    /** What follows the message header of a message. */
    public Schema schema(boolean isRequest, int firstByte) {
        return selector.select(isRequest, firstByte);
    }

    @Override
    public String toString() {
        return name;
    }
}
