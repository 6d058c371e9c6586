package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.internal.OptionText.link;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.object.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bond of links, its ports ({@code IFLA_BOND_*} of {@code linux/if_link.h}). Some options need a bond that is down or has no ports, and most
 * belong to some modes; the error of the kernel says so.
 *
 * <p>A bond reports all options in every mode, and refuses those that its mode does not use. Those of a listed bond are not sent.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("bond0").kind(Bond.of(Bond.Mode.ACTIVE_BACKUP).linkMonitoring(Duration.ofMillis(100))));
 * rtnl.links().change(Link.named("eth1").master("bond0"));
 * }
 */
public final class Bond extends KnownKind<Bond> {
    /** The port that is used now; the kernel changes it by itself. */
    public static final Attribute<LinkReference> ACTIVE_SLAVE = BondAttributes.ACTIVE_SLAVE;

    /** The kind {@code bond}. */
    public static final KindType<Bond> TYPE = KindType.of("bond", BondAttributes.KEYS, Bond::new);

    private Bond(Content content) {
        super(TYPE, content);
    }

    /** A bond in the default mode of the kernel, {@link Mode#BALANCE_RR}; also for requests that change options. */
    public static Bond defaults() {
        return TYPE.defaults();
    }

    /** A bond in a mode. */
    public static Bond of(Mode mode) {
        return defaults().mode(mode);
    }

    /** The mode ({@code IFLA_BOND_MODE}); empty if it is not set, or for a number that is not known here. */
    public Optional<Mode> mode() {
        return constant(BondAttributes.MODE, Mode.class);
    }

    /** A copy with another mode. The bond has to be down, without ports. */
    public Bond mode(Mode value) {
        return with(BondAttributes.MODE, value.number());
    }

