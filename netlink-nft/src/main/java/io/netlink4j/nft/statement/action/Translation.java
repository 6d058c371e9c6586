package io.netlink4j.nft.statement.action;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.NatFlag;

/** A translation to addresses or ports that maps have, or to a network ({@code NFTA_NAT_FLAGS}); for chains of type nat. */
public sealed interface Translation extends Statement permits PortNat, RangeNat, SplitNat {
    /** A copy with this flag, too. */
    Translation with(NatFlag flag);

    /** A copy with random ports. */
    default Translation random() {
        return with(NatFlag.RANDOM);
    }

    /** A copy with unpredictable random ports. */
    default Translation fullyRandom() {
        return with(NatFlag.FULLY_RANDOM);
    }

    /** A copy that uses the same address for all connections of a client. */
    default Translation persistent() {
        return with(NatFlag.PERSISTENT);
    }
}
