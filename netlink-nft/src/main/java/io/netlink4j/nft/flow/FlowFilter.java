package io.netlink4j.nft.flow;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IpProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Selects flows; all conditions must be true. The kernel evaluates those that it knows: family, zone, mark, status, and protocol, IPv4
 * addresses and ports of the original direction. Everything is checked again.
 *
 * {@snippet :
 * flows.list(FlowFilter.all().protocol(IpProtocol.TCP).destinationPort(80).status(CtStatus.SNAT));
 * }
 */
public final class FlowFilter {
    /** {@code CTA_FILTER_FLAG} of the kernel: the fields of a tuple that are compared. */
    private static final int SOURCE = 1;

    private static final int DESTINATION = 2;
    private static final int PROTOCOL = 8;
    private static final int SOURCE_PORT = 0x10;
    private static final int DESTINATION_PORT = 0x20;

    private final Flow request;
    private final Nest addresses;
    private final Nest proto;
    private final int fields;
    private final List<Predicate<Flow>> conditions;

    private FlowFilter(Flow request, Nest addresses, Nest proto, int fields, List<Predicate<Flow>> conditions) {
        this.request = request;
        this.addresses = addresses;
        this.proto = proto;
        this.fields = fields;
        this.conditions = conditions;
    }

    /** Selects all flows. */
    public static FlowFilter all() {
        return new FlowFilter(
                Flow.DESCRIPTOR.empty(),
                Nest.empty(FlowTupleAttributes.IP_SCHEMA),
                Nest.empty(FlowTupleAttributes.PROTO_SCHEMA),
                0,
                List.of());
    }

    private FlowFilter with(UnaryOperator<Flow> more, Predicate<Flow> condition) {
        return new FlowFilter(more.apply(request), addresses, proto, fields, join(condition));
    }

    private <T> FlowFilter withProto(Attribute<T> key, T value, int field, Predicate<Flow> condition) {
        return new FlowFilter(request, addresses, proto.with(key, value), fields | field, join(condition));
    }

    private List<Predicate<Flow>> join(Predicate<Flow> condition) {
        List<Predicate<Flow>> all = new ArrayList<>(conditions);
        all.add(condition);
        return List.copyOf(all);
    }

    /** Whether nothing was set. */
    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** Selects flows of a family. */
    public FlowFilter family(IpFamily family) {
        return with(flow -> flow.with(Nfgenmsg.FAMILY, family.number()), flow -> flow.family() == family);
    }

    /** Selects flows in a zone. */
    public FlowFilter zone(int zone) {
        return with(flow -> flow.zone(zone), flow -> flow.zone() == zone);
    }

    /** Selects flows with a mark of 32 bits. */
    public FlowFilter mark(long mark) {
        return mark(mark, 0xffff_ffffL);
    }

    /**
     * Selects flows with a mark; the bits in {@code mask} are compared.
     *
     * @throws IllegalArgumentException if {@code mask} has no bit, which would select all flows
     */
    public FlowFilter mark(long mark, long mask) {
        if (mask == 0) {
            throw new IllegalArgumentException("a mask without bits selects all flows");
        }
        return with(flow -> flow.mark(mark, mask), flow -> (flow.mark() & mask) == mark);
    }

    /**
     * Selects flows with all of these status bits.
     *
     * @throws IllegalArgumentException if there is none, which would select all flows
     */
    public FlowFilter status(CtStatus... bits) {
        if (bits.length == 0) {
            throw new IllegalArgumentException("a status without bits selects all flows");
        }
        return with(
                flow -> {
                    Flow wanted = flow.status(bits);
                    return wanted.with(
                            FlowAttributes.STATUS_MASK,
                            wanted.get(FlowAttributes.STATUS).orElse(0L));
                },
                flow -> flow.status().containsAll(List.of(bits)));
    }

