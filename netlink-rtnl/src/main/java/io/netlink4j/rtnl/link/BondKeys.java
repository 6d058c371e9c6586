package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.indexed;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/**
 * The keys of a bond ({@code IFLA_BOND_*} of {@code linux/if_link.h}). A bond reports all options in every mode and refuses those that its
 * mode does not use ({@code unsuppmodes} in {@code drivers/net/bonding/bond_options.c}).
 */
final class BondKeys {
    private static final int ROUND_ROBIN = 0;
    private static final int ACTIVE_BACKUP = 1;
    private static final int XOR = 2;
    private static final int BROADCAST = 3;
    private static final int LACP = 4;
    private static final int TLB = 5;
    private static final int ALB = 6;

    private static final Schema.Builder KEYS = Schema.builder("bond");
    private static final Attribute<Integer> MODE = KEYS.add(1, "IFLA_BOND_MODE", U8);
    static final Attribute<Integer> ACTIVE_SLAVE = KEYS.add(2, "IFLA_BOND_ACTIVE_SLAVE", S32);
    private static final Attribute<Long> MIIMON = KEYS.add(3, "IFLA_BOND_MIIMON", U32);

    static final Schema BOND = bond();
    static final Schema PORT = port();

    private BondKeys() {}

    private static Schema bond() {
        monitored(4, "IFLA_BOND_UPDELAY");
        monitored(5, "IFLA_BOND_DOWNDELAY");
        KEYS.add(6, "IFLA_BOND_USE_CARRIER", BOOL);
        modes(7, "IFLA_BOND_ARP_INTERVAL", U32, ROUND_ROBIN, ACTIVE_BACKUP, XOR, BROADCAST);
        KEYS.add(8, "IFLA_BOND_ARP_IP_TARGET", indexed(ADDRESS, 0));
        modes(9, "IFLA_BOND_ARP_VALIDATE", U32, ROUND_ROBIN, ACTIVE_BACKUP, XOR, BROADCAST);
        KEYS.add(10, "IFLA_BOND_ARP_ALL_TARGETS", U32);
        modes(11, "IFLA_BOND_PRIMARY", S32, ACTIVE_BACKUP, TLB, ALB);
        modes(12, "IFLA_BOND_PRIMARY_RESELECT", U8, ACTIVE_BACKUP, TLB, ALB);
        KEYS.add(13, "IFLA_BOND_FAIL_OVER_MAC", U8);
        KEYS.add(14, "IFLA_BOND_XMIT_HASH_POLICY", U8);
        KEYS.add(15, "IFLA_BOND_RESEND_IGMP", U32);
        KEYS.add(16, "IFLA_BOND_NUM_PEER_NOTIF", U8);
        KEYS.add(17, "IFLA_BOND_ALL_SLAVES_ACTIVE", BOOL);
        KEYS.add(18, "IFLA_BOND_MIN_LINKS", U32);
        KEYS.add(19, "IFLA_BOND_LP_INTERVAL", U32);
        modes(20, "IFLA_BOND_PACKETS_PER_SLAVE", U32, ROUND_ROBIN);
        modes(21, "IFLA_BOND_AD_LACP_RATE", U8, LACP);
        KEYS.add(22, "IFLA_BOND_AD_SELECT", U8);
        Schema info = info();
        KEYS.add(23, "IFLA_BOND_AD_INFO", nest(() -> info));
        modes(24, "IFLA_BOND_AD_ACTOR_SYS_PRIO", U16, LACP);
        modes(25, "IFLA_BOND_AD_USER_PORT_KEY", U16, LACP);
        modes(26, "IFLA_BOND_AD_ACTOR_SYSTEM", MAC, LACP);
        modes(27, "IFLA_BOND_TLB_DYNAMIC_LB", BOOL, TLB, ALB);
        monitored(28, "IFLA_BOND_PEER_NOTIF_DELAY");
        modes(29, "IFLA_BOND_AD_LACP_ACTIVE", BOOL, LACP);
        modes(30, "IFLA_BOND_MISSED_MAX", U8, ROUND_ROBIN, ACTIVE_BACKUP, XOR, BROADCAST);
        KEYS.add(31, "IFLA_BOND_NS_IP6_TARGET", indexed(ADDRESS, 0));
        modes(32, "IFLA_BOND_COUPLED_CONTROL", BOOL, LACP);
        modes(33, "IFLA_BOND_BROADCAST_NEIGH", BOOL, LACP);
        modes(34, "IFLA_BOND_LACP_STRICT", BOOL, LACP);
        return KEYS.build();
    }

    /** An option that the kernel accepts in some modes only. */
    private static void modes(int number, String name, Codec<?> codec, Integer... modes) {
        List<Integer> accepting = List.of(modes);
        KEYS.add(Attribute.of(number, name, codec)
                .sentIf(bond -> bond.get(MODE).map(accepting::contains).orElse(true)));
    }

    /** A delay. The kernel accepts it only while it monitors the state of the ports. */
    private static void monitored(int number, String name) {
        KEYS.add(Attribute.of(number, name, U32)
                .sentIf(bond -> bond.get(MIIMON).map(interval -> interval != 0).orElse(true)));
    }

    private static Schema info() {
        Schema.Builder keys = Schema.builder("bond aggregator");
        keys.reported(1, "IFLA_BOND_AD_INFO_AGGREGATOR", U16);
        keys.reported(2, "IFLA_BOND_AD_INFO_NUM_PORTS", U16);
        keys.reported(3, "IFLA_BOND_AD_INFO_ACTOR_KEY", U16);
        keys.reported(4, "IFLA_BOND_AD_INFO_PARTNER_KEY", U16);
        keys.reported(5, "IFLA_BOND_AD_INFO_PARTNER_MAC", MAC);
        return keys.build();
    }

    private static Schema port() {
        Schema.Builder keys = Schema.builder("bond port");
        keys.reported(1, "IFLA_BOND_SLAVE_STATE", U8);
        keys.reported(2, "IFLA_BOND_SLAVE_MII_STATUS", U8);
        keys.reported(3, "IFLA_BOND_SLAVE_LINK_FAILURE_COUNT", U32);
        keys.reported(4, "IFLA_BOND_SLAVE_PERM_HWADDR", MAC);
        keys.add(5, "IFLA_BOND_SLAVE_QUEUE_ID", U16);
        keys.reported(6, "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID", U16);
        keys.reported(7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE", U8);
        keys.reported(8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE", U16);
        keys.add(9, "IFLA_BOND_SLAVE_PRIO", S32);
        keys.add(10, "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO", U16);
        keys.reported(11, "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE", U8);
        keys.reported(12, "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE", U8);
        return keys.build();
    }
}
