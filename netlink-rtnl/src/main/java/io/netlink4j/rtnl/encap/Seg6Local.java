package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.named;
import static io.netlink4j.core.attribute.Codecs.namedBits;
import static io.netlink4j.core.attribute.Codecs.nest;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.Numbered;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a node does with packets for one of its segments ({@code SEG6_LOCAL_*} of {@code linux/seg6_local.h}).
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("fc00::1/128").encap(Seg6Local.of(Seg6Local.Action.END_DT6).table(100)).link("eth0"));
 * }
 */
public final class Seg6Local extends KnownEncapsulation<Seg6Local> {
    static final int TYPE = 7;

    private static final Codec<List<IpAddress>> HEADER =
            BINARY.map(bytes -> Segments.read(0, bytes), segments -> Segments.write(0, segments));

    private static final Attribute<Long> BPF_PROG = Attribute.of(1, "SEG6_LOCAL_BPF_PROG", U32);
    private static final Attribute<String> BPF_PROG_NAME = Attribute.of(2, "SEG6_LOCAL_BPF_PROG_NAME", STRING);
    private static final Attribute<Long> CNT_PACKETS = Attribute.of(2, "SEG6_LOCAL_CNT_PACKETS", U64);
    private static final Attribute<Long> CNT_BYTES = Attribute.of(3, "SEG6_LOCAL_CNT_BYTES", U64);
    private static final Attribute<Long> CNT_ERRORS = Attribute.of(4, "SEG6_LOCAL_CNT_ERRORS", U64);
    private static final Attribute<Long> FLV_OPERATION = Attribute.of(
            1,
            "SEG6_LOCAL_FLV_OPERATION",
            namedBits(U32, Numbered.names(Flavor.class, flavor -> "SEG6_LOCAL_FLV_OP_" + flavor.name())));
    private static final Attribute<Integer> FLV_BLOCK =
            Attribute.of(2, "SEG6_LOCAL_FLV_LCBLOCK_BITS", CheckedCodecs.range(U8, 1, 120, "a locator block"));
    private static final Attribute<Integer> FLV_FUNCTION =
            Attribute.of(3, "SEG6_LOCAL_FLV_LCNODE_FN_BITS", CheckedCodecs.range(U8, 1, 128, "a function"));

    private static final Schema BPF_KEYS = schema("seg6local bpf", BPF_PROG, BPF_PROG_NAME);
    private static final Schema COUNTER_KEYS = schema("seg6local counters", CNT_PACKETS, CNT_BYTES, CNT_ERRORS);
    private static final Schema FLAVOR_KEYS = schema("seg6local flavors", FLV_OPERATION, FLV_BLOCK, FLV_FUNCTION);

    private static final Schema.Builder KEYS = Schema.builder("seg6local encapsulation");
    static final Attribute<Integer> ACTION =
            KEYS.add(1, "SEG6_LOCAL_ACTION", named(COUNT, Numbered.names(Action.class, Action::constant)));
    static final Attribute<List<IpAddress>> SRH = KEYS.add(2, "SEG6_LOCAL_SRH", HEADER);
    static final Attribute<Long> TABLE = KEYS.add(3, "SEG6_LOCAL_TABLE", U32);
    static final Attribute<IpAddress> NH4 = KEYS.add(4, "SEG6_LOCAL_NH4", CheckedCodecs.address(Ipv4Address.class));
    static final Attribute<IpAddress> NH6 = KEYS.add(5, "SEG6_LOCAL_NH6", CheckedCodecs.address(Ipv6Address.class));
    static final Attribute<LinkReference> IIF = KEYS.add(6, "SEG6_LOCAL_IIF", LinkReference.CODEC);
    static final Attribute<LinkReference> OIF = KEYS.add(7, "SEG6_LOCAL_OIF", LinkReference.CODEC);
    /** The BPF program, as attributes. */
    public static final Attribute<Nest> BPF = KEYS.add(8, "SEG6_LOCAL_BPF", nest(() -> BPF_KEYS));

