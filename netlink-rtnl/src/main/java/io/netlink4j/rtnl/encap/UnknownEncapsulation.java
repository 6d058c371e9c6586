package io.netlink4j.rtnl.encap;

import io.netlink4j.core.attribute.Nest;

/**
 * An encapsulation without a type in this library.
 *
 * @param type {@code enum lwtunnel_encap_types} of {@code linux/lwtunnel.h}
 * @param attributes its attributes
 */
public record UnknownEncapsulation(int type, Nest attributes) implements Encapsulation {
    /** The number of the type. */
    @Override
    public String toString() {
        return Integer.toString(type);
    }
}
