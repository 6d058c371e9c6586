package io.netlink4j.nft.analysis;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.SetElement;
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

    /** {@code ETH_P_IP} and {@code ETH_P_IPV6}, by which tables that see frames match the IP version. */
    private static final Map<IpFamily, byte[]> ETHER_TYPES =
            Map.of(IpFamily.IPV4, new byte[] {0x08, 0x00}, IpFamily.IPV6, new byte[] {(byte) 0x86, (byte) 0xdd});

    /** The offset of the transport protocol in the header of an IP version. */
    private static final Map<IpFamily, Integer> TRANSPORT_OFFSETS = Map.of(IpFamily.IPV4, 9, IpFamily.IPV6, 6);

    /** A cache: there are at most 256 protocols, which all rules share. */
    private static final Map<IpProtocol, List<Expression>> TRANSPORT_GUARDS = new ConcurrentHashMap<>();

    private final NfFamily family;
    private @Nullable IpFamily network;
    private Set<IpProtocol> transports = Set.of();
    private Loaded loaded = Loaded.OTHER;

    /** The value in the register that the next expression compares. */
    private enum Loaded {
        NETWORK,
        ETHER_TYPE,
        TRANSPORT,
        OTHER
    }

    public KnownProtocols(NfFamily family) {
        this.family = family;
        this.network = ofTable(family).orElse(null);
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

    /** The expressions that let only packets of an IP version pass. */
    public List<Expression> guard(IpFamily version) {
        return family == NfFamily.INET
                ? guard(MetaKey.NFPROTO, (byte) version.number())
                : guard(MetaKey.PROTOCOL, ETHER_TYPES.getOrDefault(version, new byte[0]));
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
        loaded = loaded(expression);
        if (before == Loaded.OTHER) {
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

    private Loaded loaded(Expression expression) {
        if (expression instanceof Meta meta) {
            return loaded(meta);
        }
        return expression instanceof Payload payload && isTransport(payload) ? Loaded.TRANSPORT : Loaded.OTHER;
    }

    private static Loaded loaded(Meta meta) {
        MetaKey key = meta.isSet() ? MetaKey.LEN : meta.key();
        if (key.equals(MetaKey.L4PROTO)) {
            return Loaded.TRANSPORT;
        }
        if (key.equals(MetaKey.NFPROTO)) {
            return Loaded.NETWORK;
        }
        return key.equals(MetaKey.PROTOCOL) ? Loaded.ETHER_TYPE : Loaded.OTHER;
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
        } else if (compared == Loaded.ETHER_TYPE) {
            ETHER_TYPES.forEach((version, type) -> {
                if (Arrays.equals(type, value)) {
                    network = version;
                }
            });
        }
    }

    /** Whether it loads the transport protocol from the header of the network protocol. */
    boolean isTransport(Payload payload) {
        return network != null
                && payload.length() == 1
                && !payload.isWrite()
                && payload.base().equals(PayloadBase.NETWORK)
                && payload.offset() == TRANSPORT_OFFSETS.getOrDefault(network, -1);
    }

    private static Set<IpProtocol> protocols(List<byte[]> values) {
        return values.stream()
                .filter(value -> value.length == 1)
                .map(value -> new IpProtocol(Byte.toUnsignedInt(value[0])))
                .collect(Collectors.toUnmodifiableSet());
    }
}
