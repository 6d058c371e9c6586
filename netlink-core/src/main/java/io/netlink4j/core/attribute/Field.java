package io.netlink4j.core.attribute;

/**
 * A field of the fixed header of an object, such as {@code ifi_index} of {@code struct ifinfomsg}.
 *
 * @param <T> the type of its value
 * @param name the kernel's name
 * @param offset its offset in bytes from the start of the header
 * @param size its length in bytes
 * @param codec how it is read and written
 */
public record Field<T>(String name, int offset, int size, Codec<T> codec) {}
