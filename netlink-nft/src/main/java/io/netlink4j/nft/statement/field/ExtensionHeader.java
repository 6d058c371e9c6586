package io.netlink4j.nft.statement.field;

import static io.netlink4j.nft.match.ExtensionFields.IPV6;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;

/** An extension header of IPv6: {@code hbh}, {@code rt}, {@code frag}, {@code dst}, {@code mh}. Only IPv6 packets match. */
public sealed class ExtensionHeader permits FragmentHeader, MobilityHeader, RoutingHeader {
    static final ExtensionHeader HBH = new ExtensionHeader("hbh", 0);
    static final ExtensionHeader DST = new ExtensionHeader("dst", 60);

    private final String name;
    private final int number;

    ExtensionHeader(String name, int number) {
        this.name = name;
        this.number = number;
    }

    /** The packet has this header: {@code exthdr hbh exists}. */
    public final Match exists() {
        return presence().oneOf(true);
    }

    /** The packet does not have this header. */
    public final Match missing() {
        return presence().oneOf(false);
    }

    private Selector presence() {
        return Fields.of(ExtensionFields.presence("exthdr " + name, IPV6, number));
    }

    /** The protocol that follows. */
    public final Selector nexthdr() {
        return Fields.of(ExtensionFields.protocol(name + " nexthdr", number));
    }

    final Selector number(String field, int first, int width) {
        return Fields.of(ExtensionFields.number(name + " " + field, IPV6, number, first, width));
    }

    final Selector address(String field, int first) {
        return Fields.of(ExtensionFields.address(field, IPV6, number, first));
    }

    /** The length of the header in units of 8 bytes, without the first. In a fragment the bits have no meaning. */
    public final Selector hdrlength() {
        return number("hdrlength", 8, 8);
    }
}
