package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.statement.Selector;

/** The header of fragments of IPv6: {@code frag}. */
public final class FragmentHeader extends ExtensionHeader {
    static final FragmentHeader HEADER = new FragmentHeader();

    private FragmentHeader() {
        super("frag");
    }

    /** The offset of the fragment in units of 8 bytes: {@code frag-off}. */
    public Selector fragOff() {
        return field("frag-off");
    }

    /** Whether more fragments follow: 1 or 0. */
    public Selector moreFragments() {
        return field("more-fragments");
    }

    /** The first bits that have no meaning. */
    public Selector reserved() {
        return field("reserved");
    }

    /** The other bits that have no meaning. */
    public Selector reserved2() {
        return field("reserved2");
    }

    /** The number that the fragments of a packet have in common. */
    public Selector id() {
        return field("id");
    }
}
