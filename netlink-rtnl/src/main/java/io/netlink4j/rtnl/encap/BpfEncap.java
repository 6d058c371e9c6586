package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.Optional;
import java.util.function.Function;

/**
 * BPF programs that see the packets of a route and may add headers ({@code LWT_BPF_*} of {@code linux/lwtunnel.h}). The kernel reports the
 * names of the programs and not their file descriptors, so a route that was listed cannot be added again as it is.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("10.1.0.0/16").encap(BpfEncap.sending(fd, "add_header")).link("eth0"));
 * }
 */
public final class BpfEncap extends KnownEncapsulation<BpfEncap> {
    static final int TYPE = 6;

    /** {@code LWT_BPF_MAX_HEADROOM}. */
    private static final int MOST_HEADROOM = 256;

    private static final Schema.Builder PROGRAM = Schema.builder("bpf program");
    private static final Attribute<Integer> FD = PROGRAM.requested(1, "LWT_BPF_PROG_FD", S32);
    private static final Attribute<String> NAME = PROGRAM.add(2, "LWT_BPF_PROG_NAME", STRING);
    private static final Schema PROGRAM_SCHEMA = PROGRAM.build();

    private static final Schema.Builder KEYS = Schema.builder("bpf encapsulation");
    static final Attribute<Nest> IN = KEYS.add(1, "LWT_BPF_IN", nest(() -> PROGRAM_SCHEMA));
    static final Attribute<Nest> OUT = KEYS.add(2, "LWT_BPF_OUT", nest(() -> PROGRAM_SCHEMA));
    static final Attribute<Nest> XMIT = KEYS.add(3, "LWT_BPF_XMIT", nest(() -> PROGRAM_SCHEMA));
    static final Attribute<Long> XMIT_HEADROOM = KEYS.requested(4, "LWT_BPF_XMIT_HEADROOM", U32);

    static final Schema SCHEMA = KEYS.build();

    private static final TextRows<BpfEncap> ROWS = new TextRows<BpfEncap>()
            .add("in", BpfEncap::incoming)
            .add("out", BpfEncap::outgoing)
            .add("xmit", BpfEncap::sending)
            .add("headroom", XMIT_HEADROOM);

    BpfEncap(Content content) {
        super(content);
    }

    private static BpfEncap empty() {
        return new BpfEncap(Content.of(new byte[0]));
    }

    /**
     * A program for packets that arrive by the route ({@code LWT_BPF_IN}, {@code BPF_PROG_TYPE_LWT_IN}).
     *
     * @param fd its file descriptor, which must be open until the route is added
     * @param name the name that the route shows
     */
    public static BpfEncap incoming(int fd, String name) {
        return empty().with(IN, program(fd, name));
    }

    /** A program for packets that leave by the route ({@code LWT_BPF_OUT}, {@code BPF_PROG_TYPE_LWT_OUT}), as above. */
    public static BpfEncap outgoing(int fd, String name) {
        return empty().with(OUT, program(fd, name));
    }

    /** A program that may add headers to packets before they are sent ({@code LWT_BPF_XMIT}, {@code BPF_PROG_TYPE_LWT_XMIT}), as above. */
    public static BpfEncap sending(int fd, String name) {
        return empty().with(XMIT, program(fd, name));
    }

    /** A copy that also has the programs of another one. */
    public BpfEncap and(BpfEncap other) {
        BpfEncap both = copied(other, IN, this);
        both = copied(other, OUT, both);
        both = copied(other, XMIT, both);
        return copied(other, XMIT_HEADROOM, both);
    }

    private static <T> BpfEncap copied(BpfEncap from, Attribute<T> key, BpfEncap to) {
        return from.get(key).map(value -> to.with(key, value)).orElse(to);
    }

    /** A copy that reserves bytes for the headers of {@link #sending}, at most 256 ({@code LWT_BPF_XMIT_HEADROOM}). The kernel does not report it. */
    public BpfEncap headroom(int bytes) {
        return with(XMIT_HEADROOM, (long) CheckedCodecs.inRange(bytes, 0, MOST_HEADROOM, "the headroom"));
    }

    /** The name of the program for packets that arrive. */
    public Optional<String> incoming() {
        return name(IN);
    }

    /** The name of the program for packets that leave. */
    public Optional<String> outgoing() {
        return name(OUT);
    }

    /** The name of the program that may add headers. */
    public Optional<String> sending() {
        return name(XMIT);
    }

    private Optional<String> name(Attribute<Nest> key) {
        return get(key).map(program -> program.get(NAME).orElse(""));
    }

    private static Nest program(int fd, String name) {
        return Nest.empty(PROGRAM_SCHEMA).with(FD, fd).with(NAME, name);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return ("bpf " + ROWS.text(this, links)).strip();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected BpfEncap copy(Content content) {
        return new BpfEncap(content);
    }
}
