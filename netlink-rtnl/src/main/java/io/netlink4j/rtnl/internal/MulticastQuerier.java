package io.netlink4j.rtnl.internal;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;

import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;

/** Who queries for members of multicast groups ({@code BRIDGE_QUERIER_*} of {@code linux/if_bridge.h}). */
public final class MulticastQuerier {
    /** The queriers of a bridge or of a VLAN of one. */
    public static final Schema SCHEMA = keys();

    private MulticastQuerier() {}

    private static Schema keys() {
        Schema.Builder keys = Schema.builder("multicast querier");
        keys.reported(1, "BRIDGE_QUERIER_IP_ADDRESS", ADDRESS);
        keys.reported(2, "BRIDGE_QUERIER_IP_PORT", LinkReference.CODEC);
        keys.derived(3, "BRIDGE_QUERIER_IP_OTHER_TIMER", CENTISECONDS_64);
        keys.reported(5, "BRIDGE_QUERIER_IPV6_ADDRESS", ADDRESS);
        keys.reported(6, "BRIDGE_QUERIER_IPV6_PORT", LinkReference.CODEC);
        keys.derived(7, "BRIDGE_QUERIER_IPV6_OTHER_TIMER", CENTISECONDS_64);
        return keys.build();
    }
}
