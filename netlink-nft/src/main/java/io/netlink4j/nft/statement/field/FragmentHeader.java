package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.statement.Selector;

/** The header of fragments of IPv6: {@code frag}. */
public final class FragmentHeader extends ExtensionHeader {
    static final FragmentHeader HEADER = new FragmentHeader();

    private FragmentHeader() {
        super("frag", 44);
    }

    /** The offset of the fragment in units of 8 bytes: {@code frag-off}. */
    public Selector fragOff() {
        return number("frag-off", 16, 13);
    }

    /** Whether more fragments follow: 1 or 0. */
    public Selector moreFragments() {
        return number("more-fragments", 31, 1);
    }

    /** The first bits that have no meaning. */
    public Selector reserved() {
        return number("reserved", 8, 8);
    }

    /** The other bits that have no meaning. */
    public Selector reserved2() {
        return number("reserved2", 29, 2);
    }

    /** The number that the fragments of a packet have in common. */
    public Selector id() {
        return number("id", 32, 32);
    }
}
