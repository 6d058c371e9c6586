package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.MILLISECONDS;
import static io.netlink4j.core.attribute.Codecs.SECONDS;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.indexed;
import static io.netlink4j.core.attribute.Codecs.nest;
import static io.netlink4j.rtnl.internal.OptionText.bit;
import static io.netlink4j.rtnl.internal.OptionText.link;
import static io.netlink4j.rtnl.internal.OptionText.toggle;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes of a {@link Bond} ({@code IFLA_BOND_*} of {@code linux/if_link.h}), in the order of {@code ip}. A bond reports all options in every mode, and
 * refuses those that its mode does not use.
 */
final class BondAttributes {
    static final KindSchema KEYS = KindSchema.of("bond");
    static final Attribute<Integer> MODE = KEYS.add(1, "IFLA_BOND_MODE", U8, Numbered.word("mode", Bond.Mode.class));
    static final Attribute<LinkReference> ACTIVE_SLAVE =
            KEYS.add(2, "IFLA_BOND_ACTIVE_SLAVE", LinkReference.CODEC, link("active_slave"));

    static final Attribute<Duration> MIIMON = KEYS.add(3, "IFLA_BOND_MIIMON", MILLISECONDS, milliseconds("miimon"));
    static final Attribute<Duration> UPDELAY = KEYS.add(
            Attribute.of(4, "IFLA_BOND_UPDELAY", MILLISECONDS).sentIf(BondAttributes::isMonitored),
            milliseconds("updelay"));
    static final Attribute<Duration> DOWNDELAY = KEYS.add(
            Attribute.of(5, "IFLA_BOND_DOWNDELAY", MILLISECONDS).sentIf(BondAttributes::isMonitored),
            milliseconds("downdelay"));
    static final Attribute<Duration> PEER_NOTIF_DELAY = KEYS.add(
            Attribute.of(28, "IFLA_BOND_PEER_NOTIF_DELAY", MILLISECONDS).sentIf(BondAttributes::isMonitored),
            milliseconds("peer_notify_delay"));
    static final Attribute<Boolean> USE_CARRIER = KEYS.add(6, "IFLA_BOND_USE_CARRIER", BOOL, bit("use_carrier"));
    static final Attribute<Duration> ARP_INTERVAL = KEYS.add(
            Attribute.of(7, "IFLA_BOND_ARP_INTERVAL", MILLISECONDS)
                    .sentIf(in(
                            Bond.Mode.BALANCE_RR, Bond.Mode.ACTIVE_BACKUP, Bond.Mode.BALANCE_XOR, Bond.Mode.BROADCAST)),
            milliseconds("arp_interval"));
    static final Attribute<Integer> MISSED_MAX = KEYS.add(
            Attribute.of(30, "IFLA_BOND_MISSED_MAX", CheckedCodecs.range(U8, 1, 255, "a number of ARP packets"))
                    .sentIf(in(
                            Bond.Mode.BALANCE_RR, Bond.Mode.ACTIVE_BACKUP, Bond.Mode.BALANCE_XOR, Bond.Mode.BROADCAST)),
            word("arp_missed_max"));
    static final Attribute<List<IpAddress>> ARP_IP_TARGET = KEYS.add(
            8,
            "IFLA_BOND_ARP_IP_TARGET",
            indexed(CheckedCodecs.address(Ipv4Address.class), 0),
            targets("arp_ip_target"));
    static final Attribute<List<IpAddress>> NS_IP6_TARGET = KEYS.add(
            31,
            "IFLA_BOND_NS_IP6_TARGET",
            indexed(CheckedCodecs.address(Ipv6Address.class), 0),
            targets("ns_ip6_target"));
    static final Attribute<Integer> ARP_VALIDATE = KEYS.add(
            Attribute.of(9, "IFLA_BOND_ARP_VALIDATE", COUNT)
                    .sentIf(in(
                            Bond.Mode.BALANCE_RR, Bond.Mode.ACTIVE_BACKUP, Bond.Mode.BALANCE_XOR, Bond.Mode.BROADCAST)),
            Numbered.word("arp_validate", Bond.ArpValidate.class));
    static final Attribute<Integer> ARP_ALL_TARGETS =
            KEYS.add(10, "IFLA_BOND_ARP_ALL_TARGETS", COUNT, Numbered.word("arp_all_targets", Bond.ArpTargets.class));
    static final Attribute<LinkReference> PRIMARY = KEYS.add(
            Attribute.of(11, "IFLA_BOND_PRIMARY", LinkReference.CODEC)
                    .sentIf(in(Bond.Mode.ACTIVE_BACKUP, Bond.Mode.BALANCE_TLB, Bond.Mode.BALANCE_ALB)),
            link("primary"));
    static final Attribute<Integer> PRIMARY_RESELECT = KEYS.add(
            Attribute.of(12, "IFLA_BOND_PRIMARY_RESELECT", U8)
                    .sentIf(in(Bond.Mode.ACTIVE_BACKUP, Bond.Mode.BALANCE_TLB, Bond.Mode.BALANCE_ALB)),
            Numbered.word("primary_reselect", Bond.PrimaryReselect.class));
    static final Attribute<Integer> FAIL_OVER_MAC =
            KEYS.add(13, "IFLA_BOND_FAIL_OVER_MAC", U8, Numbered.word("fail_over_mac", Bond.FailOverMac.class));
    static final Attribute<Integer> XMIT_HASH_POLICY =
            KEYS.add(14, "IFLA_BOND_XMIT_HASH_POLICY", U8, Numbered.word("xmit_hash_policy", Bond.HashPolicy.class));
    static final Attribute<Integer> RESEND_IGMP = KEYS.add(
            15,
            "IFLA_BOND_RESEND_IGMP",
            CheckedCodecs.range(COUNT, 0, 255, "a number of reports"),
            word("resend_igmp"));
    static final Attribute<Integer> NUM_PEER_NOTIF = KEYS.add(
            16,
            "IFLA_BOND_NUM_PEER_NOTIF",
            CheckedCodecs.range(U8, 0, 255, "a number of notifications"),
            word("num_grat_arp"));
    static final Attribute<Boolean> ALL_SLAVES_ACTIVE =
            KEYS.add(17, "IFLA_BOND_ALL_SLAVES_ACTIVE", BOOL, bit("all_slaves_active"));
    static final Attribute<Boolean> LACP_STRICT =
            KEYS.add(Attribute.of(34, "IFLA_BOND_LACP_STRICT", BOOL).sentIf(in(Bond.Mode.LACP)), toggle("lacp_strict"));
    static final Attribute<Long> MIN_LINKS = KEYS.add(18, "IFLA_BOND_MIN_LINKS", U32, word("min_links"));
    static final Attribute<Duration> LP_INTERVAL =
            KEYS.add(19, "IFLA_BOND_LP_INTERVAL", SECONDS, seconds("lp_interval"));
    static final Attribute<Integer> PACKETS_PER_SLAVE = KEYS.add(
            Attribute.of(20, "IFLA_BOND_PACKETS_PER_SLAVE", CheckedCodecs.range(COUNT, 0, 65535, "a number of packets"))
                    .sentIf(in(Bond.Mode.BALANCE_RR)),
            word("packets_per_slave"));
    static final Attribute<Boolean> AD_LACP_ACTIVE = KEYS.add(
            Attribute.of(29, "IFLA_BOND_AD_LACP_ACTIVE", BOOL).sentIf(in(Bond.Mode.LACP)), toggle("lacp_active"));
    static final Attribute<Integer> AD_LACP_RATE = KEYS.add(
            Attribute.of(21, "IFLA_BOND_AD_LACP_RATE", U8).sentIf(in(Bond.Mode.LACP)),
            Numbered.word("lacp_rate", Bond.LacpRate.class));
    static final Attribute<Boolean> COUPLED_CONTROL = KEYS.add(
            Attribute.of(32, "IFLA_BOND_COUPLED_CONTROL", BOOL).sentIf(in(Bond.Mode.LACP)), toggle("coupled_control"));
    static final Attribute<Boolean> BROADCAST_NEIGH = KEYS.add(
            Attribute.of(33, "IFLA_BOND_BROADCAST_NEIGH", BOOL).sentIf(in(Bond.Mode.LACP)),
            toggle("broadcast_neighbor"));
    static final Attribute<Integer> AD_SELECT =
            KEYS.add(22, "IFLA_BOND_AD_SELECT", U8, Numbered.word("ad_select", Bond.AggregatorSelection.class));
    static final Attribute<Nest> AD_INFO = KEYS.add(
            Attribute.of(23, "IFLA_BOND_AD_INFO", nest(() -> BondAggregator.SCHEMA))
                    .access(Access.READ_ONLY),
            BondAggregator::text);
    static final Attribute<Integer> AD_ACTOR_SYS_PRIO = KEYS.add(
            Attribute.of(24, "IFLA_BOND_AD_ACTOR_SYS_PRIO", CheckedCodecs.range(U16, 1, 65535, "a priority"))
                    .sentIf(in(Bond.Mode.LACP)),
            word("ad_actor_sys_prio"));
    static final Attribute<Integer> AD_USER_PORT_KEY = KEYS.add(
            Attribute.of(25, "IFLA_BOND_AD_USER_PORT_KEY", CheckedCodecs.range(U16, 0, 1023, "a port key"))
                    .sentIf(in(Bond.Mode.LACP)),
            word("ad_user_port_key"));
    static final Attribute<MacAddress> AD_ACTOR_SYSTEM = KEYS.add(
            Attribute.of(26, "IFLA_BOND_AD_ACTOR_SYSTEM", MAC).sentIf(in(Bond.Mode.LACP)), word("ad_actor_system"));
    static final Attribute<Boolean> TLB_DYNAMIC_LB = KEYS.add(
            Attribute.of(27, "IFLA_BOND_TLB_DYNAMIC_LB", BOOL).sentIf(in(Bond.Mode.BALANCE_TLB, Bond.Mode.BALANCE_ALB)),
            bit("tlb_dynamic_lb"));

    private BondAttributes() {}

    /** An option that the kernel accepts in some modes only. */
    private static Predicate<Nest> in(Bond.Mode... modes) {
        List<Integer> accepting = Stream.of(modes).map(Bond.Mode::number).toList();
        return bond -> bond.get(MODE).map(accepting::contains).orElse(true);
    }

    /** The kernel accepts delays only while it monitors the carrier of the ports. */
    private static boolean isMonitored(Nest bond) {
        return bond.get(MIIMON).map(interval -> !interval.isZero()).orElse(true);
    }

    private static Function<Duration, String> milliseconds(String name) {
        return time -> name + " " + time.toMillis();
    }

    private static Function<Duration, String> seconds(String name) {
        return time -> name + " " + time.toSeconds();
    }

    private static Function<List<IpAddress>, String> targets(String name) {
        return addresses -> addresses.isEmpty()
                ? ""
                : name + " " + addresses.stream().map(IpAddress::toString).collect(Collectors.joining(","));
    }
}
