package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.array;

import io.netlink4j.core.attribute.Codec;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A member of a group of nexthop objects ({@code struct nexthop_grp} of {@code linux/nexthop.h}).
 *
 * @param id the id of the nexthop object
 * @param weight its share of the flows in proportion to the weights of the others: 1 to 65535, above 256 since Linux 6.12
 */
public record NexthopMember(long id, int weight) {
    private static final int BYTES = 8;
    private static final int BYTE = 8;
    private static final int HIGHEST = 0xffff;

    static final Codec<List<NexthopMember>> LIST = array(U64.map(NexthopMember::read, NexthopMember::write), BYTES);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the id is not an unsigned 32-bit number above 0, or if the weight is out of range
     */
    public NexthopMember {
        if (id < 1 || id > 0xffff_ffffL) {
            throw new IllegalArgumentException("the id of a nexthop object is 1 to 4294967295, not " + id);
        }
        if (weight < 1 || weight > HIGHEST) {
            throw new IllegalArgumentException("a weight is 1 to " + HIGHEST + ", not " + weight);
        }
    }

    /** A member with a weight of 1. */
    public static NexthopMember of(long id) {
        return new NexthopMember(id, 1);
    }

    /** The struct as bytes: the id in 4, the lower and the upper part of the weight less 1 in one each, and 2 unused. */
    private static NexthopMember read(long struct) {
        MemorySegment bytes = bytes(struct);
        int low = U8.read(bytes, Integer.BYTES, 1);
        int high = U8.read(bytes, Integer.BYTES + 1, 1);
        // The kernel takes no higher weight, and so reports none.
        return new NexthopMember(U32.read(bytes, 0, Integer.BYTES), Math.min((high << BYTE | low) + 1, HIGHEST));
    }

    private static long write(NexthopMember member) {
        MemorySegment bytes = bytes(0);
        U32.write(member.id, bytes, 0);
        U8.write((member.weight - 1) & 0xff, bytes, Integer.BYTES);
        U8.write((member.weight - 1) >> BYTE, bytes, Integer.BYTES + 1);
        return U64.read(bytes, 0, BYTES);
    }

    private static MemorySegment bytes(long struct) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[BYTES]);
        U64.write(struct, bytes, 0);
        return bytes;
    }

    /** As {@code ip nexthop} writes it: the id, and the weight if it is not 1. */
    @Override
    public String toString() {
        return weight == 1 ? Long.toString(id) : id + "," + weight;
    }
}
