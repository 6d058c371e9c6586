package io.netlink4j.nft.analysis;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.packet.FrameType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.SetElement;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The protocols that a packet is known to have after the expressions of a rule so far. */
public final class KnownProtocols {
    private static final int REGISTER = 1;

    /** The offset of the type in the Ethernet header, which is behind the VLAN tags. */
    private static final int TYPE_OFFSET = 12;

    /** The length of a VLAN tag. */
    public static final int TAG_LENGTH = 4;

    /** {@code ETH_P_8021AD}, the outer of two tags. */
    private static final byte[] SERVICE_TAG = {(byte) 0x88, (byte) 0xa8};

    /** {@code ARPHRD_ETHER} in host byte order. */
    private static final byte[] ETHERNET =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? new byte[] {1, 0} : new byte[] {0, 1};

    /** The offset of the transport protocol in the header of an IP version. */
    private static final Map<IpFamily, Integer> TRANSPORT_OFFSETS = Map.of(IpFamily.IPV4, 9, IpFamily.IPV6, 6);

    /** A cache: there are at most 256 protocols, which all rules share. */
    private static final Map<IpProtocol, List<Expression>> TRANSPORT_GUARDS = new ConcurrentHashMap<>();

    private final NfFamily family;
    private @Nullable IpFamily network;
    private @Nullable FrameType frame;
    private int tags;
    private boolean ethernet;
    private Set<IpProtocol> transports = Set.of();
    private Loaded loaded = Loaded.OTHER;
    private @Nullable Payload payload;

    /** The value in the register that the next expression compares. */
    private enum Loaded {
        LINK_TYPE,
        FRAME_TYPE,
        NETWORK,
        ETHER_TYPE,
        TRANSPORT,
        OTHER
    }

    public KnownProtocols(NfFamily family) {
        this.family = family;
        this.network = ofTable(family).orElse(null);
        this.frame = family == NfFamily.ARP ? FrameType.ARP : null;
        this.ethernet = family == NfFamily.BRIDGE;
    }

    private static Optional<IpFamily> ofTable(NfFamily family) {
        return switch (family) {
            case IP -> Optional.of(IpFamily.IPV4);
            case IP6 -> Optional.of(IpFamily.IPV6);
            case INET, ARP, NETDEV, BRIDGE -> Optional.empty();
        };
    }

    public boolean isNetworkFromTable() {
        return family == NfFamily.ARP || ofTable(family).isPresent();
    }

    public Optional<IpFamily> network() {
        return Optional.ofNullable(network);
    }

    public Set<IpProtocol> transports() {
        return transports;
    }

    public String describeTransports() {
        return transports.stream()
                .map(IpProtocol::toString)
                .sorted()
                .collect(Collectors.joining(" and ", transports.size() == 1 ? "only " : "", ""));
    }

    /** What the frames are known to carry, in a VLAN if {@link #isTagged}. */
    public Optional<FrameType> frame() {
        return Optional.ofNullable(frame);
    }

    /** The type of a frame with the outer one of two VLAN tags. */
    public static byte[] serviceTag() {
        return SERVICE_TAG.clone();
    }

    /** Whether frames are known to have a VLAN tag. */
    public boolean isTagged() {
        return tags > 0;
    }

    /** The number of VLAN tags that frames are known to have. */
    public int tags() {
        return tags;
    }

    /** The offset of the type of what frames carry, behind the tags that they are known to have. */
    public int typeOffset() {
        return TYPE_OFFSET + tags * TAG_LENGTH;
    }

    /** Whether {@link #guard(IpFamily)} compares the type in the frame. */
    public boolean isVersionInFrame() {
        return tags > 0 || (ethernet && (family == NfFamily.INET || family == NfFamily.NETDEV));
    }

    /** Whether {@link #guard(FrameType)} compares the type in the frame. */
    public boolean isTypeInFrame(FrameType type) {
        return family == NfFamily.BRIDGE || tags > 0 || type == FrameType.VLAN;
    }

    /** Whether frames are known to be those of Ethernet. */
    public boolean isEthernet() {
        return ethernet;
    }

