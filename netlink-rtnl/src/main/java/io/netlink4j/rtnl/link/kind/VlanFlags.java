package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The boolean options of a VLAN link ({@code struct ifla_vlan_flags} of {@code linux/if_link.h}, {@code VLAN_FLAG_*} of {@code
 * linux/if_vlan.h}).
 *
 * @param values the bits of the options that are on
 * @param mask the bits of the options that are set; the kernel reports all bits
 */
record VlanFlags(long values, long mask) {
    static final int REORDER_HDR = 0x1;
    static final int GVRP = 0x2;
    static final int LOOSE_BINDING = 0x4;
    static final int MVRP = 0x8;
    static final int BRIDGE_BINDING = 0x10;

    static final VlanFlags NONE = new VlanFlags(0, 0);
    static final VlanFlags OFF = new VlanFlags(0, 0x1f);
    static final Codec<VlanFlags> CODEC =
            Codecs.array(Codecs.U32, Integer.BYTES).map(VlanFlags::of, flags -> List.of(flags.values, flags.mask));

    private static final long KNOWN = 0x1f;
    private static final List<String> NAMES = List.of("REORDER_HDR", "GVRP", "LOOSE_BINDING", "MVRP", "BRIDGE_BINDING");

    private static VlanFlags of(List<Long> words) {
        if (words.size() < 2) {
            throw new IllegalArgumentException("the flags of a VLAN link take 8 bytes");
        }
        return new VlanFlags(words.get(0), words.get(1));
    }

    Optional<Boolean> isOn(int bit) {
        return (mask & bit) == 0 ? Optional.empty() : Optional.of((values & bit) != 0);
    }

    VlanFlags with(int bit, boolean on) {
        return new VlanFlags(on ? values | bit : values & ~bit, mask | bit);
    }

    /** The flags with a mask that the kernel accepts. The kernel reports a mask of all bits. */
    VlanFlags accepted() {
        return new VlanFlags(values, mask & (KNOWN | values));
    }

    /** The flags that differ from {@code current}. */
    VlanFlags differenceFrom(VlanFlags current) {
        return new VlanFlags(values, mask & (values ^ current.values));
    }

    /** As {@code ip} shows them: {@code <REORDER_HDR,GVRP>}. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(",", "<", ">").setEmptyValue("");
        for (int i = 0; i < NAMES.size(); i++) {
            if ((values & 1L << i) != 0) {
                names.add(NAMES.get(i));
            }
        }
        return names.toString();
    }
}
