package io.netlink4j.nft.decode;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.analysis.KnownProtocols;
import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.Dependency;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.match.Tunnel;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.packet.FrameType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of protocols that nft adds before a field and does not print: each is dropped if a later match reads a field of that
 * protocol, and no other statement comes between.
 */
final class Guards {
    /** The type of what a frame carries, and the type in a VLAN tag. */
    private static final Source IN_FRAME = NetworkFields.ETHER_TYPE.source();

    private static final Source IN_TAG = NetworkFields.VLAN_TYPE.source();
    private static final int TYPE_LENGTH = 2;

    /** {@code NFT_EXTHDR_OP_SCTP}. */
    private static final int SCTP_CHUNK = 3;

    /** The fields that only one type of messages has. */
    private static final Set<Dependency> OF_ONE_TYPE = Stream.of(
                    Dependency.ICMP_UNREACHABLE,
                    Dependency.ICMP_REDIRECT,
                    Dependency.ICMPV6_TOO_BIG,
                    Dependency.ICMPV6_PARAMETER,
                    Dependency.ICMPV6_LISTENER,
                    Dependency.ICMPV6_REDIRECT)
            .flatMap(dependency -> Stream.of(dependency, dependency.alone().orElseThrow()))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<CtKey> ADDRESSES = Set.of(CtKey.SRC_IP, CtKey.DST_IP, CtKey.SRC_IP6, CtKey.DST_IP6);

    private static final Set<Dependency> ICMP = Set.of(Dependency.ICMP, Dependency.ICMPV6);

    private final Protocols protocols;
    private final List<RulePart> parts;
    private final boolean listing;
    private final Map<Layer, Guard> open = new HashMap<>();
    private @Nullable RulePart icmpType;
    private final List<Field> used = new ArrayList<>();
    private boolean carrierKept;
    private boolean lookedUp;
    private final List<Compared> compared = new ArrayList<>();

    private record Compared(Field field, RulePart comparison, Type type) {}

    /** What a comparison says of the type of a frame. */
    private enum Type {
        USUAL_TAG,
        SERVICE_TAG,
        IP,
        IP6,
        OTHER;

        static Type of(byte[] number) {
            if (Arrays.equals(number, FrameType.VLAN.bytes())) {
                return USUAL_TAG;
            }
            if (Arrays.equals(number, KnownProtocols.serviceTag())) {
                return SERVICE_TAG;
            }
            return Arrays.equals(number, FrameType.IP.bytes())
                    ? IP
                    : Arrays.equals(number, FrameType.IP6.bytes()) ? IP6 : OTHER;
        }

        boolean isTag() {
            return this == USUAL_TAG || this == SERVICE_TAG;
        }

        /** Whether frames of this type have the packets that a table of one IP version sees. */
        boolean isOf(NfFamily family) {
            return (family == NfFamily.IP && this == IP) || (family == NfFamily.IP6 && this == IP6);
        }
    }

    /**
     * What a guard is for.
     *
     * @param tunnel the tunnel, for a header of the packet inside; null for the packet itself
     * @param tag whether it is for a VLAN tag in the header
     */
    private record Layer(@Nullable Tunnel tunnel, PayloadBase base, boolean tag) {
        static Layer of(@Nullable Tunnel tunnel, PayloadBase base) {
            return new Layer(tunnel, base, false);
        }

        /** A VLAN tag. */
        static Layer tag(@Nullable Tunnel tunnel) {
            return new Layer(tunnel, PayloadBase.LINK, true);
        }
    }

    /**
     * A comparison that may be left out.
     *
     * @param inHeader whether it compares the field of the network header
     * @param usual whether it says that the usual VLAN tag follows the header of the frame
     * @param ofFrame whether it compares the type in the header of the frame
     * @param implied whether nft leaves it out before a transport protocol, too
     * @param foreign whether it says another type than the frames have whose packets the table sees
     */
    private record Guard(
            RulePart part, boolean inHeader, boolean usual, boolean ofFrame, boolean implied, boolean foreign) {
        static Guard of(RulePart part) {
            return new Guard(part, false, false, false, false, false);
        }

        static Guard ofConnection(RulePart part) {
            return new Guard(part, false, false, false, true, false);
        }

        static Guard ofProtocol(RulePart part, boolean foreign) {
            return new Guard(part, false, false, false, false, foreign);
        }
    }

    /** Drops guards from {@code parts}; with {@code listing}, also those that nft leaves out of a listing though they say more. */
    Guards(Protocols protocols, List<RulePart> parts, boolean listing) {
        this.protocols = protocols;
        this.parts = parts;
        this.listing = listing;
    }

