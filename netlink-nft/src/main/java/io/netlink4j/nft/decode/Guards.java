package io.netlink4j.nft.decode;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.Dependency;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of protocols that nft adds before a field and does not print: each is dropped if a later match reads a field of that
 * protocol, and no other statement comes between.
 */
final class Guards {
    private static final Field NETWORK_IN_FRAME = Field.raw(PayloadBase.LINK, 12, 2);

    /** The fields that only one type of messages has. */
    private static final Set<Dependency> OF_ONE_TYPE = Set.of(
            Dependency.ICMP_UNREACHABLE,
            Dependency.ICMP_REDIRECT,
            Dependency.ICMPV6_TOO_BIG,
            Dependency.ICMPV6_PARAMETER,
            Dependency.ICMPV6_LISTENER);

    private final Protocols protocols;
    private final List<RulePart> parts;
    private final Map<PayloadBase, Guard> open = new HashMap<>();
    private @Nullable RulePart icmpType;
    private final List<Field> used = new ArrayList<>();
    private final List<Compared> compared = new ArrayList<>();

    private record Compared(Field field, RulePart comparison) {}

    private record Guard(RulePart part, boolean inHeader) {}

    Guards(Protocols protocols, List<RulePart> parts) {
        this.protocols = protocols;
        this.parts = parts;
    }

    /** Notes a comparison for equality, which can be the guard of a later field. */
    void compare(Field field, RulePart comparison) {
        compared.add(new Compared(field, comparison));
    }

    /** Notes that a field is read, which implies its guard. */
    void use(Field field) {
        used.add(field);
    }

    /** The parts that were noted belong to the rule. */
    void commit() {
        used.forEach(this::drop);
        compared.forEach(each -> open(each.field(), each.comparison()));
        forget();
    }

    /** The parts that were noted are no statements. */
    void forget() {
        used.clear();
        compared.clear();
    }

    private void open(Field field, RulePart comparison) {
        if (field.source() instanceof Source.Metadata(MetaKey key)) {
            if (key.equals(MetaKey.L4PROTO)) {
                dropNetworkOfIcmp();
                open.put(PayloadBase.TRANSPORT, new Guard(comparison, false));
            } else if (key.equals(MetaKey.NFPROTO) || key.equals(MetaKey.PROTOCOL)) {
                open.put(PayloadBase.NETWORK, new Guard(comparison, false));
            } else if (key.equals(MetaKey.IIFTYPE)) {
                open.put(PayloadBase.LINK, new Guard(comparison, false));
            }
        } else if (field.equals(Field.ICMP_TYPE) || field.equals(Field.ICMPV6_TYPE)) {
            icmpType = comparison;
        } else if (field.equals(Field.IP_PROTOCOL) || field.equals(Field.IP6_NEXTHDR)) {
            open.put(PayloadBase.TRANSPORT, new Guard(comparison, true));
        } else if (field.source().equals(NETWORK_IN_FRAME.source()) && field.length() == NETWORK_IN_FRAME.length()) {
            open.put(PayloadBase.NETWORK, new Guard(comparison, false));
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
        if (OF_ONE_TYPE.contains(field.dependency())) {
            remove(icmpType);
            icmpType = null;
        }
        if (field.source() instanceof Source.Extension extension) {
            drop(extension.operation() == Exthdr.TCP_OPTION ? PayloadBase.TRANSPORT : PayloadBase.NETWORK);
        } else if (field.source() instanceof Source.Header header && field.dependency() != Dependency.NONE) {
            useHeader(header.base());
        }
    }

    private void useHeader(PayloadBase base) {
        Guard guard = open.get(base);
        boolean saysVersion = guard != null
                && guard.inHeader()
                && protocols.family() != NfFamily.IP
                && protocols.family() != NfFamily.IP6;
        if (!saysVersion) {
            drop(base);
        }
    }

    void drop(PayloadBase base) {
        Guard guard = open.remove(base);
        remove(guard == null ? null : guard.part());
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
