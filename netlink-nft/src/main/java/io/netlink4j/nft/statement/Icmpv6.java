package io.netlink4j.nft.statement;

import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.packet.Icmpv6Type;

/** Matches on the ICMPv6 header. Only ICMPv6 packets match. */
public final class Icmpv6 {
    static final Icmpv6 HEADER = new Icmpv6();

    private Icmpv6() {}

    /** The type of the message, for other comparisons, sets and maps. */
    public Selector type() {
        return new Selector(Field.ICMPV6_TYPE);
    }

    /** The type of the message is one of these. */
    public Match type(Icmpv6Type first, Icmpv6Type... more) {
        return new Match(
                Field.ICMPV6_TYPE,
                Operands.anyOf(
                        Field.ICMPV6_TYPE, first, more, each -> Operands.number(Field.ICMPV6_TYPE, each.number())));
    }

    /**
     * The code of the message, which refines its type, is {@code code}.
     *
     * @throws IllegalArgumentException if it is not in 0 to 255
     */
    public Match code(int code) {
        return new Match(Field.ICMPV6_CODE, new Operand.One(Operands.number(Field.ICMPV6_CODE, code)));
    }
}
