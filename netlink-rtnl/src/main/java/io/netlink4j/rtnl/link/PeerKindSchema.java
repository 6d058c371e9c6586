package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;

/** The attributes of {@code vxcan}, whose links come in pairs. The option is the peer, a link with a header; the kernel never reports it. */
final class PeerKindSchema {
    private static final Schema.Builder VXCAN_KEYS = Schema.builder("vxcan");
    static final Attribute<Link> VXCAN_PEER = VXCAN_KEYS.nest(1, "VXCAN_INFO_PEER", () -> Link.SCHEMA, Link::new);

    /** {@code linux/can/vxcan.h}. */
    static final Schema VXCAN = VXCAN_KEYS.build();

    private PeerKindSchema() {}
}
