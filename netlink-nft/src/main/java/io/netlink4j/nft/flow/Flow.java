package io.netlink4j.nft.flow;

import static io.netlink4j.core.error.Errno.EBUSY;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.packet.CtStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A connection that the kernel tracks, or a stream of packets that it takes for one (all keys are in {@link FlowAttributes}).
 *
 * <p>The {@linkplain #original original} tuple is what the first packet looked like when it arrived. The {@linkplain #reply reply} tuple is
 * what an answer looks like when it arrives. If nothing is translated, the second is the first {@linkplain FlowTuple#reversed reversed}.
 */
public final class Flow extends NetlinkObject<Flow> {
    /** The descriptor of {@link Flow}: its messages, groups and identity. */
    public static final ObjectDescriptor<Flow> DESCRIPTOR = ObjectDescriptor.of(
                    "flow", "flows", FlowAttributes.SCHEMA, Flow::new)
            .messages(
                    FlowMessages.CT_NEW,
                    FlowMessages.CT_DELETE,
                    FlowMessages.CT_GET,
                    FlowMessages.CT_GET_CTRZERO,
                    FlowMessages.CT_GET_DYING,
                    FlowMessages.CT_GET_UNCONFIRMED)
            .groups(FlowGroup.NEW, FlowGroup.UPDATE, FlowGroup.DESTROY)
            .identity(Flow::original, Flow::zone, flow -> flow.get(FlowAttributes.ID))
            .errors(rows -> {
                rows.on(ENOENT).means("there is no such flow");
                rows.on(EEXIST).means("there is such a flow already");
                rows.on(EBUSY).means("the kernel does not let such a status be set or cleared");
                rows.on(EOPNOTSUPP)
                        .when(flow -> flow.has(FlowAttributes.NAT_SRC) || flow.has(FlowAttributes.NAT_DST))
                        .means("the translation of a flow cannot be changed");
                rows.on(EINVAL)
                        .of(FlowMessages.CT_NEW)
                        .when(flow -> !flow.has(FlowAttributes.TIMEOUT))
                        .means("a new flow needs a timeout");
                rows.on(EINVAL)
                        .when(flow -> !flow.has(FlowAttributes.TUPLE_ORIG))
                        .means(Kind.NOT_SUPPORTED, "this kernel has no nf_conntrack_netlink");
            })
            .build();

    private static final long NANOS = 1_000_000_000L;

    private Flow(Content content) {
        super(content);
    }

    private Flow(byte[] bytes) {
        super(bytes);
    }

    /** A flow whose first packet is {@code original}, whose addresses are not translated. To add it, set a {@link #timeout(Duration)}, too. */
    public static Flow of(FlowTuple original) {
        return named(original).with(FlowAttributes.TUPLE_REPLY, original.reversed());
    }

    /** A flow by what finds it: the tuple of either direction. */
    static Flow named(FlowTuple tuple) {
        return DESCRIPTOR.empty().with(Nfgenmsg.FAMILY, tuple.family().number()).with(FlowAttributes.TUPLE_ORIG, tuple);
    }

    /** The family of the addresses. */
    public IpFamily family() {
        return original().family();
    }

    /** The packets of the direction that began, as they arrive. */
    public FlowTuple original() {
        return require(FlowAttributes.TUPLE_ORIG);
    }

    /** The packets of the other direction, as they arrive. */
    public FlowTuple reply() {
        return require(FlowAttributes.TUPLE_REPLY);
    }

    /** Whether the kernel translates the source, as masquerade does. */
    public boolean isSourceTranslated() {
        return has(CtStatus.SNAT);
    }

    /** Whether the kernel translates the destination, as DNAT and redirect do. */
    public boolean isDestinationTranslated() {
        return has(CtStatus.DNAT);
    }

    /** The flow as the peer sees it: with the source and destination after their translation. */
    public FlowTuple translated() {
        return reply().reversed();
    }

    /** Whose connection it is: the source before its translation. */
    public IpAddress client() {
        return original().source();
    }

    /** Who answers: the destination after its translation. */
    public IpAddress server() {
        return reply().source();
    }

    private boolean has(CtStatus bit) {
        return (get(FlowAttributes.STATUS).orElse(0L) & bit.bit()) != 0;
    }

    /** The status bits that this library has names for. */
    public Set<CtStatus> status() {
        Set<CtStatus> status = EnumSet.noneOf(CtStatus.class);
        for (CtStatus bit : CtStatus.values()) {
            if (has(bit)) {
                status.add(bit);
            }
        }
        return status;
    }

    /** A copy with status bits. The kernel lets {@link CtStatus#SEEN_REPLY} and {@link CtStatus#ASSURED} be set, and no bit be cleared that it set. */
    public Flow status(CtStatus... bits) {
        long number = 0;
        for (CtStatus bit : bits) {
            number |= bit.bit();
        }
        return with(FlowAttributes.STATUS, number);
    }

    /** The state of a TCP connection; empty for other protocols. */
    public Optional<TcpFlowState> tcpState() {
        return get(FlowAttributes.PROTOINFO)
                .flatMap(info -> info.get(FlowAttributes.PROTOINFO_TCP))
                .flatMap(tcp -> tcp.get(FlowAttributes.TCP_STATE))
                .flatMap(TcpFlowState::of);
    }

    /** A copy with the state of a TCP connection. */
    public Flow tcpState(TcpFlowState state) {
        Nest tcp = Nest.empty(FlowAttributes.TCP_SCHEMA).with(FlowAttributes.TCP_STATE, state.number());
        return with(
                FlowAttributes.PROTOINFO,
                Nest.empty(FlowAttributes.PROTOINFO_SCHEMA).with(FlowAttributes.PROTOINFO_TCP, tcp));
    }

    /** The time until the flow is forgotten unless a packet comes. */
    public Optional<Duration> timeout() {
        return get(FlowAttributes.TIMEOUT);
    }

    /** A copy with a timeout in whole seconds. */
    public Flow timeout(Duration timeout) {
        return with(FlowAttributes.TIMEOUT, timeout);
    }

    /** The mark; 0 if there is none. */
    public long mark() {
        return get(FlowAttributes.MARK).orElse(0L);
    }

    /** A copy with a mark of 32 bits. */
    public Flow mark(long mark) {
        return with(FlowAttributes.MARK, mark);
    }

    /** A copy that changes only the bits in {@code mask} of the mark. */
    public Flow mark(long mark, long mask) {
        return mark(mark).with(FlowAttributes.MARK_MASK, mask);
    }

    /** The numbers of the labels, 0 to 127. The kernel has labels only where a rule uses them. */
    public BitSet labels() {
        return BitSet.valueOf(get(FlowAttributes.LABELS).orElse(new byte[0]));
    }

    /** A copy with labels, 0 to 127. */
    public Flow labels(BitSet labels) {
        if (labels.length() > 16 * Byte.SIZE) {
            throw new IllegalArgumentException("a flow has the labels 0 to 127, not " + (labels.length() - 1));
        }
        return with(FlowAttributes.LABELS, Arrays.copyOf(labels.toByteArray(), 16));
    }

    /** The zone: equal tuples of different zones are different flows. */
    public int zone() {
        return get(FlowAttributes.ZONE).orElse(0);
    }

    /** A copy in a zone, 1 to 65535. */
    public Flow zone(int zone) {
        return with(FlowAttributes.ZONE, zone);
    }

    /** The counters of the original direction. */
    public Optional<FlowCounters> originalCounters() {
        return counters(FlowAttributes.COUNTERS_ORIG);
    }

    /** The counters of the reply direction. */
    public Optional<FlowCounters> replyCounters() {
        return counters(FlowAttributes.COUNTERS_REPLY);
    }

    private Optional<FlowCounters> counters(Attribute<Nest> key) {
        return get(key).map(nest -> new FlowCounters(
                nest.get(FlowAttributes.COUNTERS_PACKETS).orElse(0L),
                nest.get(FlowAttributes.COUNTERS_BYTES).orElse(0L)));
    }

    /** When it began; only if {@code net.netfilter.nf_conntrack_timestamp} was 1 then. */
    public Optional<Instant> start() {
        return time(FlowAttributes.TIMESTAMP_START);
    }

    /** When it ended; only in events. */
    public Optional<Instant> stop() {
        return time(FlowAttributes.TIMESTAMP_STOP);
    }

    private Optional<Instant> time(Attribute<Long> key) {
        return get(FlowAttributes.TIMESTAMP)
                .flatMap(nest -> nest.get(key))
                .map(nanos -> Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS));
    }

    /** The name of the helper that looks for related connections. */
    public Optional<String> helper() {
        return get(FlowAttributes.HELP).flatMap(nest -> nest.get(FlowAttributes.HELP_NAME));
    }

    /** The flow by its identity alone, to change something: {@code flows.update(flow.reference().mark(5))}. */
    public Flow reference() {
        Flow reference = named(original());
        reference = has(FlowAttributes.ZONE) ? reference.zone(zone()) : reference;
        Optional<Long> id = get(FlowAttributes.ID);
        return id.isPresent() ? reference.with(FlowAttributes.ID, id.get()) : reference;
    }

    @Override
    public Schema schema() {
        return FlowAttributes.SCHEMA;
    }

    @Override
    protected Flow copy(Content content) {
        return new Flow(content);
    }

    /** The line of {@code conntrack -L}. */
    @Override
    public String toString() {
        return FlowText.of(this);
    }
}