    /** Selects flows of a protocol. */
    public FlowFilter protocol(IpProtocol protocol) {
        return withProto(
                FlowTupleAttributes.PROTO_NUM,
                protocol.number(),
                PROTOCOL,
                flow -> flow.original().protocol().equals(protocol));
    }

    /** Selects flows whose first packet came from a port. */
    public FlowFilter sourcePort(int port) {
        return withProto(
                FlowTupleAttributes.SRC_PORT,
                port,
                SOURCE_PORT,
                flow -> flow.original()
                        .sourcePort()
                        .filter(found -> found == port)
                        .isPresent());
    }

    /** Selects flows whose first packet went to a port, before a translation. */
    public FlowFilter destinationPort(int port) {
        return withProto(
                FlowTupleAttributes.DST_PORT,
                port,
                DESTINATION_PORT,
                flow -> flow.original()
                        .destinationPort()
                        .filter(found -> found == port)
                        .isPresent());
    }

    /** Selects flows whose first packet came from a network. The kernel compares whole IPv4 addresses only. */
    public FlowFilter source(IpPrefix network) {
        return address(
                network,
                FlowTupleAttributes.V4_SRC,
                SOURCE,
                flow -> network.contains(flow.original().source()));
    }

    /** Selects flows whose first packet came from a network such as {@code 10.0.0.0/8}. */
    public FlowFilter source(String network) {
        return source(IpPrefix.of(network));
    }

    /** Selects flows whose first packet went to a network, before a translation. The kernel compares whole IPv4 addresses only. */
    public FlowFilter destination(IpPrefix network) {
        return address(
                network,
                FlowTupleAttributes.V4_DST,
                DESTINATION,
                flow -> network.contains(flow.original().destination()));
    }

    /** Selects flows whose first packet went to a network such as {@code 10.0.0.0/8}, before a translation. */
    public FlowFilter destination(String network) {
        return destination(IpPrefix.of(network));
    }

    private FlowFilter address(IpPrefix network, Attribute<IpAddress> key, int field, Predicate<Flow> condition) {
        FlowFilter family = family(network.family());
        List<Predicate<Flow>> all = family.join(flow -> flow.family() == network.family() && condition.test(flow));
        // Kernels seen so far answer the flows with all other addresses when they compare IPv6 addresses.
        return network.isHost() && network.family() == IpFamily.IPV4
                ? new FlowFilter(family.request, addresses.with(key, network.address()), proto, fields | field, all)
                : new FlowFilter(family.request, addresses, proto, fields, all);
    }

    /** Selects flows that the kernel translates. */
    public FlowFilter translated() {
        return with(flow -> flow, flow -> flow.isSourceTranslated() || flow.isDestinationTranslated());
    }

    /** Whether this filter selects {@code flow}. */
    public boolean test(Flow flow) {
        return conditions.stream().allMatch(condition -> condition.test(flow));
    }

    /** The bodies of the requests that answer the selected flows: one for each family if tuples are compared. */
    List<Flow> requests() {
        // The kernel compares ports only together with the protocol, and tuples only within a family.
        int known = (fields & PROTOCOL) != 0 ? fields : fields & ~(SOURCE_PORT | DESTINATION_PORT);
        if (known == 0) {
            return List.of(request);
        }
        FlowTuple tuple =
                FlowTuple.empty().with(FlowTupleAttributes.IP, addresses).with(FlowTupleAttributes.PROTO, proto);
        Flow compared = request.with(FlowAttributes.TUPLE_ORIG, tuple)
                .with(
                        FlowAttributes.FILTER,
                        Nest.empty(FlowAttributes.FILTER_SCHEMA)
                                .with(FlowAttributes.FILTER_ORIG_FLAGS, (long) known)
                                .with(FlowAttributes.FILTER_REPLY_FLAGS, 0L));
        return compared.get(Nfgenmsg.FAMILY) != 0
                ? List.of(compared)
                : Arrays.stream(IpFamily.values())
                        .map(family -> compared.with(Nfgenmsg.FAMILY, family.number()))
                        .toList();
    }
}
