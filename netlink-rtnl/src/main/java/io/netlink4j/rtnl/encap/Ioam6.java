package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.named;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.object.Numbered;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * Telemetry in IPv6 packets ({@code IOAM6_IPTUNNEL_*} of {@code linux/ioam6_iptunnel.h}): the routers on their way write data into a space
 * that packets carry.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("fd01::/64").encap(Ioam6.inline(0x800000, 1, 12)).link("eth0"));
 * }
 */
public final class Ioam6 extends KnownEncapsulation<Ioam6> {
    static final int TYPE = 9;

    /** {@code IOAM6_TRACE_DATA_SIZE_MAX}. */
    private static final int MOST_BYTES = 244;

    private static final int UNIT = 4;
    private static final int FREQUENCY_LIMIT = 1_000_000;

    private static final Schema.Builder KEYS = Schema.builder("ioam6 encapsulation");
    static final Attribute<Integer> MODE = KEYS.add(
            1,
            "IOAM6_IPTUNNEL_MODE",
            named(U8, Numbered.names(Mode.class, mode -> "IOAM6_IPTUNNEL_MODE_" + mode.name())));
    static final Attribute<IpAddress> DST = KEYS.add(2, "IOAM6_IPTUNNEL_DST", CheckedCodecs.address(Ipv6Address.class));
    static final Attribute<Trace> TRACE =
            KEYS.add(3, "IOAM6_IPTUNNEL_TRACE", BINARY.map(Trace::read, Trace::toByteArray));
    static final Attribute<Long> FREQ_K =
            KEYS.add(Attribute.of(4, "IOAM6_IPTUNNEL_FREQ_K", U32).since("5.19"));
    static final Attribute<Long> FREQ_N =
            KEYS.add(Attribute.of(5, "IOAM6_IPTUNNEL_FREQ_N", U32).since("5.19"));
    static final Attribute<IpAddress> SRC =
            KEYS.add(Attribute.of(6, "IOAM6_IPTUNNEL_SRC", CheckedCodecs.address(Ipv6Address.class))
                    .since("6.13"));

    static final Schema SCHEMA = KEYS.build();

    private static final TextRows<Ioam6> ROWS = new TextRows<Ioam6>()
            .add(
                    "freq",
                    encap -> encap.get(FREQ_K)
                            .map(k -> k + "/" + encap.get(FREQ_N).orElse(1L)))
            .add("", MODE, number -> Numbered.word("mode", Mode.class).apply(number))
            .add("tunsrc", SRC)
            .add("tundst", DST)
            .add("trace prealloc", TRACE);

    Ioam6(Content content) {
        super(content);
    }

    /**
     * A trace in packets that start on this host.
     *
     * @param type the data to write, 24 bits as in {@code struct ioam6_trace_hdr} of {@code linux/ioam6.h}
     * @param namespace the number of an IOAM namespace, 0 to 65535
     * @param bytes the space for the data, a multiple of 4 from 4 to 244
     */
    public static Ioam6 inline(int type, int namespace, int bytes) {
        return new Ioam6(Content.of(new byte[0]))
                .with(FREQ_K, 1L)
                .with(FREQ_N, 1L)
                .with(MODE, Mode.INLINE.number())
                .with(TRACE, Trace.of(type, namespace, bytes));
    }

    /** A copy that puts the trace into an outer packet to an address. */
    public Ioam6 encapTo(IpAddress destination) {
        return with(MODE, Mode.ENCAP.number()).with(DST, destination);
    }

    /** A copy that puts the trace into packets that start on this host, and for others into an outer packet to an address. */
    public Ioam6 autoTo(IpAddress destination) {
        return with(MODE, Mode.AUTO.number()).with(DST, destination);
    }

    /** A copy with another source address of the outer packet ({@code IOAM6_IPTUNNEL_SRC}), since Linux 6.13. */
    public Ioam6 source(IpAddress address) {
        return with(SRC, address);
    }

    /** A copy that puts the trace into {@code packets} of {@code of} packets, each from 1 to 1000000. */
    public Ioam6 frequency(int packets, int of) {
        CheckedCodecs.inRange(of, 1, FREQUENCY_LIMIT, "the frequency");
        return with(FREQ_K, (long) CheckedCodecs.inRange(packets, 1, of, "the frequency"))
                .with(FREQ_N, (long) of);
    }

    /** Where the trace goes; empty for a mode that is not known here. */
    public Optional<Mode> mode() {
        return get(MODE).flatMap(number -> Numbered.of(Mode.class, number));
    }

    /** The destination of the outer packet ({@code IOAM6_IPTUNNEL_DST}). */
    public Optional<IpAddress> destination() {
        return get(DST);
    }

    /** The source address of the outer packet ({@code IOAM6_IPTUNNEL_SRC}). */
    public Optional<IpAddress> source() {
        return get(SRC);
    }

    /** The trace. */
    public Optional<Trace> trace() {
        return get(TRACE);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return ("ioam6 " + ROWS.text(this, links)).strip();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Ioam6 copy(Content content) {
        return new Ioam6(content);
    }

    /**
     * A trace whose space is allocated at the start ({@code struct ioam6_trace_hdr}).
     *
     * <pre>
     *   0              2         3        4      7      8
     *  +--------------+---------+--------+------+------+
     *  | namespace_id | nodelen | remlen | type |      |
     *  +--------------+---------+--------+------+------+
     * </pre>
     *
     * @param type the data to write, 24 bits
     * @param namespace the number of an IOAM namespace
     * @param bytes the space for the data
     */
    public record Trace(int type, int namespace, int bytes) {
        private static final int LENGTH = 8;
        private static final int REMAINING = 0x7f;

        static Trace of(int type, int namespace, int bytes) {
            CheckedCodecs.inRange(type, 1, 0xff_ffff, "the type of a trace");
            CheckedCodecs.inRange(namespace, 0, 0xffff, "an IOAM namespace");
            if (CheckedCodecs.inRange(bytes, UNIT, MOST_BYTES, "the space of a trace") % UNIT != 0) {
                throw new IllegalArgumentException("the space of a trace is a multiple of 4, not " + bytes);
            }
            return new Trace(type, namespace, bytes);
        }

        static Trace read(byte[] bytes) {
            if (bytes.length < LENGTH) {
                throw new IllegalArgumentException("the header of a trace takes " + LENGTH + " bytes");
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int remaining = in.get(3) & REMAINING;
            return new Trace(in.getInt(4) >>> Byte.SIZE, Short.toUnsignedInt(in.getShort(0)), remaining * UNIT);
        }

        byte[] toByteArray() {
            ByteBuffer out = ByteBuffer.allocate(LENGTH);
            out.putShort(0, (short) namespace).put(3, (byte) (bytes / UNIT)).putInt(4, type << Byte.SIZE);
            return out.array();
        }

        /** As {@code ip route} writes it: {@code type 0x800000 ns 1 size 12}. */
        @Override
        public String toString() {
            return "type 0x%06x ns %d size %d".formatted(type, namespace, bytes);
        }
    }

    /** Where the trace goes ({@code IOAM6_IPTUNNEL_MODE_*} of {@code linux/ioam6_iptunnel.h}). */
    public enum Mode implements Numbered {
        /** Into the IPv6 packet. */
        INLINE(1),
        /** Into an outer IPv6 packet around it. */
        ENCAP(2),
        /** Into packets that start on this host; for others into an outer packet. */
        AUTO(3);

        private final int number;

        Mode(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
