package io.netlink4j.nft.statement.field;

import static io.netlink4j.nft.match.ExtensionFields.IPV6;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Selector;

/** The routing header of IPv6: {@code rt}, and {@code srh} for segment routing. */
public final class RoutingHeader extends ExtensionHeader {
    static final RoutingHeader HEADER = new RoutingHeader();

    private static final int NUMBER = 43;
    private static final int ADDRESSES = 64;
    private static final int ADDRESS_BITS = 128;

    private RoutingHeader() {
        super("rt", NUMBER);
    }

    /** The type, 4 for segment routing. */
    public Selector type() {
        return number("type", 16, 8);
    }

    /** The number of addresses that are still to be visited: {@code seg-left}. */
    public Selector segLeft() {
        return number("seg-left", 24, 8);
    }

    /**
     * An address of a header of type 0, from 1 on: {@code rt0 addr[1]}.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Selector address(int index) {
        return address("rt0 addr[" + index + "]", place(index));
    }

    /** The home address of a header of type 2: {@code rt2 addr}. nft 1.0.6 does not print it. */
    public Selector homeAddress() {
        return address("rt2 addr", ADDRESSES);
    }

    /** The index of the last segment: {@code srh last-entry}. */
    public Selector lastEntry() {
        return segment("last-entry", 32, 8);
    }

    /** The flags of segment routing: {@code srh flags}. */
    public Selector flags() {
        return segment("flags", 40, 8);
    }

    /** The tag of segment routing: {@code srh tag}. */
    public Selector tag() {
        return segment("tag", 48, 16);
    }

    /**
     * A segment, from 1 on: {@code srh sid[1]}.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Selector segment(int index) {
        return address("srh sid[" + index + "]", place(index));
    }

    private static Selector segment(String field, int first, int width) {
        return Fields.of(ExtensionFields.number("srh " + field, IPV6, NUMBER, first, width));
    }

    private static int place(int index) {
        if (index < 1) {
            throw new IllegalArgumentException("The addresses of a routing header are numbered from 1, not " + index);
        }
        return ADDRESSES + (index - 1) * ADDRESS_BITS;
    }
}
