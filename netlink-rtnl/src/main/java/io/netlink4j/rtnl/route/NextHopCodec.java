package io.netlink4j.rtnl.route;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * {@code RTA_MULTIPATH}: a sequence of next hops, each with its length.
 *
 * <pre>
 *   0          2            3           4              8                 rtnh_len
 *  +----------+------------+-----------+--------------+-----------------+
 *  | rtnh_len | rtnh_flags | rtnh_hops | rtnh_ifindex |   attributes    |
 *  +----------+------------+-----------+--------------+-----------------+
 * </pre>
 */
final class NextHopCodec implements Codec<List<NextHop>> {
    /** The next hops of a route. Each is sent as an object of its own would be, with what the kernel accepts of its attributes. */
    static final Attribute<List<NextHop>> MULTIPATH =
            Attribute.of(9, "RTA_MULTIPATH", new NextHopCodec()).sentAs(NextHopCodec::requested);

    private static final int HEADER = 8;
    private static final int LENGTH_FIELD = 2;

    private NextHopCodec() {}

    @Override
    public String type() {
        return "struct rtnexthop[]";
    }

    @Override
    public List<NextHop> read(MemorySegment memory, long offset, int length) {
        List<NextHop> hops = new ArrayList<>();
        long end = offset + length;
        for (long at = offset; end - at >= HEADER; ) {
            int size = Codecs.U16.read(memory, at, LENGTH_FIELD);
            if (size < HEADER || size > end - at) {
                throw new NetlinkException.Malformed(
                        "a next hop claims " + size + " bytes where " + (end - at) + " are left");
            }
            byte[] hop = memory.asSlice(at, size).toArray(ValueLayout.JAVA_BYTE);
            hop[0] = 0;
            hop[1] = 0;
            hops.add(new NextHop(Content.of(hop)));
            at += AttributeHeader.align(size);
        }
        return List.copyOf(hops);
    }

    @Override
    public int length(List<NextHop> hops) {
        return hops.stream().mapToInt(NextHopCodec::size).sum();
    }

    @Override
    public void write(List<NextHop> hops, MemorySegment memory, long offset) {
        for (NextHop hop : hops) {
            int size = size(hop);
            byte[] bytes = hop.toByteArray();
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, offset, bytes.length);
            memory.asSlice(offset + bytes.length, size - bytes.length).fill((byte) 0);
            Codecs.U16.write(size, memory, offset);
            offset += size;
        }
    }

    @Override
    public Collection<Schema> schemas() {
        return List.of(NextHop.SCHEMA);
    }

    @Override
    public List<Reference> references(List<NextHop> hops) {
        return hops.stream()
                .flatMap(hop -> hop.references().stream())
                .distinct()
                .toList();
    }

    private static List<NextHop> requested(List<NextHop> hops) {
        return hops.stream()
                .map(hop -> {
                    AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[hop.byteLength()]));
                    out.put(hop);
                    return new NextHop(Content.of(out.toByteArray()));
                })
                .toList();
    }

    private static int size(NextHop hop) {
        return AttributeHeader.align(hop.byteLength());
    }
}
