package io.netlink4j.core.attribute;

/**
 * Something that stays what it is until the object that holds it is sent, and only then becomes a number, in the
 * namespace of the socket that sends it: a link by its name, a namespace by its handle.
 */
public interface Reference {
    /** Stands for every reference whose bytes already say all, such as a name. */
    Reference BY_NAME = () -> 0;

    /** A number that no other handle in this process has or had. */
    long id();
}