    /** Whether statements are decoded for a listing such as nft's. */
    boolean isListing() {
        return listing;
    }

    /** Notes a comparison for equality, which can be the guard of a later field. */
    void compare(Field field, byte[] number, RulePart comparison) {
        compared.add(new Compared(field, comparison, Type.of(number)));
    }

    /** Notes that a field is read, which implies its guard, unless no packet here has it. */
    void use(Field field) {
        if (!(field.source() instanceof Source.Extension) || protocols.meet(field)) {
            used.add(field);
        }
    }

    /** Notes that a field that is read has another name. */
    void replace(Field field, Field named) {
        used.remove(field);
        used.add(named);
    }

    /** Notes that the fields are looked up, for which nft leaves out that a VLAN tag follows. */
    void lookUp() {
        lookedUp = true;
    }

    /** Keeps the guard of the tunnel, since nft lists it before a lookup of one field in the packet inside. */
    void keepCarrier() {
        carrierKept = true;
    }

    /** The parts that were noted belong to the rule. */
    void commit() {
        used.forEach(this::drop);
        compared.forEach(this::open);
        forget();
    }

    /** The parts that were noted are no statements. */
    void forget() {
        used.clear();
        compared.clear();
        carrierKept = false;
        lookedUp = false;
    }

    private void open(Compared compared) {
        Field field = compared.field();
        RulePart comparison = compared.comparison();
        Tunnel tunnel = field.source() instanceof Source.Inside inside ? inside.tunnel() : null;
        Source source = field.source() instanceof Source.Inside inside ? inside.field() : field.source();
        if (source instanceof Source.Metadata(MetaKey key)) {
            if (key.equals(MetaKey.L4PROTO)) {
                if (tunnel == null) {
                    dropNetworkOfIcmp();
                    dropNetworkOfConnection();
                }
                open.put(Layer.of(tunnel, PayloadBase.TRANSPORT), Guard.of(comparison));
            } else if (key.equals(MetaKey.NFPROTO) || key.equals(MetaKey.PROTOCOL)) {
                drop(Layer.of(tunnel, PayloadBase.LINK));
                drop(Layer.tag(tunnel));
                open.put(
                        Layer.of(tunnel, PayloadBase.NETWORK),
                        Guard.ofProtocol(comparison, key.equals(MetaKey.PROTOCOL) && isForeign(compared.type())));
            } else if (key.equals(MetaKey.IIFTYPE)) {
                open.put(Layer.of(tunnel, PayloadBase.LINK), Guard.of(comparison));
            }
        } else if (source instanceof Source.Conntrack(CtKey key, int direction)) {
            open(key, comparison);
        } else if (field.equals(TransportFields.ICMP_TYPE) || field.equals(TransportFields.ICMPV6_TYPE)) {
            icmpType = comparison;
        } else if (source.equals(NetworkFields.IP_PROTOCOL.source())
                || source.equals(NetworkFields.IP6_NEXTHDR.source())) {
            if (field.notation() == ValueFormat.PROTOCOL) {
                open.put(
                        Layer.of(tunnel, PayloadBase.TRANSPORT),
                        new Guard(comparison, true, false, false, false, false));
            }
        } else if (field.length() == TYPE_LENGTH && (source.equals(IN_FRAME) || source.equals(IN_TAG))) {
            open.put(
                    compared.type().isTag() ? Layer.tag(tunnel) : Layer.of(tunnel, PayloadBase.NETWORK),
                    new Guard(
                            comparison,
                            false,
                            source.equals(IN_FRAME) && compared.type() == Type.USUAL_TAG,
                            true,
                            compared.type().isOf(protocols.family()),
                            isForeign(compared.type())));
        }
    }

    /** The protocols of a connection are guards, too. Its addresses say the version. */
    private void open(CtKey key, RulePart comparison) {
        if (key.equals(CtKey.L3PROTOCOL)) {
            open.put(Layer.of(null, PayloadBase.NETWORK), Guard.ofConnection(comparison));
        } else if (key.equals(CtKey.PROTOCOL)) {
            dropNetworkOfConnection();
            if (protocols.network().isPresent()) {
                open.put(Layer.of(null, PayloadBase.TRANSPORT), Guard.ofConnection(comparison));
            }
        } else if (ADDRESSES.contains(key) && !isForeign(open.get(Layer.of(null, PayloadBase.NETWORK)))) {
            drop(Layer.of(null, PayloadBase.NETWORK));
        }
    }

    private boolean isForeign(Type type) {
        return isOfOneVersion() && !type.isOf(protocols.family());
    }

    private static boolean isForeign(@Nullable Guard guard) {
        return guard != null && guard.foreign();
    }