    static final Attribute<Long> VRFTABLE = KEYS.add(9, "SEG6_LOCAL_VRFTABLE", U32);
    /** The counters, as attributes. If they are present in a request, the kernel counts. */
    public static final Attribute<Nest> COUNTERS = KEYS.add(10, "SEG6_LOCAL_COUNTERS", nest(() -> COUNTER_KEYS));
    /** Variations of the action, as attributes; since Linux 6.3. */
    public static final Attribute<Nest> FLAVORS = KEYS.add(11, "SEG6_LOCAL_FLAVORS", nest(() -> FLAVOR_KEYS));

    static final Schema SCHEMA = KEYS.build();

    Seg6Local(Content content) {
        super(content);
    }

    private static Schema schema(String name, Attribute<?>... all) {
        Schema.Builder keys = Schema.builder(name);
        for (Attribute<?> key : all) {
            keys.add(key);
        }
        return keys.build();
    }

    /** An action without parameters. The kernel needs those that the action uses and refuses all others. */
    public static Seg6Local of(Action action) {
        return new Seg6Local(Content.of(new byte[0])).with(ACTION, action.number());
    }

    /** The action ({@code SEG6_LOCAL_ACTION}); empty for one that is not known here. */
    public Optional<Action> action() {
        return get(ACTION).flatMap(number -> Numbered.of(Action.class, number));
    }

    /** The segments that {@link Action#END_B6} and {@link Action#END_B6_ENCAPS} add ({@code SEG6_LOCAL_SRH}). */
    public List<IpAddress> segments() {
        List<IpAddress> header = get(SRH).orElse(List.of());
        return isInserted() ? Segments.ofInserted(header) : header;
    }

    /** A copy with other segments to add, in the order in which packets visit them. */
    public Seg6Local segments(List<IpAddress> segments) {
        return with(SRH, isInserted() ? Segments.inserted(segments) : segments);
    }

    private boolean isInserted() {
        return action().filter(Action.END_B6::equals).isPresent();
    }

    /** The table for the lookup ({@code SEG6_LOCAL_TABLE}). */
    public Optional<Long> table() {
        return get(TABLE);
    }

    /** A copy with another table, an unsigned 32-bit number. */
    public Seg6Local table(long number) {
        return with(TABLE, number);
    }

    /** The table of a VRF for the lookup ({@code SEG6_LOCAL_VRFTABLE}). */
    public Optional<Long> vrfTable() {
        return get(VRFTABLE);
    }

    /** A copy with the table of another VRF, an unsigned 32-bit number. */
    public Seg6Local vrfTable(long number) {
        return with(VRFTABLE, number);
    }

    /** The gateway ({@code SEG6_LOCAL_NH4}, {@code SEG6_LOCAL_NH6}). */
    public Optional<IpAddress> nextHop() {
        return get(NH4).or(() -> get(NH6));
    }

    /** A copy with another gateway. */
    public Seg6Local nextHop(IpAddress gateway) {
        return without(NH4).without(NH6).with(gateway instanceof Ipv4Address ? NH4 : NH6, gateway);
    }

    /** The incoming link ({@code SEG6_LOCAL_IIF}). */
    public Optional<LinkReference> incoming() {
        return get(IIF);
    }

    /** A copy with another incoming link. */
    public Seg6Local incoming(LinkReference link) {
        return with(IIF, link);
    }

    /** The outgoing link ({@code SEG6_LOCAL_OIF}). */
    public Optional<LinkReference> outgoing() {
        return get(OIF);
    }

    /** A copy with another outgoing link. */
    public Seg6Local outgoing(LinkReference link) {
        return with(OIF, link);
    }

    /** The variations of the action ({@code SEG6_LOCAL_FLV_OPERATION}). */
    public Set<Flavor> flavors() {
        long bits = flavor(FLV_OPERATION).orElse(0L);
        Set<Flavor> found = EnumSet.noneOf(Flavor.class);
        for (Flavor flavor : Flavor.values()) {
            if ((bits & flavor.bit()) != 0) {
                found.add(flavor);
            }
        }
        return found;
    }

