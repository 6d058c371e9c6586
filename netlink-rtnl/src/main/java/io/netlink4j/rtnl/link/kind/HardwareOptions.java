package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.array;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import java.util.List;

/**
 * The keys of kinds of hardware, and of kinds that programs make otherwise than by a request ({@code linux/if_link.h}). They have no types of
 * their own: a list yields an {@code UnknownKind}, whose {@code get} and {@code with} take them.
 */
public final class HardwareOptions {
    private static final Schema.Builder TUN_KEYS = Schema.builder("tun");
    /** The user who may attach a program. */
    public static final Attribute<Long> TUN_OWNER = TUN_KEYS.reported(1, "IFLA_TUN_OWNER", U32);
    /** The group of users who may attach a program. */
    public static final Attribute<Long> TUN_GROUP = TUN_KEYS.reported(2, "IFLA_TUN_GROUP", U32);
    /** 1 for IP packets ({@code IFF_TUN}), 2 for Ethernet frames ({@code IFF_TAP}). */
    public static final Attribute<Integer> TUN_TYPE = TUN_KEYS.reported(3, "IFLA_TUN_TYPE", U8);
    /** Whether {@code struct tun_pi} precedes each packet. */
    public static final Attribute<Boolean> TUN_PI = TUN_KEYS.reported(4, "IFLA_TUN_PI", BOOL);
    /** Whether {@code struct virtio_net_hdr} precedes each packet. */
    public static final Attribute<Boolean> TUN_VNET_HDR = TUN_KEYS.reported(5, "IFLA_TUN_VNET_HDR", BOOL);
    /** Whether the link stays when its program ends. */
    public static final Attribute<Boolean> TUN_PERSIST = TUN_KEYS.reported(6, "IFLA_TUN_PERSIST", BOOL);
    /** Whether it may have several queues. */
    public static final Attribute<Boolean> TUN_MULTI_QUEUE = TUN_KEYS.reported(7, "IFLA_TUN_MULTI_QUEUE", BOOL);
    /** The number of queues that are in use, with several. */
    public static final Attribute<Integer> TUN_NUM_QUEUES = TUN_KEYS.reported(8, "IFLA_TUN_NUM_QUEUES", COUNT);
    /** The number of queues that are not in use, with several. */
    public static final Attribute<Integer> TUN_NUM_DISABLED_QUEUES =
            TUN_KEYS.reported(9, "IFLA_TUN_NUM_DISABLED_QUEUES", COUNT);
    /** The schema of the kind {@code tun}: TUN and TAP devices. */
    public static final Schema TUN = TUN_KEYS.build();

    private static final Schema.Builder IPOIB_KEYS = Schema.builder("ipoib");
    /** The partition. */
    public static final Attribute<Integer> IPOIB_PKEY = IPOIB_KEYS.add(1, "IFLA_IPOIB_PKEY", U16);
    /** 0 for datagrams, 1 for connections. */
    public static final Attribute<Integer> IPOIB_MODE = IPOIB_KEYS.add(2, "IFLA_IPOIB_MODE", U16);
    /** Whether user space may join multicast groups. */
    public static final Attribute<Integer> IPOIB_UMCAST = IPOIB_KEYS.add(3, "IFLA_IPOIB_UMCAST", U16);
    /** The schema of the kind {@code ipoib}: IP over InfiniBand. */
    public static final Schema IPOIB = IPOIB_KEYS.build();

    private static final Schema.Builder RMNET_KEYS = Schema.builder("rmnet");
    /** The channel. */
    public static final Attribute<Integer> RMNET_MUX_ID = RMNET_KEYS.add(1, "IFLA_RMNET_MUX_ID", U16);
    /** {@code struct ifla_rmnet_flags}: {@code RMNET_FLAGS_*} and the mask of those to set. */
    public static final Attribute<List<Integer>> RMNET_FLAGS =
            RMNET_KEYS.add(2, "IFLA_RMNET_FLAGS", array(COUNT, Integer.BYTES));
    /** The schema of the kind {@code rmnet}: channels of a modem. */
    public static final Schema RMNET = RMNET_KEYS.build();

    private static final Schema.Builder DSA_KEYS = Schema.builder("dsa");
    /** The link to the processor. */
    public static final Attribute<LinkReference> DSA_CONDUIT = DSA_KEYS.add(1, "IFLA_DSA_CONDUIT", LinkReference.CODEC);
    /** The schema of the kind {@code dsa}: ports of a switch. */
    public static final Schema DSA = DSA_KEYS.build();

    private static final Schema.Builder OVPN_KEYS = Schema.builder("ovpn");
    /** 0 for one peer, 1 for several. */
    public static final Attribute<Integer> OVPN_MODE = OVPN_KEYS.add(1, "IFLA_OVPN_MODE", U8);
    /** The schema of the kind {@code ovpn}: the data of OpenVPN. */
    public static final Schema OVPN = OVPN_KEYS.build();

    private static final Schema.Builder PPP_KEYS = Schema.builder("ppp");
    /** A descriptor of {@code /dev/ppp}. */
    public static final Attribute<Integer> PPP_DEV_FD = PPP_KEYS.requested(1, "IFLA_PPP_DEV_FD", S32);
    /** The schema of the kind {@code ppp}. */
    public static final Schema PPP = PPP_KEYS.build();

    private HardwareOptions() {}
}
