package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.util.List;

/**
 * The boolean options of a bridge, a bit for each ({@code struct br_boolopt_multi} and {@code enum br_boolopt_id} of {@code
 * linux/if_bridge.h}).
 *
 * @param values the bits of the options that are on
 * @param mask the bits of the options that are set
 */
public record BridgeOptions(long values, long mask) {
    /** The bit of {@code no_linklocal_learn}: no MAC addresses are learned from link-local packets. */
    public static final int NO_LL_LEARN = 0;
    /** The bit of {@code mcast_vlan_snooping}: multicast snooping works in each VLAN. */
    public static final int MCAST_VLAN_SNOOPING = 1;
    /** The bit of {@code mst_enabled}: spanning trees are separate for each VLAN. */
    public static final int MST_ENABLE = 2;
    /** The bit of {@code mdb_offload_fail_notification}: a multicast group that a device could not take over is reported. */
    public static final int MDB_OFFLOAD_FAIL_NOTIFICATION = 3;
    /** The bit of {@code fdb_local_vlan_0}: the bridge's own addresses are in the forwarding table once, in VLAN 0, and valid in all VLANs. */
    public static final int FDB_LOCAL_VLAN_0 = 4;

    static final Codec<BridgeOptions> CODEC = Codecs.array(Codecs.U32, Integer.BYTES)
            .map(BridgeOptions::of, options -> List.of(options.values, options.mask));

    /** No option is set. */
    public static BridgeOptions none() {
        return new BridgeOptions(0, 0);
    }

    private static BridgeOptions of(List<Long> words) {
        if (words.size() < 2) {
            throw new IllegalArgumentException("the options of a bridge take 8 bytes");
        }
        return new BridgeOptions(words.get(0), words.get(1));
    }

    /** Whether an option is known, on or off. */
    public boolean has(int bit) {
        return (mask & 1L << bit) != 0;
    }

    /** Whether an option is on. */
    public boolean isOn(int bit) {
        return (values & 1L << bit) != 0;
    }

    /** A copy in which an option is on or off. */
    public BridgeOptions with(int bit, boolean on) {
        long option = 1L << bit;
        return new BridgeOptions((values & ~option) | (on ? option : 0), mask | option);
    }

    /** The options that differ from {@code current} or are not known there. */
    BridgeOptions differenceFrom(BridgeOptions current) {
        return new BridgeOptions(values, mask & ((values ^ current.values) | ~current.mask));
    }

    /** A copy without the options that are off. */
    BridgeOptions unlessOff(int bit) {
        return isOn(bit) ? this : new BridgeOptions(values, mask & ~(1L << bit));
    }

    BridgeOptions onlyThoseThatAreOn() {
        return new BridgeOptions(values, mask & values);
    }
}