    /** A copy with further variations of the action. */
    public Seg6Local flavors(Flavor... more) {
        long bits = flavor(FLV_OPERATION).orElse(0L);
        for (Flavor flavor : more) {
            bits |= flavor.bit();
        }
        return flavor(FLV_OPERATION, bits);
    }

    /** The bits of the block before the compressed segments of {@link Flavor#NEXT_CSID} ({@code SEG6_LOCAL_FLV_LCBLOCK_BITS}). */
    public Optional<Integer> blockBits() {
        return flavor(FLV_BLOCK);
    }

    /** The bits of each compressed segment of {@link Flavor#NEXT_CSID} ({@code SEG6_LOCAL_FLV_LCNODE_FN_BITS}). */
    public Optional<Integer> functionBits() {
        return flavor(FLV_FUNCTION);
    }

    /**
     * A copy with {@link Flavor#NEXT_CSID}, since Linux 6.1: segments are compressed into one address.
     *
     * @param block the bits of the block before them, a multiple of 8 from 8 to 120; {@code lblen} of {@code ip}
     * @param function the bits of each of them, a multiple of 8; {@code nflen}. Both together are at most 128
     */
    public Seg6Local nextCsid(int block, int function) {
        if (block % Byte.SIZE != 0 || function % Byte.SIZE != 0 || block + function > 128) {
            throw new IllegalArgumentException(
                    "the bits of compressed segments are multiples of 8 and at most 128 together, not " + block
                            + " and " + function);
        }
        return flavors(Flavor.NEXT_CSID).flavor(FLV_BLOCK, block).flavor(FLV_FUNCTION, function);
    }

    private <T> Optional<T> flavor(Attribute<T> key) {
        return get(FLAVORS).flatMap(flavors -> flavors.get(key));
    }

    private <T> Seg6Local flavor(Attribute<T> key, T value) {
        return with(
                FLAVORS, get(FLAVORS).orElseGet(() -> Nest.empty(FLAVOR_KEYS)).with(key, value));
    }

    /** The counters; empty if the kernel does not count ({@code SEG6_LOCAL_COUNTERS}). */
    public Optional<Counters> counters() {
        return get(COUNTERS)
                .map(found -> new Counters(
                        found.get(CNT_PACKETS).orElse(0L),
                        found.get(CNT_BYTES).orElse(0L),
                        found.get(CNT_ERRORS).orElse(0L)));
    }

    /** A copy whose packets the kernel counts, from 0; {@code count} of {@code ip}. */
    public Seg6Local counted() {
        return with(
                COUNTERS,
                Nest.empty(COUNTER_KEYS)
                        .with(CNT_PACKETS, 0L)
                        .with(CNT_BYTES, 0L)
                        .with(CNT_ERRORS, 0L));
    }

    /**
     * A copy with the program of {@link Action#END_BPF} ({@code SEG6_LOCAL_BPF}). The kernel reports its name and an id in place of the
     * file descriptor.
     *
     * @param fd its file descriptor, which must be open until the route is added
     * @param name the name that the route shows
     */
    public Seg6Local program(int fd, String name) {
        return with(BPF, Nest.empty(BPF_KEYS).with(BPF_PROG, (long) fd).with(BPF_PROG_NAME, name));
    }

    /** The name of the program of {@link Action#END_BPF}. */
    public Optional<String> program() {
        return get(BPF).flatMap(program -> program.get(BPF_PROG_NAME));
    }

    @Override
    public int type() {
        return TYPE;
    }

