package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;

/** An extension header of IPv6: {@code hbh}, {@code rt}, {@code frag}, {@code dst}, {@code mh}. Only IPv6 packets match. */
public sealed class ExtensionHeader permits FragmentHeader, MobilityHeader, RoutingHeader {
    static final ExtensionHeader HBH = new ExtensionHeader("hbh");
    static final ExtensionHeader DST = new ExtensionHeader("dst");

    private final String name;

    ExtensionHeader(String name) {
        this.name = name;
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
        return Fields.of(ExtensionFields.named("exthdr " + name));
    }

    /** The protocol that follows. */
    public final Selector nexthdr() {
        return field("nexthdr");
    }

    final Selector field(String field) {
        return Fields.of(ExtensionFields.named(name + " " + field));
    }

    /** The length of the header in units of 8 bytes, without the first. In a fragment the bits have no meaning. */
    public final Selector hdrlength() {
        return field(name.equals("frag") ? "reserved" : "hdrlength");
    }
}