    /** The expressions that let only packets of an IP version pass. */
    public List<Expression> guard(IpFamily version) {
        if (family == NfFamily.INET) {
            return guard(MetaKey.NFPROTO, (byte) version.number());
        }
        return guard(MetaKey.PROTOCOL, type(version).bytes());
    }

    /** What a frame with a packet of an IP version carries. */
    public static FrameType type(IpFamily version) {
        return version == IpFamily.IPV4 ? FrameType.IP : FrameType.IP6;
    }

    /** As {@link #guard(IpFamily)}, but for anything that a frame can carry. */
    public List<Expression> guard(FrameType type) {
        return guard(MetaKey.PROTOCOL, type.bytes());
    }

    /** The expressions that let only frames of Ethernet pass. */
    public static List<Expression> guardEthernet() {
        return guard(MetaKey.IIFTYPE, ETHERNET);
    }

    /** Updates the known protocols with {@link #guardEthernet}. */
    public void admitOnlyEthernet() {
        ethernet = true;
    }

    /** Updates the known protocols with {@link #guard(FrameType)}. */
    public void admitOnly(FrameType type) {
        switch (type) {
            case VLAN -> {
                tags++;
                frame = null;
            }
            case ARP -> frame = type;
            case IP, IP6 -> {
                frame = type;
                network = type == FrameType.IP ? IpFamily.IPV4 : IpFamily.IPV6;
            }
        }
    }

    /** The expressions that let only packets of a transport protocol pass. */
    public static List<Expression> guard(IpProtocol transport) {
        return TRANSPORT_GUARDS.computeIfAbsent(
                transport, protocol -> guard(MetaKey.L4PROTO, (byte) protocol.number()));
    }

    /** Updates the known protocols with {@link #guard(IpFamily)}. */
    public void admitOnly(IpFamily version) {
        network = version;
    }

    /** Updates the known protocols with {@link #guard(IpProtocol)}. */
    public void admitOnly(IpProtocol transport) {
        transports = Set.of(transport);
    }

    private static List<Expression> guard(MetaKey key, byte... value) {
        return List.of(Meta.load(key, REGISTER), Cmp.of(Comparison.EQUAL, REGISTER, value));
    }

    /** Updates the known protocols with the next expression of the rule. */
    public void observe(Expression expression, List<AnonymousSet> sets) {
        Loaded before = loaded;
        Payload header = payload;
        loaded = loaded(expression);
        payload = expression instanceof Payload load && !load.isWrite() ? load : null;
        if (before == Loaded.OTHER) {
            if (header != null
                    && expression instanceof Cmp cmp
                    && cmp.comparison().equals(Comparison.EQUAL)) {
                learnFromPart(header.base(), header.offset(), cmp.value());
            }
            return;
        }
        if (expression instanceof Cmp cmp && cmp.comparison().equals(Comparison.EQUAL)) {
            learn(before, List.of(cmp.value()));
        } else if (expression instanceof Lookup lookup
                && !lookup.isInverted()
                && lookup.to().isEmpty()) {
            learn(before, keys(lookup.setId(), sets));
        }
    }

    /** Adjacent fields may be compared at once. */
    private void learnFromPart(PayloadBase base, int offset, byte[] value) {
        int type = typeOffset() - offset;
        if (base.equals(PayloadBase.LINK) && type >= 0 && type + 2 <= value.length) {
            learn(Loaded.FRAME_TYPE, Arrays.copyOfRange(value, type, type + 2));
        }
    }

    /** Updates the known protocols with a comparison of bytes of a header, which may become a part of another one. */
    public void observe(PayloadBase base, int offset, byte[] value) {
        Loaded compared = loaded(base, offset, value.length);
        if (compared != Loaded.OTHER) {
            learn(compared, List.of(value));
        }
    }

    /** As {@link #observe(Expression, List)} for a load of bytes of a header and a comparison for equality, without decoding them. */
    public void observeComparison(PayloadBase base, int offset, byte[] value) {
        Loaded compared = loaded(base, offset, value.length);
        loaded = Loaded.OTHER;
        payload = null;
        if (compared == Loaded.OTHER) {
            learnFromPart(base, offset, value);
        } else {
            learn(compared, List.of(value));
        }
    }

