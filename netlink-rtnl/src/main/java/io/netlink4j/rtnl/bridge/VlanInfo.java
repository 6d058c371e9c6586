package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.array;

import io.netlink4j.core.attribute.Codec;
import java.util.List;

/**
 * {@code struct bridge_vlan_info} of {@code linux/if_bridge.h}.
 *
 * @param flags {@code BRIDGE_VLAN_INFO_*}
 * @param id the number of the VLAN
 */
record VlanInfo(int flags, int id) {
    static final int PVID = 2;
    static final int UNTAGGED = 4;
    static final int ONLY_OPTIONS = 0x40;

    private static final int WORDS = 2;

    static final Codec<VlanInfo> CODEC =
            array(U16, Short.BYTES).map(VlanInfo::of, info -> List.of(info.flags, info.id));

    private static VlanInfo of(List<Integer> words) {
        if (words.size() < WORDS) {
            throw new IllegalArgumentException("a VLAN of a bridge takes 4 bytes");
        }
        return new VlanInfo(words.get(0), words.get(1));
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    VlanInfo with(int flag, boolean on) {
        return new VlanInfo(on ? flags | flag : flags & ~flag, id);
    }
}
