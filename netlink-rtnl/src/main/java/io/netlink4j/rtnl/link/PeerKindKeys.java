package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;

/**
 * The attributes of kinds that come in pairs, except {@link Veth}. An option holds the peer, a whole link with a header. The kernel never
 * reports it.
 */
final class PeerKindKeys {
    private static final Schema.Builder NETKIT_KEYS = Schema.builder("netkit");
    static final Attribute<Link> NETKIT_PEER =
            NETKIT_KEYS.nest(1, "IFLA_NETKIT_PEER_INFO", () -> Link.SCHEMA, Link::new);

    private static final Schema.Builder VXCAN_KEYS = Schema.builder("vxcan");
    static final Attribute<Link> VXCAN_PEER = VXCAN_KEYS.nest(1, "VXCAN_INFO_PEER", () -> Link.SCHEMA, Link::new);

    /** {@code IFLA_NETKIT_*} of {@code linux/if_link.h}. */
    static final Schema NETKIT = netkit();
    /** {@code linux/can/vxcan.h}. */
    static final Schema VXCAN = VXCAN_KEYS.build();

    private PeerKindKeys() {}

    private static Schema netkit() {
        NETKIT_KEYS.reported(2, "IFLA_NETKIT_PRIMARY", BOOL);
        NETKIT_KEYS.add(3, "IFLA_NETKIT_POLICY", U32);
        NETKIT_KEYS.add(4, "IFLA_NETKIT_PEER_POLICY", U32);
        NETKIT_KEYS.add(5, "IFLA_NETKIT_MODE", U32);
        NETKIT_KEYS.add(6, "IFLA_NETKIT_SCRUB", U32);
        NETKIT_KEYS.add(7, "IFLA_NETKIT_PEER_SCRUB", U32);
        NETKIT_KEYS.add(8, "IFLA_NETKIT_HEADROOM", U16);
        NETKIT_KEYS.add(9, "IFLA_NETKIT_TAILROOM", U16);
        NETKIT_KEYS.add(10, "IFLA_NETKIT_PAIRING", U32);
        return NETKIT_KEYS.build();
    }
}
