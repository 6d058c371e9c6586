package io.netlink4j.rtnl.encap;

import io.netlink4j.core.attribute.Nest;
import java.util.List;

/**
 * An encapsulation without a type in this library.
 *
 * @param type {@code enum lwtunnel_encap_types} of {@code linux/lwtunnel.h}
 * @param attributes its attributes
 */
public record UnknownEncapsulation(int type, Nest attributes) implements Encapsulation {
    private static final List<String> NAMES =
            List.of("0", "mpls", "ip", "ila", "ip6", "seg6", "bpf", "seg6local", "rpl", "ioam6", "xfrm");

    /** The name of the type. */
    @Override
    public String toString() {
        return type >= 0 && type < NAMES.size() ? NAMES.get(type) : Integer.toString(type);
    }
}
