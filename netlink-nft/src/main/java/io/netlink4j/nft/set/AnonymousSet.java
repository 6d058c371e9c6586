package io.netlink4j.nft.set;

import java.util.List;

/**
 * A set without a name that belongs to the rule which looks it up.
 *
 * @param set the set without its elements; its name is {@link #NAME} or {@link #MAP_NAME}
 * @param elements the elements; for a concatenation of ranges, in the order in which the kernel compares them
 */
public record AnonymousSet(NamedSet set, List<SetElement> elements) {
    /** The name of an anonymous set in a request; the kernel puts a number in it. */
    public static final String NAME = "__set%d";

    /** The name of an anonymous map in a request; the kernel puts a number in it. */
    public static final String MAP_NAME = "__map%d";

    /** The name of an anonymous map to objects in a request; the kernel puts a number in it. */
    public static final String OBJECT_MAP_NAME = "__objmap%d";

    /** A set with a copy of {@code elements}. */
    public AnonymousSet {
        elements = List.copyOf(elements);
    }
}
