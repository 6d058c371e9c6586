package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.U16;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;

/**
 * The aggregator of a bond with LACP that is in use ({@code IFLA_BOND_AD_INFO_*} of {@code linux/if_link.h}).
 *
 * @param aggregator its number
 * @param ports the number of its ports
 * @param actorKey the key of this system
 * @param partnerKey the key of the partner
 * @param partner the address of the partner
 */
public record BondAggregator(int aggregator, int ports, int actorKey, int partnerKey, MacAddress partner) {
    private static final Schema.Builder KEYS = Schema.builder("bond aggregator");
    private static final Attribute<Integer> NUMBER = KEYS.reported(1, "IFLA_BOND_AD_INFO_AGGREGATOR", U16);
    private static final Attribute<Integer> PORTS = KEYS.reported(2, "IFLA_BOND_AD_INFO_NUM_PORTS", U16);
    private static final Attribute<Integer> ACTOR_KEY = KEYS.reported(3, "IFLA_BOND_AD_INFO_ACTOR_KEY", U16);
    private static final Attribute<Integer> PARTNER_KEY = KEYS.reported(4, "IFLA_BOND_AD_INFO_PARTNER_KEY", U16);
    private static final Attribute<MacAddress> PARTNER = KEYS.reported(5, "IFLA_BOND_AD_INFO_PARTNER_MAC", MAC);
    static final Schema SCHEMA = KEYS.build();

    private static final MacAddress NONE = MacAddress.of("00:00:00:00:00:00");

    static BondAggregator of(Nest info) {
        return new BondAggregator(
                info.get(NUMBER).orElse(0),
                info.get(PORTS).orElse(0),
                info.get(ACTOR_KEY).orElse(0),
                info.get(PARTNER_KEY).orElse(0),
                info.get(PARTNER).orElse(NONE));
    }

    static String text(Nest info) {
        BondAggregator used = of(info);
        return "ad_aggregator " + used.aggregator + " ad_num_ports " + used.ports + " ad_actor_key " + used.actorKey
                + " ad_partner_key " + used.partnerKey + " ad_partner_mac " + used.partner;
    }
}
