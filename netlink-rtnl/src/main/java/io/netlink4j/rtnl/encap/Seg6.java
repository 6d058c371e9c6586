package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.Numbered;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Segment routing over IPv6 ({@code SEG6_IPTUNNEL_*} of {@code linux/seg6_iptunnel.h}): packets visit a list of segments.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("fd01::/64").encap(Seg6.of(Seg6.Mode.ENCAP, "fc00::1", "fc00::2")).link("eth0"));
 * }
 */
public final class Seg6 extends KnownEncapsulation<Seg6> {
    static final int TYPE = 5;

    private static final Codec<Path> PATH = BINARY.map(Path::of, Path::bytes);

    private static final Schema.Builder KEYS = Schema.builder("seg6 encapsulation");
    static final Attribute<Path> SRH = KEYS.add(1, "SEG6_IPTUNNEL_SRH", PATH);
    /** The source address of the outer packet. */
    public static final Attribute<IpAddress> SRC =
            KEYS.add(Attribute.of(2, "SEG6_IPTUNNEL_SRC", CheckedCodecs.address(Ipv6Address.class))
                    .since("6.18"));
    /** The table for the lookup of the first segment. */
    public static final Attribute<Long> TABLE =
            KEYS.add(Attribute.of(3, "SEG6_IPTUNNEL_TABLE", U32).since("7.2"));

    static final Schema SCHEMA = KEYS.build();

    Seg6(Content content) {
        super(content);
    }

    /** An encapsulation whose packets visit segments in this order. */
    public static Seg6 of(Mode mode, List<IpAddress> segments) {
        return new Seg6(Content.of(new byte[0])).with(SRH, new Path(mode.number(), segments));
    }

    /** An encapsulation whose packets visit segments in this order, given as literals. */
    public static Seg6 of(Mode mode, String... segments) {
        return of(mode, Stream.of(segments).map(IpAddress::of).toList());
    }

    /** How the header is added; empty for a mode that is not known here. */
    public Optional<Mode> mode() {
        return get(SRH).flatMap(path -> Numbered.of(Mode.class, path.mode));
    }

    /** The segments, in the order in which packets visit them. */
    public List<IpAddress> segments() {
        return get(SRH).map(Path::segments).orElse(List.of());
    }

    /** The source address of the outer packet ({@code SEG6_IPTUNNEL_SRC}), since Linux 6.18. */
    public Optional<IpAddress> source() {
        return get(SRC);
    }

    /** A copy with another source address of the outer packet. */
    public Seg6 source(IpAddress address) {
        return with(SRC, address);
    }

    /** The table for the lookup of the first segment ({@code SEG6_IPTUNNEL_TABLE}), since Linux 7.2; empty for that of the packet. */
    public Optional<Long> table() {
        return get(TABLE);
    }

    /** A copy with a table for the lookup of the first segment. */
    public Seg6 table(long number) {
        return with(TABLE, number);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        Optional<Path> path = get(SRH);
        return "seg6"
                + path.map(way -> Numbered.word(" mode", Mode.class).apply(way.mode))
                        .orElse("")
                + source().map(address -> " tunsrc " + address).orElse("")
                + path.map(way -> " " + Segments.text(way.header())).orElse("")
                + table().map(number -> " lookup " + Words.table(number)).orElse("");
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Seg6 copy(Content content) {
        return new Seg6(content);
    }

    /** {@code struct seg6_iptunnel_encap}: a mode and a header. The header of an inserted one ends with the destination of the packet. */
    record Path(int mode, List<IpAddress> segments) {
        static Path of(byte[] bytes) {
            List<IpAddress> all = Segments.read(Integer.BYTES, bytes);
            int mode = S32.read(MemorySegment.ofArray(bytes), 0, Integer.BYTES);
            return new Path(mode, mode == Mode.INLINE.number() ? Segments.ofInserted(all) : all);
        }

        List<IpAddress> header() {
            return mode == Mode.INLINE.number() ? Segments.inserted(segments) : segments;
        }

        byte[] bytes() {
            byte[] bytes = Segments.write(Integer.BYTES, header());
            S32.write(mode, MemorySegment.ofArray(bytes), 0);
            return bytes;
        }
    }

    /** How the header is added ({@code SEG6_IPTUN_MODE_*} of {@code linux/seg6_iptunnel.h}). */
    public enum Mode implements Numbered {
        /** Into the IPv6 packet. */
        INLINE(0, "inline"),
        /** With an outer IPv6 packet around the IP packet. */
        ENCAP(1, "encap"),
        /** With an outer IPv6 packet around the Ethernet packet. */
        L2ENCAP(2, "l2encap"),
        /** As {@link #ENCAP}, without the first segment in the header; since Linux 6.0. */
        ENCAP_REDUCED(3, "encap.red"),
        /** As {@link #L2ENCAP}, without the first segment in the header; since Linux 6.0. */
        L2ENCAP_REDUCED(4, "l2encap.red");

        private final int number;
        private final String word;

        Mode(int number, String word) {
            this.number = number;
            this.word = word;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
