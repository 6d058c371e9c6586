package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.statement.Selector;

/** The VLAN tag of Ethernet frames. Only frames with a tag match. */
public final class Vlan {
    static final Vlan HEADER = new Vlan();

    private Vlan() {}

    /** The number of the VLAN, 0 to 4095. */
    public Selector id() {
        return Fields.of(NetworkFields.VLAN_ID);
    }

    /** The priority, 0 to 7. */
    public Selector pcp() {
        return Fields.of(NetworkFields.VLAN_PCP);
    }

    /** Whether the frame may be dropped first: 1 or 0. */
    public Selector dei() {
        return Fields.of(NetworkFields.VLAN_DEI);
    }

    /** What follows the tag: a {@link io.netlink4j.nft.packet.FrameType}, {@code "ip"}. */
    public Selector type() {
        return Fields.of(NetworkFields.VLAN_TYPE);
    }
}