    /** nft leaves out the version of a connection before a transport protocol, and in tables of one version the type in a frame. */
    private void dropNetworkOfConnection() {
        Guard guard = open.get(Layer.of(null, PayloadBase.NETWORK));
        if (guard != null && guard.implied()) {
            drop(Layer.of(null, PayloadBase.NETWORK));
        }
    }

    /** ICMP of an IP version says the version. */
    private void dropNetworkOfIcmp() {
        Set<IpProtocol> transports = protocols.transports();
        boolean icmp = transports.equals(Set.of(IpProtocol.ICMP))
                && protocols.network().equals(Optional.of(IpFamily.IPV4));
        boolean icmpv6 = transports.equals(Set.of(IpProtocol.ICMPV6))
                && protocols.network().equals(Optional.of(IpFamily.IPV6));
        if (icmp || icmpv6) {
            drop(PayloadBase.NETWORK);
        }
    }

    private void drop(Field field) {
        if (OF_ONE_TYPE.contains(field.dependency()) && !saysVersion(Layer.of(null, PayloadBase.TRANSPORT))) {
            remove(icmpType);
            icmpType = null;
        }
        if (field.source() instanceof Source.Inside(Tunnel tunnel, Source inner)) {
            if (!carrierKept && !isTypeOfPacket(inner)) {
                drop(PayloadBase.TRANSPORT);
            }
            drop(field, inner, tunnel);
        } else {
            drop(field, field.source(), null);
        }
    }

    private static boolean isTypeOfPacket(Source source) {
        return source.equals(IN_FRAME)
                || source.equals(IN_TAG)
                || source.equals(Source.meta(MetaKey.PROTOCOL))
                || source.equals(Source.meta(MetaKey.L4PROTO));
    }

    private void drop(Field field, Source source, @Nullable Tunnel tunnel) {
        if (source instanceof Source.Extension extension) {
            if (extension.operation() == Exthdr.TCP_OPTION) {
                drop(Layer.of(null, PayloadBase.TRANSPORT));
            } else if (extension.operation() == SCTP_CHUNK) {
                drop(PayloadBase.NETWORK);
            } else {
                drop(Layer.of(null, PayloadBase.NETWORK));
            }
        } else if (source instanceof Source.Header header && field.dependency() != Dependency.NONE) {
            Guard tag = open.get(Layer.tag(tunnel));
            if (field.dependency() == Dependency.VLAN && tag != null && isOfTag(tag, source)) {
                drop(Layer.tag(tunnel));
            }
            if (tunnel != null && ICMP.contains(field.dependency())) {
                drop(Layer.of(tunnel, PayloadBase.NETWORK));
            }
            useHeader(Layer.of(tunnel, header.base()));
        }
    }

    /** Whether a field of a VLAN tag implies the guard. nft lists no type of tag in tables of one IP version. */
    private boolean isOfTag(Guard guard, Source field) {
        return (listing && isOfOneVersion()) || (guard.usual() && (lookedUp || !field.equals(IN_TAG)));
    }

    private boolean isOfOneVersion() {
        return protocols.family() == NfFamily.IP || protocols.family() == NfFamily.IP6;
    }

    private void useHeader(Layer layer) {
        if (!saysVersion(layer)) {
            drop(layer);
        }
    }

    /** Whether it compares the transport protocol in the network header, which says the IP version, too. */
    private boolean saysVersion(Layer layer) {
        Guard guard = open.get(layer);
        return guard != null && guard.inHeader() && layer.tunnel() == null && !isOfOneVersion();
    }

    NfFamily family() {
        return protocols.family();
    }

    /** Drops the guard; false if there is none. */
    boolean drop(PayloadBase base) {
        Guard guard = open.get(Layer.of(null, base));
        boolean ofConnection = guard != null && guard.implied() && !guard.ofFrame();
        return !(ofConnection && base.equals(PayloadBase.NETWORK) && isOfOneVersion())
                && !isForeign(guard)
                && drop(Layer.of(null, base));
    }

    /** Whether the type in the header of the frame says the protocol. */
    boolean isOfFrame(PayloadBase base) {
        Guard guard = open.get(Layer.of(null, base));
        return guard != null && guard.ofFrame();
    }

    private boolean drop(Layer layer) {
        Guard guard = open.remove(layer);
        remove(guard == null ? null : guard.part());
        return guard != null;
    }

    @SuppressWarnings("ReferenceEquality") // equal comparisons may come twice
    private void remove(@Nullable RulePart guard) {
        parts.removeIf(part -> part == guard);
    }

    /** A statement that is no match follows. */
    void close() {
        open.clear();
        icmpType = null;
    }
}
