package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Nest;

/**
 * The kind of a virtual link with the options of that kind ({@code IFLA_INFO_KIND} and {@code IFLA_INFO_DATA}): a {@link KnownKind} such as
 * {@link Bridge} or {@link Vlan}, or an {@code UnknownKind}. Later releases add types for more kinds, so end a {@code switch} with {@code
 * default}.
 *
 * {@snippet :
 * LinkKind kind = link.kind().orElseThrow();
 * switch (kind) {
 *     case Bridge bridge -> System.out.println("forwards after " + bridge.forwardDelay().orElseThrow());
 *     case Veth veth -> System.out.println("a cable");
 *     default -> System.out.println("a " + kind.kind());
 * }
 * }
 */
public interface LinkKind {
    /** The name of the kernel, such as {@code bridge}. */
    String kind();

    /** The options as attributes. */
    Nest data();
}
