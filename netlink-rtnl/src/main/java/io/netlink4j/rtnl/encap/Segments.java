package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv6Address;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The segment routing header of IPv6 ({@code struct ipv6_sr_hdr} of {@code linux/seg6.h}).
 *
 * <pre>
 *   0         1        2      3               4               5       6     8
 *  +---------+--------+------+---------------+---------------+-------+-----+---------------------------+
 *  | nexthdr | hdrlen | type | segments_left | first_segment | flags | tag | segments, the last first  |
 *  +---------+--------+------+---------------+---------------+-------+-----+---------------------------+
 * </pre>
 */
final class Segments {
    private static final int HEADER = 8;
    private static final int ADDRESS_BYTES = 16;
    private static final int UNIT = 8;
    private static final int ROUTING_TYPE = 4;
    private static final int RPL_TYPE = 3;
    private static final int TYPE = 2;
    private static final int LEFT = 3;
    private static final int FIRST = 4;
    private static final int MOST = 127;
    private static final IpAddress DESTINATION = IpAddress.of("::");

    private Segments() {}

    /** Writes the header at {@code offset} of {@code length} bytes. */
    static byte[] write(int offset, List<IpAddress> segments) {
        byte[] bytes = addresses(offset, segments);
        int last = segments.size() - 1;
        bytes[offset + TYPE] = ROUTING_TYPE;
        bytes[offset + LEFT] = (byte) last;
        bytes[offset + FIRST] = (byte) last;
        return bytes;
    }

    /**
     * Writes a header of RPL ({@code struct ipv6_rpl_sr_hdr} of {@code linux/rpl.h}) without compressed addresses. It has zeros from the
     * field {@code first_segment} to the segments.
     */
    static byte[] rpl(List<IpAddress> segments) {
        byte[] bytes = addresses(0, segments);
        bytes[TYPE] = RPL_TYPE;
        bytes[LEFT] = (byte) segments.size();
        return bytes;
    }

    private static byte[] addresses(int offset, List<IpAddress> segments) {
        if (segments.isEmpty() || segments.size() > MOST) {
            throw new IllegalArgumentException(
                    "a segment routing header has 1 to " + MOST + " segments, not " + segments.size());
        }
        int last = segments.size() - 1;
        byte[] bytes = new byte[offset + HEADER + segments.size() * ADDRESS_BYTES];
        bytes[offset + 1] = (byte) (segments.size() * ADDRESS_BYTES / UNIT);
        for (int i = 0; i <= last; i++) {
            IpAddress segment = segments.get(i);
            if (!(segment instanceof Ipv6Address)) {
                throw new IllegalArgumentException("a segment is an IPv6 address, not " + segment);
            }
            ADDRESS.write(segment, MemorySegment.ofArray(bytes), offset + HEADER + (long) (last - i) * ADDRESS_BYTES);
        }
        return bytes;
    }

    /** The segments of the header at {@code offset}, in the order in which packets visit them. */
    static List<IpAddress> read(int offset, byte[] bytes) {
        return read(offset, bytes, FIRST, 1);
    }

    /** The segments of a header of RPL, in the order in which packets visit them. */
    static List<IpAddress> readRpl(byte[] bytes) {
        return read(0, bytes, LEFT, 0);
    }

    private static List<IpAddress> read(int offset, byte[] bytes, int count, int more) {
        List<IpAddress> segments = new ArrayList<>();
        if (bytes.length < offset + HEADER) {
            throw new IllegalArgumentException("a segment routing header takes " + HEADER + " bytes");
        }
        for (int i = Byte.toUnsignedInt(bytes[offset + count]) + more - 1; i >= 0; i--) {
            int at = offset + HEADER + i * ADDRESS_BYTES;
            if (at + ADDRESS_BYTES > bytes.length) {
                throw new IllegalArgumentException("the segments of a segment routing header are cut off");
            }
            segments.add(ADDRESS.read(MemorySegment.ofArray(bytes), at, ADDRESS_BYTES));
        }
        return segments;
    }

    /** What the header of an inserted one has in addition: a last segment, in whose place the kernel puts the destination of the packet. */
    static List<IpAddress> inserted(List<IpAddress> segments) {
        return Stream.concat(segments.stream(), Stream.of(DESTINATION)).toList();
    }

    /** The segments of an inserted header without that last one. */
    static List<IpAddress> ofInserted(List<IpAddress> header) {
        return header.size() > 1 && header.getLast().equals(DESTINATION)
                ? header.subList(0, header.size() - 1)
                : header;
    }

    /** {@code segs 2 [ fd00::9 fd00::8 ]}. */
    static String text(List<IpAddress> segments) {
        return "segs " + segments.size() + " [ "
                + segments.stream().map(IpAddress::toString).collect(Collectors.joining(" ")) + " ]";
    }
}
