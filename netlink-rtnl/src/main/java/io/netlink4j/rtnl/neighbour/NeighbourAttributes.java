package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.route.RouteProtocol;

/**
 * The header and the attributes of a {@link Neighbour}: {@code struct ndmsg} and {@code NDA_*} of {@code linux/neighbour.h}.
 *
 * <pre>
 *   0            1            4             8           10          11         12
 *  +------------+------------+-------------+-----------+-----------+----------+
 *  | ndm_family |  padding   | ndm_ifindex | ndm_state | ndm_flags | ndm_type |
 *  +------------+------------+-------------+-----------+-----------+----------+
 * </pre>
 */
public final class NeighbourAttributes {
    private static final Schema.Builder KEYS = Schema.builder("neighbour", "ndmsg", 12);

    /** A VNI has 24 bits. */
    private static final Codec<Long> NETWORK = CheckedCodecs.range(U32, 0, 0xff_ffff, "a VNI");

    static final Field<Integer> FAMILY = KEYS.field("ndm_family", 0, 1, U8);
    static final Field<Integer> LINK = KEYS.field("ndm_ifindex", 4, 4, S32);
    static final Field<Integer> STATE = KEYS.field("ndm_state", 8, 2, U16);
    static final Field<Integer> FLAGS = KEYS.field("ndm_flags", 10, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("ndm_type", 11, 1, U8);

    /** The address. In a forwarding table: the address of the remote endpoint of the tunnel. */
    public static final Attribute<IpAddress> DST = KEYS.add(1, "NDA_DST", ADDRESS);
    /** The link-layer address. */
    public static final Attribute<MacAddress> LLADDR = KEYS.add(2, "NDA_LLADDR", MAC);
    /** The times of the entry. */
    public static final Attribute<NeighbourCacheInfo> CACHEINFO =
            KEYS.derived(3, "NDA_CACHEINFO", NeighbourCacheInfo.CODEC);
    /** The number of probes. */
    public static final Attribute<Long> PROBES = KEYS.derived(4, "NDA_PROBES", U32);
    /** In a forwarding table: the VLAN. */
    public static final Attribute<Integer> VLAN = KEYS.add(5, "NDA_VLAN", U16);
    /** In a forwarding table: the UDP port of the tunnel. */
    public static final Attribute<Integer> PORT = KEYS.add(6, "NDA_PORT", BE16);
    /** In a forwarding table: the VNI of the remote endpoint of the tunnel. */
    public static final Attribute<Long> VNI = KEYS.add(7, "NDA_VNI", NETWORK);
    /** In a forwarding table: the outgoing link of the tunnel. In a dump request: the link whose neighbours are requested. */
    public static final Attribute<LinkReference> IFINDEX = KEYS.add(8, "NDA_IFINDEX", LinkReference.CODEC);
    /** The master of the link, such as a bridge. */
    public static final Attribute<LinkReference> MASTER = KEYS.add(9, "NDA_MASTER", LinkReference.CODEC);
    /** The namespace of the link in {@link #IFINDEX}. */
    public static final Attribute<Integer> LINK_NETNSID = KEYS.add(10, "NDA_LINK_NETNSID", S32);
    /** In a forwarding table: the VNI of this endpoint. */
    public static final Attribute<Long> SRC_VNI = KEYS.add(11, "NDA_SRC_VNI", NETWORK);
    /** The origin of the entry. */
    public static final Attribute<RouteProtocol> PROTOCOL =
            KEYS.add(Attribute.of(12, "NDA_PROTOCOL", U8.<RouteProtocol>map(RouteProtocol::new, RouteProtocol::number))
                    .since("4.20"));
    /** In a forwarding table: the nexthop object. */
    public static final Attribute<Long> NH_ID =
            KEYS.add(Attribute.of(13, "NDA_NH_ID", U32).since("5.8"));
    /** In a forwarding table of a bridge: which activity of the address is reported, as {@link #ACTIVITY_NOTIFY} and {@link #DONT_REFRESH}. */
    public static final Attribute<Nest> FDB_EXT_ATTRS =
            KEYS.add(14, "NDA_FDB_EXT_ATTRS", nest(() -> NeighbourAttributes.ACTIVITY));
    /** The flags that do not fit into the header. */
    public static final Attribute<Long> FLAGS_EXT =
            KEYS.add(Attribute.of(15, "NDA_FLAGS_EXT", U32).since("5.16"));
    /** In a flush request: the mask of the states to compare. */
    public static final Attribute<Integer> NDM_STATE_MASK = KEYS.requested(16, "NDA_NDM_STATE_MASK", U16);
    /** In a flush request: the mask of the flags to compare. */
    public static final Attribute<Integer> NDM_FLAGS_MASK = KEYS.requested(17, "NDA_NDM_FLAGS_MASK", U8);

    static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder ACTIVITY_KEYS = Schema.builder("FDB activity");

    /** Bits: 1 for events when the address falls silent and speaks again, 2 while it is silent. */
    public static final Attribute<Integer> ACTIVITY_NOTIFY = ACTIVITY_KEYS.add(1, "NFEA_ACTIVITY_NOTIFY", U8);
    /** A replaced entry keeps the time at which it was used. */
    public static final Attribute<Boolean> DONT_REFRESH = ACTIVITY_KEYS.requested(2, "NFEA_DONT_REFRESH", FLAG);

    static final Schema ACTIVITY = ACTIVITY_KEYS.build();

    private NeighbourAttributes() {}
}
