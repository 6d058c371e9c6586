package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Selector;

/** The routing header of IPv6: {@code rt}, and {@code srh} for segment routing. */
public final class RoutingHeader extends ExtensionHeader {
    static final RoutingHeader HEADER = new RoutingHeader();

    private RoutingHeader() {
        super("rt");
    }

    /** The type, 4 for segment routing. */
    public Selector type() {
        return field("type");
    }

    /** The number of addresses that are still to be visited: {@code seg-left}. */
    public Selector segLeft() {
        return field("seg-left");
    }

    /**
     * An address of a header of type 0, from 1 on: {@code rt0 addr[1]}.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Selector address(int index) {
        return address("rt0 addr[" + index + "]", index);
    }

    /** The home address of a header of type 2: {@code rt2 addr}. nft 1.0.6 does not print it. */
    public Selector homeAddress() {
        return address("rt2 addr", 1);
    }

    /** The index of the last segment: {@code srh last-entry}. */
    public Selector lastEntry() {
        return segment("last-entry");
    }

    /** The flags of segment routing: {@code srh flags}. */
    public Selector flags() {
        return segment("flags");
    }

    /** The tag of segment routing: {@code srh tag}. */
    public Selector tag() {
        return segment("tag");
    }

    /**
     * A segment, from 1 on: {@code srh sid[1]}.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Selector segment(int index) {
        return address("srh sid[" + index + "]", index);
    }

    private static Selector segment(String field) {
        return Fields.of(ExtensionFields.named("srh " + field));
    }

    private static Selector address(String text, int index) {
        if (index < 1) {
            throw new IllegalArgumentException("The addresses of a routing header are numbered from 1, not " + index);
        }
        return Fields.of(ExtensionFields.routingAddress(text, index));
    }
}
