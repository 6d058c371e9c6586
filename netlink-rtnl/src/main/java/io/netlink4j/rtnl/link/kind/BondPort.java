package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;
import java.util.function.Function;

/** The options of a link as a port of a {@link Bond} ({@code IFLA_BOND_SLAVE_*} of {@code linux/if_link.h}). */
public final class BondPort extends NetlinkObject<BondPort> {
    private static final KindSchema KEYS = KindSchema.of("bond port");
    private static final String[] STATES = {"ACTIVE", "BACKUP"};
    private static final String[] MONITORED = {"UP", "GOING_DOWN", "DOWN", "GOING_BACK"};

    /** The state: 0 active, 1 backup. */
    public static final Attribute<Integer> STATE = reported(1, "IFLA_BOND_SLAVE_STATE", U8, known("state", STATES));
    /** The state of the carrier: 0 up, 1 going down, 2 down, 3 coming back. */
    public static final Attribute<Integer> MII_STATUS =
            reported(2, "IFLA_BOND_SLAVE_MII_STATUS", U8, known("mii_status", MONITORED));
    /** How often the carrier was lost. */
    public static final Attribute<Long> LINK_FAILURE_COUNT =
            reported(3, "IFLA_BOND_SLAVE_LINK_FAILURE_COUNT", U32, word("link_failure_count"));
    /** The address that the link had before it became a port. */
    public static final Attribute<MacAddress> PERM_HWADDR =
            reported(4, "IFLA_BOND_SLAVE_PERM_HWADDR", MAC, word("perm_hwaddr"));
    /** The queue of the bond that belongs to the port; 0 for none. */
    public static final Attribute<Integer> QUEUE_ID = KEYS.add(5, "IFLA_BOND_SLAVE_QUEUE_ID", U16, word("queue_id"));
    /** The preference as active port, a signed number. */
    public static final Attribute<Integer> PRIO = KEYS.add(9, "IFLA_BOND_SLAVE_PRIO", S32, word("prio"));
    /** The number of the aggregator in LACP. */
    public static final Attribute<Integer> AD_AGGREGATOR_ID =
            reported(6, "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID", U16, word("ad_aggregator_id"));
    /** The state of this system in LACP, as bits. */
    public static final Attribute<Integer> AD_ACTOR_OPER_PORT_STATE =
            reported(7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE", U8, word("ad_actor_oper_port_state"));
    /** The state of the partner in LACP, as bits. */
    public static final Attribute<Integer> AD_PARTNER_OPER_PORT_STATE =
            reported(8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE", U16, word("ad_partner_oper_port_state"));
    /** The priority of the port in LACP. */
    public static final Attribute<Integer> ACTOR_PORT_PRIO =
            KEYS.add(Attribute.of(10, "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO", U16).since("6.18"), word("actor_port_prio"));
    /** The state of the churn machine of this system. */
    public static final Attribute<Integer> AD_CHURN_ACTOR_STATE = KEYS.add(
            Attribute.of(11, "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE", U8).access(Access.READ_ONLY));
    /** The state of the churn machine of the partner. */
    public static final Attribute<Integer> AD_CHURN_PARTNER_STATE = KEYS.add(
            Attribute.of(12, "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE", U8).access(Access.READ_ONLY));

    /** A port of a {@code bond}. */
    public static final KindType<BondPort> TYPE = KindType.of("bond", KEYS, BondPort::new);

    private BondPort(Content content) {
        super(content);
    }

    /** Empty port options. A request changes only what is set. */
    public static BondPort defaults() {
        return TYPE.defaults();
    }

    private static <T> Attribute<T> reported(
            int number, String name, Codec<T> codec, Function<? super T, String> text) {
        return KEYS.add(Attribute.of(number, name, codec).access(Access.READ_ONLY), text);
    }

    private static Function<Integer, String> known(String name, String[] words) {
        return state -> name + " " + (state < words.length ? words[state] : state.toString());
    }

    /** Whether it is the active port, or one of them; empty for a port that was not read. */
    public Optional<Boolean> isActive() {
        return get(STATE).map(state -> state == 0);
    }

    /** The queue of the bond that belongs to the port; 0 for none ({@code IFLA_BOND_SLAVE_QUEUE_ID}). */
    public Optional<Integer> queueId() {
        return get(QUEUE_ID);
    }

    /** A copy with another queue of 1 to 65535, or 0 for none. */
    public BondPort queueId(int queue) {
        return with(QUEUE_ID, queue);
    }

    /** The preference as active port, the highest first ({@code IFLA_BOND_SLAVE_PRIO}), since Linux 6.0. */
    public Optional<Integer> priority() {
        return get(PRIO);
    }

    /** A copy with another preference as active port, a signed number. */
    public BondPort priority(int priority) {
        return with(PRIO, priority);
    }

    /** The priority of the port in LACP ({@code IFLA_BOND_SLAVE_ACTOR_PORT_PRIO}), since Linux 6.18. */
    public Optional<Integer> actorPortPriority() {
        return get(ACTOR_PORT_PRIO);
    }

    /** A copy with another priority of the port in LACP, 0 to 65535. */
    public BondPort actorPortPriority(int priority) {
        return with(ACTOR_PORT_PRIO, priority);
    }

    @Override
    public Schema schema() {
        return TYPE.schema();
    }

    @Override
    protected BondPort copy(Content content) {
        return new BondPort(content);
    }

    /** As {@code ip -d} shows it: {@code bond_slave state ACTIVE mii_status UP ...}. */
    @Override
    public String toString() {
        try {
            return TYPE.text("bond_slave", this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
