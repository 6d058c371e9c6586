package io.netlink4j.core.message;

import io.netlink4j.core.attribute.Schema;

/**
 * A type of message of one protocol.
 *
 * @param number {@code nlmsg_type}
 * @param name the kernel's name, such as {@code RTM_NEWLINK}
 * @param schema the schema of the bytes after the message header
 */
public record MessageType(int number, String name, Schema schema) {
    @Override
    public String toString() {
        return name;
    }
}
