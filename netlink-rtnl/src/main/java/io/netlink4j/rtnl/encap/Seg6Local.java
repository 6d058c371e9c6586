package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
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
import io.netlink4j.rtnl.object.Numbered;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    private static final Schema.Builder KEYS = Schema.builder("seg6local encapsulation");
    static final Attribute<Integer> ACTION = KEYS.add(1, "SEG6_LOCAL_ACTION", COUNT);
    static final Attribute<List<IpAddress>> SRH = KEYS.add(2, "SEG6_LOCAL_SRH", HEADER);
    static final Attribute<Long> TABLE = KEYS.add(3, "SEG6_LOCAL_TABLE", U32);
    static final Attribute<IpAddress> NH4 = KEYS.add(4, "SEG6_LOCAL_NH4", CheckedCodecs.address(Ipv4Address.class));
    static final Attribute<IpAddress> NH6 = KEYS.add(5, "SEG6_LOCAL_NH6", CheckedCodecs.address(Ipv6Address.class));
    static final Attribute<LinkReference> IIF = KEYS.add(6, "SEG6_LOCAL_IIF", LinkReference.CODEC);
    static final Attribute<LinkReference> OIF = KEYS.add(7, "SEG6_LOCAL_OIF", LinkReference.CODEC);
    /** The BPF program, as attributes. */
    public static final Attribute<Nest> BPF = KEYS.add(8, "SEG6_LOCAL_BPF", nest(() -> bpf()));

    static final Attribute<Long> VRFTABLE = KEYS.add(9, "SEG6_LOCAL_VRFTABLE", U32);
    /** The counters, as attributes. If they are present in a request, the kernel counts. */
    public static final Attribute<Nest> COUNTERS = KEYS.add(10, "SEG6_LOCAL_COUNTERS", nest(() -> counters()));
    /** Variations of the action, as attributes; since Linux 6.3. */
    public static final Attribute<Nest> FLAVORS = KEYS.add(11, "SEG6_LOCAL_FLAVORS", nest(() -> flavors()));

    static final Schema SCHEMA = KEYS.build();

    Seg6Local(Content content) {
        super(content);
    }

    private static Schema bpf() {
        Schema.Builder keys = Schema.builder("seg6local bpf");
        keys.add(1, "SEG6_LOCAL_BPF_PROG", U32);
        keys.add(2, "SEG6_LOCAL_BPF_PROG_NAME", STRING);
        return keys.build();
    }

    private static Schema counters() {
        Schema.Builder keys = Schema.builder("seg6local counters");
        keys.add(2, "SEG6_LOCAL_CNT_PACKETS", U64);
        keys.add(3, "SEG6_LOCAL_CNT_BYTES", U64);
        keys.add(4, "SEG6_LOCAL_CNT_ERRORS", U64);
        return keys.build();
    }

    private static Schema flavors() {
        Schema.Builder keys = Schema.builder("seg6local flavors");
        keys.add(1, "SEG6_LOCAL_FLV_OPERATION", U32);
        keys.add(2, "SEG6_LOCAL_FLV_LCBLOCK_BITS", U8);
        keys.add(3, "SEG6_LOCAL_FLV_LCNODE_FN_BITS", U8);
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

    @Override
    public int type() {
        return TYPE;
    }

    private static final TextRows<Seg6Local> ROWS = new TextRows<Seg6Local>()
            .add("", ACTION, number -> Numbered.word("action", Action.class).apply(number))
            .add("", SRH, Segments::text)
            .add("table", TABLE)
            .add("vrftable", VRFTABLE)
            .add("nh4", NH4)
            .add("nh6", NH6)
            .addLink("iif", Seg6Local::incoming)
            .addLink("oif", Seg6Local::outgoing);

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
