package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;

/** The header of DCCP. */
public final class Dccp {
    static final Dccp HEADER = new Dccp();

    private static final int HIGHEST = 0xff;

    private Dccp() {}

    /** The source port. */
    public Selector sport() {
        return Fields.of(TransportFields.DCCP_SPORT);
    }

    /** The destination port. */
    public Selector dport() {
        return Fields.of(TransportFields.DCCP_DPORT);
    }

    /** The type of the packet: a number, or {@code "request"} ... */
    public Selector type() {
        return Fields.of(TransportFields.DCCP_TYPE);
    }

    /** The packet has the option with this number: {@code dccp option 1 exists}; since Linux 6.5 and nft 1.0.8. */
    public Match has(int option) {
        return presence(option).oneOf(true);
    }

    /** The packet does not have the option. */
    public Match lacks(int option) {
        return presence(option).oneOf(false);
    }

    private static Selector presence(int option) {
        if (option < 0 || option > HIGHEST) {
            throw new IllegalArgumentException("The number of an option of DCCP is 0 to 255, not " + option + ".");
        }
        return Fields.of(ExtensionFields.dccpOption(option));
    }
}