    private static final TextRows<Seg6Local> ROWS = new TextRows<Seg6Local>()
            .add("", ACTION, number -> Numbered.word("action", Action.class).apply(number))
            .add("", SRH, Segments::text)
            .add("table", TABLE, Words::table)
            .add("vrftable", VRFTABLE, Words::table)
            .add("nh4", NH4)
            .add("nh6", NH6)
            .addLink("iif", Seg6Local::incoming)
            .addLink("oif", Seg6Local::outgoing)
            .add("endpoint", Seg6Local::program)
            .add("", Seg6Local::counters)
            .add("flavors", Seg6Local::flavorWords)
            .add("lblen", Seg6Local::blockBits)
            .add("nflen", Seg6Local::functionBits);

    private Optional<String> flavorWords() {
        return Optional.of(flavors().stream().map(Flavor::word).collect(Collectors.joining(",")))
                .filter(words -> !words.isEmpty());
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return ("seg6local " + ROWS.text(this, links)).strip();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Seg6Local copy(Content content) {
        return new Seg6Local(content);
    }

    /**
     * What the kernel counted ({@code SEG6_LOCAL_CNT_*}).
     *
     * @param packets the packets that the action handled
     * @param bytes their bytes
     * @param errors the packets that it could not handle
     */
    public record Counters(long packets, long bytes, long errors) {
        /** As {@code ip -s route} writes it. */
        @Override
        public String toString() {
            return "packets " + Long.toUnsignedString(packets) + " bytes " + Long.toUnsignedString(bytes) + " errors "
                    + Long.toUnsignedString(errors);
        }
    }

    /** A variation of an action ({@code SEG6_LOCAL_FLV_OP_*} of {@code linux/seg6_local.h}). */
    public enum Flavor implements Numbered {
        /** Removes the header at the last but one segment. */
        PSP(1, "psp"),
        /** Removes the header at the last segment. */
        USP(2, "usp"),
        /** Removes the outer packet at the last segment. */
        USD(3, "usd"),
        /** Takes the next segment from those that are compressed into the address. */
        NEXT_CSID(4, "next-csid");

        private final int number;
        private final String word;

        Flavor(int number, String word) {
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

        long bit() {
            return 1L << number;
        }
    }

    /** What happens to the packet ({@code SEG6_LOCAL_ACTION_*} of {@code linux/seg6_local.h}). */
    public enum Action implements Numbered {
        /** Continues to the next segment. */
        END(1, "End"),
        /** Continues through a gateway, {@link #nextHop}. */
        END_X(2, "End.X"),
        /** Continues by a table. */
        END_T(3, "End.T"),
        /** Sends the inner Ethernet packet through a link. */
        END_DX2(4, "End.DX2"),
        /** Sends the inner IPv6 packet to a gateway. */
        END_DX6(5, "End.DX6"),
        /** Sends the inner IPv4 packet to a gateway. */
        END_DX4(6, "End.DX4"),
        /** Routes the inner IPv6 packet by a table. */
        END_DT6(7, "End.DT6"),
        /** Routes the inner IPv4 packet by the table of a VRF. */
        END_DT4(8, "End.DT4"),
        /** Inserts further segments. */
        END_B6(9, "End.B6"),
        /** Encapsulates with further segments. */
        END_B6_ENCAPS(10, "End.B6.Encaps"),
        /** Sends the packet with MPLS labels. */
        END_BM(11, "End.BM"),
        /** Continues by the last segment. */
        END_S(12, "End.S"),
        /** Passes the packet to an application that knows no segments, with a static header. */
        END_AS(13, "End.AS"),
        /** The same, with a masked header. */
        END_AM(14, "End.AM"),
        /** Passes the packet to a BPF program. */
        END_BPF(15, "End.BPF"),
        /** Routes the inner packet by the table of a VRF. */
        END_DT46(16, "End.DT46");

        private final int number;
        private final String word;

        Action(int number, String word) {
            this.number = number;
            this.word = word;
        }

        /** The header has the only one that ends in {@code S} without it. */
        private String constant() {
            return "SEG6_LOCAL_ACTION_" + (this == END_B6_ENCAPS ? "END_B6_ENCAP" : name());
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
