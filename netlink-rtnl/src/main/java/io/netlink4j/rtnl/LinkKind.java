package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Nest;

/**
 * The kind of a virtual link with the options of that kind ({@code IFLA_INFO_KIND} and {@code IFLA_INFO_DATA}).
 *
 * {@snippet :
 * switch (link.kind().orElseThrow()) {
 *     case Bridge bridge -> System.out.println("forwards after " + bridge.forwardDelay().orElseThrow());
 *     case Veth veth -> System.out.println("a cable");
 *     case UnknownKind other -> System.out.println("a " + other.kind());
 * }
 * }
 */
public sealed interface LinkKind permits Bridge, UnknownKind, Veth {
    /** The kernel's name for it, such as {@code bridge}. */
    String kind();

    /** The options as attributes. */
    Nest data();

    /** A kind that this library has no type for, without options. */
    static UnknownKind of(String kind) {
        return UnknownKind.of(kind);
    }
}
