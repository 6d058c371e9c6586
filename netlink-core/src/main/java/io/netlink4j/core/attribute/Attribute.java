package io.netlink4j.core.attribute;

/**
 * A typed key: one attribute of one object or nest, as the kernel's headers define it.
 *
 * @param <T> the type of its value
 * @param number the kernel's number, {@code nla_type} without its flags
 * @param name the kernel's name, such as {@code IFLA_MTU}
 * @param codec how its payload is read and written
 * @param access which way it goes
 * @param since the first kernel that has it, such as {@code 5.5}; empty where every supported kernel does
 */
public record Attribute<T>(int number, String name, Codec<T> codec, Access access, String since) {

    /** A key that goes both ways, in every supported kernel. */
    public static <T> Attribute<T> of(int number, String name, Codec<T> codec) {
        return new Attribute<>(number, name, codec, Access.READ_WRITE, "");
    }

    /** The key with another direction. */
    public Attribute<T> access(Access direction) {
        return new Attribute<>(number, name, codec, direction, since);
    }

    /** The key with the first kernel that has it. */
    public Attribute<T> since(String kernel) {
        return new Attribute<>(number, name, codec, access, kernel);
    }

    @Override
    public String toString() {
        return name;
    }
}
