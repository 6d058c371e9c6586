package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.lang.foreign.MemorySegment;

/**
 * How many packets went to a member of a group ({@code NHA_GROUP_STATS_ENTRY_*} of {@code linux/nexthop.h}).
 *
 * @param id the id of the nexthop object
 * @param packets the packets that the kernel and the hardware sent
 * @param hardwarePackets those that the hardware sent; 0 if it does not count
 */
public record MemberStatistics(long id, long packets, long hardwarePackets) {
    private static final Schema.Builder KEYS = Schema.builder("nexthop statistics");
    private static final Attribute<Long> ID = KEYS.reported(1, "NHA_GROUP_STATS_ENTRY_ID", U32);
    // An unsigned number of 32 or 64 bits.
    private static final Attribute<byte[]> PACKETS = KEYS.reported(2, "NHA_GROUP_STATS_ENTRY_PACKETS", BINARY);
    private static final Attribute<byte[]> PACKETS_HW = KEYS.reported(3, "NHA_GROUP_STATS_ENTRY_PACKETS_HW", BINARY);

    static final Schema SCHEMA = KEYS.build();

    static MemberStatistics of(Nest entry) {
        return new MemberStatistics(
                entry.get(ID).orElse(0L),
                entry.get(PACKETS).map(MemberStatistics::count).orElse(0L),
                entry.get(PACKETS_HW).map(MemberStatistics::count).orElse(0L));
    }

    private static Long count(byte[] number) {
        MemorySegment bytes = MemorySegment.ofArray(number);
        return number.length < Long.BYTES ? U32.read(bytes, 0, number.length) : U64.read(bytes, 0, number.length);
    }
}
