package io.netlink4j.nft.flow;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.packet.IpProtocol;
import java.util.Map;
import java.util.Optional;

/**
 * The packets of a flow in one direction: addresses, protocol, and ports or the identifier, type and code of ICMP (all keys are in {@link
 * FlowTupleAttributes}).
 */
public final class FlowTuple extends NetlinkObject<FlowTuple> {
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;

    /** The types of ICMP and ICMPv6 that answer each other. */
    private static final Map<Integer, Integer> ANSWERS =
            Map.of(8, 0, 0, 8, 13, 14, 14, 13, 15, 16, 16, 15, 17, 18, 18, 17);

    private static final Map<Integer, Integer> ANSWERS_V6 = Map.of(128, 129, 129, 128, 139, 140, 140, 139);

    FlowTuple(Content content) {
        super(content);
    }

    static FlowTuple empty() {
        return new FlowTuple(Content.of(new byte[0]));
    }

    /**
     * Packets of any protocol.
     *
     * @throws IllegalArgumentException if the addresses have different families
     */
    public static FlowTuple of(IpProtocol protocol, IpAddress source, IpAddress destination) {
        if (source.family() != destination.family()) {
            throw new IllegalArgumentException(
                    "a flow has two addresses of one family, not " + source + " and " + destination);
        }
        return empty().with(FlowTupleAttributes.IP, addresses(source, destination))
                .with(
                        FlowTupleAttributes.PROTO,
                        Nest.empty(FlowTupleAttributes.PROTO_SCHEMA)
                                .with(FlowTupleAttributes.PROTO_NUM, protocol.number()));
    }

    private static Nest addresses(IpAddress source, IpAddress destination) {
        boolean wide = source.family() == IpFamily.IPV6;
        return Nest.empty(FlowTupleAttributes.IP_SCHEMA)
                .with(wide ? FlowTupleAttributes.V6_SRC : FlowTupleAttributes.V4_SRC, source)
                .with(wide ? FlowTupleAttributes.V6_DST : FlowTupleAttributes.V4_DST, destination);
    }

    /** Packets of TCP. */
    public static FlowTuple tcp(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        return of(IpProtocol.TCP, source, destination).ports(sourcePort, destinationPort);
    }

    /** Packets of TCP between addresses given as literals. */
    public static FlowTuple tcp(String source, int sourcePort, String destination, int destinationPort) {
        return tcp(IpAddress.of(source), sourcePort, IpAddress.of(destination), destinationPort);
    }

    /** Packets of UDP. */
    public static FlowTuple udp(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        return of(IpProtocol.UDP, source, destination).ports(sourcePort, destinationPort);
    }

    /** Packets of UDP between addresses given as literals. */
    public static FlowTuple udp(String source, int sourcePort, String destination, int destinationPort) {
        return udp(IpAddress.of(source), sourcePort, IpAddress.of(destination), destinationPort);
    }

    /** Requests of {@code ping} with an identifier. */
    public static FlowTuple ping(IpAddress source, IpAddress destination, int id) {
        boolean wide = source.family() == IpFamily.IPV6;
        return of(wide ? IpProtocol.ICMPV6 : IpProtocol.ICMP, source, destination)
                .icmp(id, wide ? ECHO_REQUEST_V6 : ECHO_REQUEST, 0);
    }

    /** A copy with ports. */
    public FlowTuple ports(int source, int destination) {
        return with(
                FlowTupleAttributes.PROTO,
                proto().with(FlowTupleAttributes.SRC_PORT, source).with(FlowTupleAttributes.DST_PORT, destination));
    }

    private FlowTuple icmp(int id, int type, int code) {
        boolean wide = protocol().equals(IpProtocol.ICMPV6);
        return with(
                FlowTupleAttributes.PROTO,
                proto().with(wide ? FlowTupleAttributes.ICMPV6_ID : FlowTupleAttributes.ICMP_ID, id)
                        .with(wide ? FlowTupleAttributes.ICMPV6_TYPE : FlowTupleAttributes.ICMP_TYPE, type)
                        .with(wide ? FlowTupleAttributes.ICMPV6_CODE : FlowTupleAttributes.ICMP_CODE, code));
    }

    /** The family of the addresses. */
    public IpFamily family() {
        return source().family();
    }

    /** The source address. */
    public IpAddress source() {
        return address(FlowTupleAttributes.V4_SRC, FlowTupleAttributes.V6_SRC);
    }

    /** The destination address. */
    public IpAddress destination() {
        return address(FlowTupleAttributes.V4_DST, FlowTupleAttributes.V6_DST);
    }

    private IpAddress address(Attribute<IpAddress> narrow, Attribute<IpAddress> wide) {
        Nest addresses = require(FlowTupleAttributes.IP);
        return addresses
                .get(narrow)
                .or(() -> addresses.get(wide))
                .orElseThrow(() -> new NetlinkException.Malformed("a flow tuple without " + narrow));
    }

    private Nest proto() {
        return get(FlowTupleAttributes.PROTO).orElseGet(() -> Nest.empty(FlowTupleAttributes.PROTO_SCHEMA));
    }

    /** The IP protocol. */
    public IpProtocol protocol() {
        return new IpProtocol(proto().get(FlowTupleAttributes.PROTO_NUM).orElse(0));
    }

    /** The source port; empty for protocols without ports. */
    public Optional<Integer> sourcePort() {
        return proto().get(FlowTupleAttributes.SRC_PORT);
    }

    /** The destination port; empty for protocols without ports. */
    public Optional<Integer> destinationPort() {
        return proto().get(FlowTupleAttributes.DST_PORT);
    }

    /** The identifier of ICMP and ICMPv6. */
    public Optional<Integer> icmpId() {
        return proto().get(FlowTupleAttributes.ICMP_ID).or(() -> proto().get(FlowTupleAttributes.ICMPV6_ID));
    }

    /** The type of ICMP and ICMPv6. */
    public Optional<Integer> icmpType() {
        return proto().get(FlowTupleAttributes.ICMP_TYPE).or(() -> proto().get(FlowTupleAttributes.ICMPV6_TYPE));
    }

    /** The code of ICMP and ICMPv6. */
    public Optional<Integer> icmpCode() {
        return proto().get(FlowTupleAttributes.ICMP_CODE).or(() -> proto().get(FlowTupleAttributes.ICMPV6_CODE));
    }

    /** The answers to these packets, if no address is translated. */
    public FlowTuple reversed() {
        FlowTuple turned = of(protocol(), destination(), source());
        if (icmpType().isPresent()) {
            int type = icmpType().get();
            Map<Integer, Integer> answers = protocol().equals(IpProtocol.ICMPV6) ? ANSWERS_V6 : ANSWERS;
            return turned.icmp(
                    icmpId().orElse(0),
                    answers.getOrDefault(type, type),
                    icmpCode().orElse(0));
        }
        return sourcePort().isEmpty()
                ? turned
                : turned.ports(destinationPort().orElse(0), sourcePort().get());
    }

    @Override
    public Schema schema() {
        return FlowTupleAttributes.SCHEMA;
    }

    @Override
    protected FlowTuple copy(Content content) {
        return new FlowTuple(content);
    }

    /** The words of {@code conntrack}: {@code src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("src=" + source() + " dst=" + destination());
        sourcePort().ifPresent(port -> text.append(" sport=").append(port));
        destinationPort().ifPresent(port -> text.append(" dport=").append(port));
        icmpType().ifPresent(type -> text.append(" type=").append(type));
        icmpCode().ifPresent(code -> text.append(" code=").append(code));
        icmpId().ifPresent(id -> text.append(" id=").append(id));
        return text.toString();
    }
}
