package io.netlink4j.core.attribute;

/**
 * A value that becomes a number only when its object is sent, in the namespace of the sending socket: a link by its
 * name, a namespace by its handle.
 */
public interface Reference {
    /** Stands for every reference that its bytes describe completely, such as a name. */
    Reference BY_NAME = () -> 0;

    /** A number that is unique in this process and never used again. */
    long id();
}