    /** The port that is used now; the kernel changes it by itself ({@code IFLA_BOND_ACTIVE_SLAVE}). */
    public Optional<LinkReference> activePort() {
        return get(BondAttributes.ACTIVE_SLAVE).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with another active port. */
    public Bond activePort(LinkReference link) {
        return with(BondAttributes.ACTIVE_SLAVE, link);
    }

    /** As above, for the link with a name. */
    public Bond activePort(String link) {
        return activePort(LinkReference.of(link));
    }

    /** A copy without an active port: the kernel chooses one ({@code clear_active_slave} of {@code ip link}). */
    public Bond noActivePort() {
        return with(BondAttributes.ACTIVE_SLAVE, LinkReference.of(0));
    }

    /** How often the carrier of the ports is checked; 0 if not at all ({@code IFLA_BOND_MIIMON}). */
    public Optional<Duration> linkMonitoring() {
        return get(BondAttributes.MIIMON);
    }

    /** A copy with another interval in whole milliseconds; 0 turns it off. */
    public Bond linkMonitoring(Duration value) {
        return with(BondAttributes.MIIMON, value);
    }

    /** How long a port must have a carrier before it is used ({@code IFLA_BOND_UPDELAY}). */
    public Optional<Duration> upDelay() {
        return get(BondAttributes.UPDELAY);
    }

    /** A copy with another delay in whole milliseconds. It needs {@link #linkMonitoring(Duration)}. */
    public Bond upDelay(Duration value) {
        return with(BondAttributes.UPDELAY, value);
    }

    /** How long a port without carrier is still used ({@code IFLA_BOND_DOWNDELAY}). */
    public Optional<Duration> downDelay() {
        return get(BondAttributes.DOWNDELAY);
    }

    /** A copy with another delay in whole milliseconds. It needs {@link #linkMonitoring(Duration)}. */
    public Bond downDelay(Duration value) {
        return with(BondAttributes.DOWNDELAY, value);
    }

    /** The time between gratuitous ARP packets after a failover ({@code IFLA_BOND_PEER_NOTIF_DELAY}). */
    public Optional<Duration> peerNotificationDelay() {
        return get(BondAttributes.PEER_NOTIF_DELAY);
    }

    /** A copy with another time in whole milliseconds. It needs {@link #linkMonitoring(Duration)}. */
    public Bond peerNotificationDelay(Duration value) {
        return with(BondAttributes.PEER_NOTIF_DELAY, value);
    }

    /** Whether the carrier is that of the driver and not that of a query ({@code IFLA_BOND_USE_CARRIER}). */
    public Optional<Boolean> useCarrier() {
        return get(BondAttributes.USE_CARRIER);
    }

    /** A copy that uses the carrier of the driver or queries it. */
    public Bond useCarrier(boolean on) {
        return with(BondAttributes.USE_CARRIER, on);
    }

    /** How often the ports are checked with ARP; 0 if not at all ({@code IFLA_BOND_ARP_INTERVAL}). */
    public Optional<Duration> arpInterval() {
        return get(BondAttributes.ARP_INTERVAL);
    }

    /** A copy with another interval in whole milliseconds; 0 turns it off. */
    public Bond arpInterval(Duration value) {
        return with(BondAttributes.ARP_INTERVAL, value);
    }

    /** How many ARP packets a port may miss ({@code IFLA_BOND_MISSED_MAX}). */
    public Optional<Integer> arpMissedMax() {
        return get(BondAttributes.MISSED_MAX);
    }

    /** A copy with another number of ARP packets, 1 to 255. */
    public Bond arpMissedMax(int value) {
        return with(BondAttributes.MISSED_MAX, value);
    }

    /** The IPv4 addresses that ARP asks for ({@code IFLA_BOND_ARP_IP_TARGET}). */
    public Optional<List<IpAddress>> arpTargets() {
        return get(BondAttributes.ARP_IP_TARGET);
    }

    /** A copy with other IPv4 addresses, at most 16. */
    public Bond arpTargets(List<IpAddress> value) {
        return with(BondAttributes.ARP_IP_TARGET, value);
    }

    /** The IPv6 addresses that neighbour discovery asks for ({@code IFLA_BOND_NS_IP6_TARGET}). */
    public Optional<List<IpAddress>> neighbourTargets() {
        return get(BondAttributes.NS_IP6_TARGET);
    }

    /** A copy with other IPv6 addresses, at most 16. */
    public Bond neighbourTargets(List<IpAddress> value) {
        return with(BondAttributes.NS_IP6_TARGET, value);
    }

    /** Which ARP packets count for the state of a port ({@code IFLA_BOND_ARP_VALIDATE}); empty if it is not set, or for a number that is not known here. */
    public Optional<ArpValidate> arpValidate() {
        return constant(BondAttributes.ARP_VALIDATE, ArpValidate.class);
    }

    /** A copy with another choice of ARP packets. */
    public Bond arpValidate(ArpValidate value) {
        return with(BondAttributes.ARP_VALIDATE, value.number());
    }

    /** How many targets must reply ({@code IFLA_BOND_ARP_ALL_TARGETS}); empty if it is not set, or for a number that is not known here. */
    public Optional<ArpTargets> arpAllTargets() {
        return constant(BondAttributes.ARP_ALL_TARGETS, ArpTargets.class);
    }

    /** A copy with another number of targets. */
    public Bond arpAllTargets(ArpTargets value) {
        return with(BondAttributes.ARP_ALL_TARGETS, value.number());
    }

    /** The port that is used while it has a carrier ({@code IFLA_BOND_PRIMARY}). */
    public Optional<LinkReference> primary() {
        return get(BondAttributes.PRIMARY).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with another primary port. */
    public Bond primary(LinkReference link) {
        return with(BondAttributes.PRIMARY, link);
    }

    /** As above, for the link with a name. */
    public Bond primary(String link) {
        return primary(LinkReference.of(link));
    }

    /** When the primary port becomes active again ({@code IFLA_BOND_PRIMARY_RESELECT}); empty if it is not set, or for a number that is not known here. */
    public Optional<PrimaryReselect> primaryReselect() {
        return constant(BondAttributes.PRIMARY_RESELECT, PrimaryReselect.class);
    }

    /** A copy with another choice for the return to the primary port. */
    public Bond primaryReselect(PrimaryReselect value) {
        return with(BondAttributes.PRIMARY_RESELECT, value.number());
    }

    /** Which MAC addresses the ports have ({@code IFLA_BOND_FAIL_OVER_MAC}); empty if it is not set, or for a number that is not known here. */
    public Optional<FailOverMac> failOverMac() {
        return constant(BondAttributes.FAIL_OVER_MAC, FailOverMac.class);
    }

    /** A copy with another choice of MAC addresses. The bond has to be without ports. */
    public Bond failOverMac(FailOverMac value) {
        return with(BondAttributes.FAIL_OVER_MAC, value.number());
    }

    /** What selects the port of a packet ({@code IFLA_BOND_XMIT_HASH_POLICY}); empty if it is not set, or for a number that is not known here. */
    public Optional<HashPolicy> transmitHashPolicy() {
        return constant(BondAttributes.XMIT_HASH_POLICY, HashPolicy.class);
    }

    /** A copy with another selection of the port of a packet. */
    public Bond transmitHashPolicy(HashPolicy value) {
        return with(BondAttributes.XMIT_HASH_POLICY, value.number());
    }

    /** How many IGMP reports follow a failover ({@code IFLA_BOND_RESEND_IGMP}). */
    public Optional<Integer> resendIgmp() {
        return get(BondAttributes.RESEND_IGMP);
    }

    /** A copy with another number of IGMP reports, 0 to 255. */
    public Bond resendIgmp(int value) {
        return with(BondAttributes.RESEND_IGMP, value);
    }

    /** How many gratuitous ARP packets follow a failover ({@code IFLA_BOND_NUM_PEER_NOTIF}). */
    public Optional<Integer> peerNotifications() {
        return get(BondAttributes.NUM_PEER_NOTIF);
    }

    /** A copy with another number of gratuitous ARP packets, 0 to 255. */
    public Bond peerNotifications(int value) {
        return with(BondAttributes.NUM_PEER_NOTIF, value);
    }

    /** Whether packets that arrive at inactive ports are kept ({@code IFLA_BOND_ALL_SLAVES_ACTIVE}). */
    public Optional<Boolean> allPortsActive() {
        return get(BondAttributes.ALL_SLAVES_ACTIVE);
    }

    /** A copy that keeps packets of inactive ports or drops them. */
    public Bond allPortsActive(boolean on) {
        return with(BondAttributes.ALL_SLAVES_ACTIVE, on);
    }

    /** How many active ports the bond needs for a carrier ({@code IFLA_BOND_MIN_LINKS}). */
    public Optional<Long> minimumPorts() {
        return get(BondAttributes.MIN_LINKS);
    }

    /** A copy with another number of ports, an unsigned 32-bit number. */
    public Bond minimumPorts(long value) {
        return with(BondAttributes.MIN_LINKS, value);
    }

    /** The time between learning packets to each switch ({@code IFLA_BOND_LP_INTERVAL}). */
    public Optional<Duration> learningInterval() {
        return get(BondAttributes.LP_INTERVAL);
    }

    /** A copy with another time in whole seconds, at least 1. */
    public Bond learningInterval(Duration value) {
        return with(BondAttributes.LP_INTERVAL, value);
    }

    /** How many packets a port sends before the next one does; 0 for a random port ({@code IFLA_BOND_PACKETS_PER_SLAVE}). */
    public Optional<Integer> packetsPerPort() {
        return get(BondAttributes.PACKETS_PER_SLAVE);
    }

    /** A copy with another number of packets, 0 to 65535. */
    public Bond packetsPerPort(int value) {
        return with(BondAttributes.PACKETS_PER_SLAVE, value);
    }

    /** Whether the bond begins to send LACP packets ({@code IFLA_BOND_AD_LACP_ACTIVE}). */
    public Optional<Boolean> lacpActive() {
        return get(BondAttributes.AD_LACP_ACTIVE);
    }

    /** A copy that begins to send LACP packets or only replies. */
    public Bond lacpActive(boolean on) {
        return with(BondAttributes.AD_LACP_ACTIVE, on);
    }

    /** How often the partner is asked to send LACP packets ({@code IFLA_BOND_AD_LACP_RATE}); empty if it is not set, or for a number that is not known here. */
    public Optional<LacpRate> lacpRate() {
        return constant(BondAttributes.AD_LACP_RATE, LacpRate.class);
    }

    /** A copy with another rate of LACP packets. The bond has to be down. */
    public Bond lacpRate(LacpRate value) {
        return with(BondAttributes.AD_LACP_RATE, value.number());
    }

    /** Which aggregator is used ({@code IFLA_BOND_AD_SELECT}); empty if it is not set, or for a number that is not known here. */
    public Optional<AggregatorSelection> aggregatorSelection() {
        return constant(BondAttributes.AD_SELECT, AggregatorSelection.class);
    }

    /** A copy with another selection of the aggregator. The bond has to be down. */
    public Bond aggregatorSelection(AggregatorSelection value) {
        return with(BondAttributes.AD_SELECT, value.number());
    }

    /** The priority of this system in LACP ({@code IFLA_BOND_AD_ACTOR_SYS_PRIO}). */
    public Optional<Integer> actorSystemPriority() {
        return get(BondAttributes.AD_ACTOR_SYS_PRIO);
    }

    /** A copy with another priority of this system, 1 to 65535. */
    public Bond actorSystemPriority(int value) {
        return with(BondAttributes.AD_ACTOR_SYS_PRIO, value);
    }

    /** The upper 10 bits of the port key in LACP ({@code IFLA_BOND_AD_USER_PORT_KEY}). */
    public Optional<Integer> userPortKey() {
        return get(BondAttributes.AD_USER_PORT_KEY);
    }

    /** A copy with another upper part of the port key, 0 to 1023. The bond has to be down. */
    public Bond userPortKey(int value) {
        return with(BondAttributes.AD_USER_PORT_KEY, value);
    }

    /** The address of this system in LACP ({@code IFLA_BOND_AD_ACTOR_SYSTEM}). */
    public Optional<MacAddress> actorSystem() {
        return get(BondAttributes.AD_ACTOR_SYSTEM);
    }

    /** A copy with another address of this system. */
    public Bond actorSystem(MacAddress value) {
        return with(BondAttributes.AD_ACTOR_SYSTEM, value);
    }

    /** Whether flows move to other ports by their load ({@code IFLA_BOND_TLB_DYNAMIC_LB}). */
    public Optional<Boolean> dynamicLoadBalancing() {
        return get(BondAttributes.TLB_DYNAMIC_LB);
    }

    /** A copy that moves flows by their load or keeps them. */
    public Bond dynamicLoadBalancing(boolean on) {
        return with(BondAttributes.TLB_DYNAMIC_LB, on);
    }

    /** Whether collecting and distributing begin together in LACP, since Linux 6.9 ({@code IFLA_BOND_COUPLED_CONTROL}). */
    public Optional<Boolean> coupledControl() {
        return get(BondAttributes.COUPLED_CONTROL);
    }

    /** A copy that couples collecting and distributing or does not. The bond has to be down. */
    public Bond coupledControl(boolean on) {
        return with(BondAttributes.COUPLED_CONTROL, on);
    }

    /** Whether ARP and neighbour discovery are sent through all ports, since Linux 6.17 ({@code IFLA_BOND_BROADCAST_NEIGH}). */
    public Optional<Boolean> broadcastNeighbour() {
        return get(BondAttributes.BROADCAST_NEIGH);
    }

    /** A copy that sends ARP and neighbour discovery through all ports or does not. */
    public Bond broadcastNeighbour(boolean on) {
        return with(BondAttributes.BROADCAST_NEIGH, on);
    }

    /** Whether the bond has no carrier without a partner, since Linux 7.1 ({@code IFLA_BOND_LACP_STRICT}). */
    public Optional<Boolean> lacpStrict() {
        return get(BondAttributes.LACP_STRICT);
    }

    /** A copy that has no carrier without a partner or has one. */
    public Bond lacpStrict(boolean on) {
        return with(BondAttributes.LACP_STRICT, on);
    }

    /** The aggregator that is in use, in mode {@link Mode#LACP} ({@code IFLA_BOND_AD_INFO}). */
    public Optional<BondAggregator> aggregator() {
        return get(BondAttributes.AD_INFO).map(BondAggregator::of);
    }

    /** How the ports are used ({@code BOND_MODE_*} of {@code linux/if_bonding.h}). */
    public enum Mode implements Numbered {
        /** One after the other. */
        BALANCE_RR(0, "balance-rr"),
        /** One; the others are backups. */
        ACTIVE_BACKUP(1, "active-backup"),
        /** By a hash of the packet. */
        BALANCE_XOR(2, "balance-xor"),
        /** All at once. */
        BROADCAST(3, "broadcast"),
        /** As a link aggregation, IEEE 802.3ad. */
        LACP(4, "802.3ad"),
        /** By load, for sent packets. */
        BALANCE_TLB(5, "balance-tlb"),
        /** By load, for sent and received packets. */
        BALANCE_ALB(6, "balance-alb");

        private final int number;
        private final String word;

        Mode(int number, String word) {
            this.number = number;
            this.word = word;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** Which ARP packets count ({@code arp_validate}). */
    public enum ArpValidate implements Numbered {
        /** All packets count. */
        NONE(0),
        /** Valid ARP replies, for the active port. */
        ACTIVE(1),
        /** Valid ARP requests, for backup ports. */
        BACKUP(2),
        /** Both. */
        ALL(3),
        /** ARP packets, for all ports. */
        FILTER(4),
        /** ARP packets for all, valid ones for the active port. */
        FILTER_ACTIVE(5),
        /** ARP packets for all, valid ones for backup ports. */
        FILTER_BACKUP(6);

        private final int number;

        ArpValidate(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** How many targets must reply ({@code arp_all_targets}). */
    public enum ArpTargets implements Numbered {
        /** One. */
        ANY(0),
        /** All. */
        ALL(1);

        private final int number;

        ArpTargets(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** When the primary port becomes active again ({@code primary_reselect}). */
    public enum PrimaryReselect implements Numbered {
        /** When it has a carrier. */
        ALWAYS(0),
        /** When it is faster. */
        BETTER(1),
        /** When the active port fails. */
        FAILURE(2);

        private final int number;

        PrimaryReselect(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** Which MAC addresses the ports have ({@code fail_over_mac}). */
    public enum FailOverMac implements Numbered {
        /** All have that of the bond. */
        NONE(0),
        /** The bond has that of the active port. */
        ACTIVE(1),
        /** The active port has that of the bond. */
        FOLLOW(2);

        private final int number;

        FailOverMac(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** What selects the port of a packet ({@code BOND_XMIT_POLICY_*} of {@code linux/if_bonding.h}). */
    public enum HashPolicy implements Numbered {
        /** MAC addresses. */
        LAYER_2(0, "layer2"),
        /** IP addresses and ports. */
        LAYER_3_4(1, "layer3+4"),
        /** MAC and IP addresses. */
        LAYER_2_3(2, "layer2+3"),
        /** MAC addresses and inner IP addresses. */
        ENCAPSULATED_2_3(3, "encap2+3"),
        /** Inner IP addresses and ports. */
        ENCAPSULATED_3_4(4, "encap3+4"),
        /** VLAN and source MAC address. */
        VLAN_SOURCE_MAC(5, "vlan+srcmac");

        private final int number;
        private final String word;

        HashPolicy(int number, String word) {
            this.number = number;
            this.word = word;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How often LACP packets are sent ({@code lacp_rate}). */
    public enum LacpRate implements Numbered {
        /** Every 30 seconds. */
        SLOW(0),
        /** Every second. */
        FAST(1);

        private final int number;

        LacpRate(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** Which aggregator is used ({@code ad_select}). */
    public enum AggregatorSelection implements Numbered {
        /** The first, as long as it has ports. */
        STABLE(0, "stable"),
        /** The one with the largest bandwidth. */
        BANDWIDTH(1, "bandwidth"),
        /** The one with the most ports. */
        COUNT(2, "count"),
        /** The one whose ports have the highest priority, since Linux 6.18. */
        PRIORITY(3, "actor_port_prio");

        private final int number;
        private final String word;

        AggregatorSelection(int number, String word) {
            this.number = number;
            this.word = word;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