    private Loaded loaded(Expression expression) {
        if (expression instanceof Meta meta) {
            return loaded(meta);
        }
        if (expression instanceof Payload payload && !payload.isWrite()) {
            return loaded(payload.base(), payload.offset(), payload.length());
        }
        return expression instanceof Ct ct && !ct.isSet() ? loaded(ct.key()) : Loaded.OTHER;
    }

    /** nft takes the protocols of the connection for those of the packet, the transport protocol if it knows the IP version. */
    private Loaded loaded(CtKey key) {
        if (key.equals(CtKey.L3PROTOCOL) && network == null) {
            return Loaded.NETWORK;
        }
        return key.equals(CtKey.PROTOCOL) && network != null ? Loaded.TRANSPORT : Loaded.OTHER;
    }

    private Loaded loaded(PayloadBase base, int offset, int length) {
        if (isTransport(base, offset, length)) {
            return Loaded.TRANSPORT;
        }
        return isFrameType(base, offset, length) ? Loaded.FRAME_TYPE : Loaded.OTHER;
    }

    private static Loaded loaded(Meta meta) {
        MetaKey key = meta.isSet() ? MetaKey.LEN : meta.key();
        if (key.equals(MetaKey.L4PROTO)) {
            return Loaded.TRANSPORT;
        }
        if (key.equals(MetaKey.NFPROTO)) {
            return Loaded.NETWORK;
        }
        if (key.equals(MetaKey.IIFTYPE)) {
            return Loaded.LINK_TYPE;
        }
        return key.equals(MetaKey.PROTOCOL) ? Loaded.ETHER_TYPE : Loaded.OTHER;
    }

    private boolean isFrameType(PayloadBase base, int offset, int length) {
        return base.equals(PayloadBase.LINK) && length == 2 && offset == typeOffset();
    }

    private static List<byte[]> keys(Optional<Integer> number, List<AnonymousSet> sets) {
        if (number.isEmpty() || number.orElseThrow() < 1 || number.orElseThrow() > sets.size()) {
            return List.of();
        }
        AnonymousSet set = sets.get(number.orElseThrow() - 1);
        return set.set().isInterval()
                ? List.of()
                : set.elements().stream().map(SetElement::key).toList();
    }

    private void learn(Loaded compared, List<byte[]> values) {
        if (compared == Loaded.TRANSPORT && !values.isEmpty()) {
            transports = protocols(values);
        } else if (values.size() == 1) {
            learn(compared, values.getFirst());
        }
    }

    private void learn(Loaded compared, byte[] value) {
        if (compared == Loaded.NETWORK && value.length == 1) {
            network = IpFamily.ofNumber(value[0]).orElse(network);
        } else if (compared == Loaded.LINK_TYPE) {
            ethernet |= Arrays.equals(value, ETHERNET);
        } else {
            for (FrameType type : FrameType.values()) {
                if (says(compared, type) && Arrays.equals(type.bytes(), value)) {
                    admitOnly(type);
                }
            }
            if (compared == Loaded.FRAME_TYPE && Arrays.equals(value, SERVICE_TAG)) {
                admitOnly(FrameType.VLAN);
            }
        }
    }

    /** Whether the value says what follows. The metadata do not say where a tag is; the family of some tables says the rest. */
    private boolean says(Loaded compared, FrameType type) {
        boolean frames = family == NfFamily.BRIDGE || family == NfFamily.NETDEV || family == NfFamily.INET;
        return compared == Loaded.FRAME_TYPE ? frames || type == FrameType.VLAN : type != FrameType.VLAN;
    }

    /** Whether it loads the transport protocol from the header of the network protocol. */
    boolean isTransport(Payload payload) {
        return !payload.isWrite() && isTransport(payload.base(), payload.offset(), payload.length());
    }

    private boolean isTransport(PayloadBase base, int offset, int length) {
        return network != null
                && length == 1
                && base.equals(PayloadBase.NETWORK)
                && offset == TRANSPORT_OFFSETS.getOrDefault(network, -1);
    }

    private static Set<IpProtocol> protocols(List<byte[]> values) {
        return values.stream()
                .filter(value -> value.length == 1)
                .map(value -> new IpProtocol(Byte.toUnsignedInt(value[0])))
                .collect(Collectors.toUnmodifiableSet());
    }
}
