package io.netlink4j.nft.flow;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The connections that the kernel tracks in one network namespace, as {@code conntrack} shows them. It tracks them only where a rule needs
 * it: one with {@code ct}, or with a translation of addresses. Elsewhere there are none.
 *
 * <p>Thread-safe, also for virtual threads: concurrent calls run one after the other. All calls need {@code CAP_NET_ADMIN}. A refused
 * request throws a {@link NetlinkException}.
 *
 * {@snippet :
 * try (Flows flows = Flows.open(router)) {
 *     // who of our network is behind the connection that the server at 198.51.100.7 sees?
 *     flows.behind(FlowTuple.tcp("203.0.113.1", 40000, "198.51.100.7", 443)).map(Flow::client);
 * }
 * }
 */
public final class Flows implements AutoCloseable {
    private static final Protocol PROTOCOL = FlowMessages.protocol();

    private final NetlinkSocket socket;

    private Flows(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens the calling thread's network namespace. */
    public static Flows open() {
        return new Flows(NetlinkSocket.open(PROTOCOL));
    }

    /** Opens {@code namespace}. No thread has to enter it. */
    public static Flows open(NetworkNamespace namespace) {
        return new Flows(NetlinkSocket.open(PROTOCOL, namespace));
    }

    /** The protocol {@code NETLINK_NETFILTER}: the messages about flows with all their attributes. */
    public static Protocol protocol() {
        return PROTOCOL;
    }

    /** All flows. */
    public List<Flow> list() {
        return list(FlowFilter.all());
    }

    /** The flows that {@code filter} selects, each once. Flows that begin or end meanwhile may be missing. */
    public List<Flow> list(FlowFilter filter) {
        return list(FlowMessages.CT_GET, filter);
    }

    /** Like {@link #list(FlowFilter)}, and sets the counters of these flows to zero. Nothing is lost between reading and zeroing. */
    public List<Flow> listAndResetCounters(FlowFilter filter) {
        return list(FlowMessages.CT_GET_CTRZERO, filter);
    }

    private List<Flow> list(MessageType type, FlowFilter filter) {
        // The table may change while it is read, so a flow may be reported twice.
        Map<Object, Flow> found = new LinkedHashMap<>();
        for (Flow request : filter.requests()) {
            socket.list(dump(type, request), decoder(filter))
                    .forEach(flow ->
                            found.put(List.of(flow.get(FlowAttributes.ID), flow.original(), flow.zone()), flow));
        }
        return List.copyOf(found.values());
    }

    /**
     * Passes the flows that {@code filter} selects to {@code visitor} without keeping them, until it returns false. The visitor must not
     * use this object. A flow may be passed twice if the table changes meanwhile.
     */
    public void forEach(FlowFilter filter, Predicate<? super Flow> visitor) {
        boolean[] wanted = {true};
        for (Flow request : filter.requests()) {
            if (wanted[0]) {
                socket.forEach(
                        dump(FlowMessages.CT_GET, request),
                        decoder(filter),
                        found -> wanted[0] = wanted[0] && visitor.test(found));
            }
        }
    }

    private static Request dump(MessageType type, Flow request) {
        return new Request(type, NLM_F_DUMP, request, () -> "list flows");
    }

    private static Decoder<Flow> decoder(FlowFilter filter) {
        return (type, flags, body) -> {
            Flow flow = Flow.DESCRIPTOR.decodeCreated(type, flags, body);
            return flow != null && filter.test(flow) ? flow : null;
        };
    }

    /** The flow of packets with this tuple, in either direction, in zone 0. */
    public Optional<Flow> find(FlowTuple tuple) {
        return find(Flow.named(tuple));
    }

    /** The current state of a flow that has the tuple, the zone and, if set, the number of {@code flow}. */
    public Optional<Flow> find(Flow flow) {
        try {
            return Optional.of(get(flow));
        } catch (NetlinkException.NotFound none) {
            return Optional.empty();
        }
    }

    /**
     * The current state of a flow.
     *
     * @throws NetlinkException.NotFound if it is gone
     */
    public Flow get(Flow flow) {
        Request request = request(FlowMessages.CT_GET, 0, "find", flow.reference());
        Flow found = socket.get(request, Flow.DESCRIPTOR::decodeCreated);
        Optional<Long> id = flow.get(FlowAttributes.ID);
        if (id.isPresent() && !id.equals(found.get(FlowAttributes.ID))) {
            throw NetlinkException.refused(
                    request + " in " + socket.where(), Errno.ENOENT, "another flow has the same addresses by now");
        }
        return found;
    }

    /**
     * The flow behind packets that a peer outside sees: its {@link Flow#client} is the host whose address was translated.
     *
     * @param seen the packets as they arrive at the peer
     */
    public Optional<Flow> behind(FlowTuple seen) {
        return find(seen.reversed());
    }

    /**
     * Adds a flow.
     *
     * @throws NetlinkException.AlreadyExists if there is one with this tuple in this zone
     */
    public void add(Flow flow) {
        socket.execute(request(FlowMessages.CT_NEW, NLM_F_CREATE | NLM_F_EXCL, "add", flow));
    }

    /**
     * Changes what is set in {@code change}: mark, timeout, status, labels, state. So begin with {@link Flow#reference}.
     *
     * @throws NetlinkException.NotFound if there is no flow with this tuple in this zone
     */
    public void update(Flow change) {
        if (change.has(FlowAttributes.ID)) {
            get(change); // the kernel does not compare the number when it changes a flow
        }
        socket.execute(request(FlowMessages.CT_NEW, 0, "change", change));
    }

    /**
     * Deletes a flow. The next packet of the connection begins a new one.
     *
     * @throws NetlinkException.NotFound if it is gone, or if another flow has the same addresses by now
     */
    public void delete(Flow flow) {
        socket.execute(deletion(flow));
    }

    /** Deletes a flow, and returns whether it was there. */
    public boolean deleteIfExists(Flow flow) {
        try {
            delete(flow);
            return true;
        } catch (NetlinkException.NotFound gone) {
            return false;
        }
    }

    /**
     * Deletes the flows that {@code filter} selects, and returns how many there were.
     *
     * @throws IllegalArgumentException if the filter has no condition: {@link #deleteEverything} deletes all flows
     */
    public int deleteAll(FlowFilter filter) {
        if (filter.isEmpty()) {
            throw new IllegalArgumentException("a filter without a condition selects all flows: call deleteEverything");
        }
        List<Request> requests = list(filter).stream().map(Flows::deletion).toList();
        List<NetlinkException> failures = new ArrayList<>(socket.batch(requests).failures());
        int deleted = requests.size() - failures.size();
        failures.removeIf(failure -> failure instanceof NetlinkException.NotFound);
        if (!failures.isEmpty()) {
            throw failures.getFirst().alongWith(failures.subList(1, failures.size()));
        }
        return deleted;
    }

    /** Deletes all flows of both families. */
    public void deleteEverything() {
        socket.execute(new Request(FlowMessages.CT_DELETE, 0, Flow.DESCRIPTOR.empty(), () -> "delete all flows"));
    }

    private static Request deletion(Flow flow) {
        return request(FlowMessages.CT_DELETE, 0, "delete", flow.reference());
    }

    private static Request request(MessageType type, int flags, String verb, Flow flow) {
        return new Request(
                type,
                flags,
                flow,
                () -> verb + " the flow " + flow.original().protocol() + " " + flow.original()
                        + (flow.zone() == 0 ? "" : " in zone " + flow.zone()));
    }

    /** The number of flows. */
    public long count() {
        return table(FlowStatistics.ENTRIES);
    }

    /** The most flows that there may be ({@code net.netfilter.nf_conntrack_max}); empty on kernels that do not report it. */
    public Optional<Long> maximum() {
        return Optional.of(table(FlowStatistics.MAX_ENTRIES)).filter(most -> most != 0);
    }

    private long table(Attribute<Long> key) {
        Nest body = header(FlowStatistics.GLOBAL_SCHEMA);
        Nest found = socket.get(
                new Request(FlowMessages.CT_GET_STATS, 0, body, () -> "count flows"),
                (type, flags, bytes) -> new Nest(FlowStatistics.GLOBAL_SCHEMA, Content.of(bytes)));
        return found.get(key).orElse(0L);
    }

    /** What each processor counted. */
    public List<FlowStatistics> statistics() {
        return socket.list(
                new Request(
                        FlowMessages.CT_GET_STATS_CPU,
                        NLM_F_DUMP,
                        header(FlowStatistics.SCHEMA),
                        () -> "read statistics of flows"),
                (type, flags, body) -> FlowStatistics.decode(body));
    }

    private static Nest header(Schema schema) {
        return new Nest(schema, Content.of(Nfgenmsg.header(0)));
    }

    /** The connections that others have announced. */
    public List<Expectation> expectations() {
        return socket.list(
                new Request(
                        FlowMessages.EXP_GET, NLM_F_DUMP, Expectation.DESCRIPTOR.empty(), () -> "list expectations"),
                Expectation.DESCRIPTOR::decodeCreated);
    }

    /**
     * Announces a connection.
     *
     * @throws NetlinkException.NotFound if the flow that announces it does not exist
     * @throws NetlinkException.NotSupported if that flow has no helper
     */
    public void add(Expectation expectation) {
        socket.execute(new Request(
                FlowMessages.EXP_NEW,
                NLM_F_CREATE | NLM_F_EXCL,
                expectation,
                () -> "add the expectation " + expectation.tuple()));
    }

    /**
     * Deletes an expectation.
     *
     * @throws NetlinkException.NotFound if it is gone
     */
    public void delete(Expectation expectation) {
        socket.execute(new Request(
                FlowMessages.EXP_DELETE,
                0,
                expectation.reference(),
                () -> "delete the expectation " + expectation.tuple()));
    }

    /**
     * Subscribes to flows that begin, change and end. In {@link io.netlink4j.core.Event.Changed} the flag {@code NLM_F_CREATE} means that
     * the flow is new. Only {@link io.netlink4j.core.Event.Deleted} has the counters. By default the kernel reports only flows that begin
     * after the subscription ({@code net.netfilter.nf_conntrack_events}).
     */
    public Subscription<Flow> subscribe() {
        return socket.subscribe(Flow.DESCRIPTOR, MulticastGroup.numbers(Flow.DESCRIPTOR.groups()));
    }

    /** Subscribes to expectations that begin, change and end. */
    public Subscription<Expectation> subscribeToExpectations() {
        return socket.subscribe(Expectation.DESCRIPTOR, MulticastGroup.numbers(Expectation.DESCRIPTOR.groups()));
    }

    /** The socket, for requests that this library has no method for. */
    public NetlinkSocket socket() {
        return socket;
    }

    /** Closes the socket. */
    @Override
    public void close() {
        socket.close();
    }

    /** {@code flows in namespace 'red'}. */
    @Override
    public String toString() {
        return "flows in " + socket.where();
    }
}
