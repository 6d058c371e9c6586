package io.netlink4j.nft.analysis;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.packet.NfFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Matches and targets of xtables in a rule, as iptables-nft and ebtables-nft make them. The kernel accepts many of them only if the
 * rule has its protocol in {@code NFTA_RULE_COMPAT_*}. The kernel does not report that attribute, so it is derived from the match on
 * the protocol.
 */
public final class Xtables {
    private static final Schema.Builder KEYS = Schema.builder("compat");

    /** The transport protocol; in tables that see frames, the EtherType in network byte order. */
    static final Attribute<Integer> PROTO = KEYS.add(1, "NFTA_RULE_COMPAT_PROTO", BE_COUNT);

    /** {@code enum nft_rule_compat_flags}. */
    static final Attribute<Integer> FLAGS = KEYS.add(2, "NFTA_RULE_COMPAT_FLAGS", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** {@code NFT_RULE_COMPAT_F_INV}: every protocol but that one. */
    private static final int INVERTED = 2;

    /** The offset of the EtherType in a frame. */
    private static final int ETHER_TYPE = 12;

    /** The offset of the transport protocol in the header of IPv4 and of IPv6. */
    private static final int IPV4_PROTOCOL = 9;

    private static final int IPV6_NEXT_HEADER = 6;

    private Xtables() {}

    /** The value of {@code NFTA_RULE_COMPAT}; empty if no expression needs it or the rule is for every protocol. */
    public static Optional<Nest> protocol(NfFamily family, List<Expression> expressions) {
        if (!hasExtension(expressions)) {
            return Optional.empty();
        }
        for (int i = 0; i + 1 < expressions.size(); i++) {
            if (expressions.get(i + 1) instanceof Cmp compared) {
                Optional<byte[]> protocol = protocol(family, expressions.get(i), compared.value());
                if (protocol.isPresent()) {
                    return Optional.of(Nest.empty(SCHEMA)
                            .with(PROTO, number(protocol.get()))
                            .with(FLAGS, compared.comparison().equals(Comparison.NOT_EQUAL) ? INVERTED : 0));
                }
            }
        }
        return Optional.empty();
    }

    /** Every rule is asked, so without a stream. */
    private static boolean hasExtension(List<Expression> expressions) {
        for (Expression expression : expressions) {
            if (expression.name().equals("match") || expression.name().equals("target")) {
                return true;
            }
        }
        return false;
    }

    /** The protocol in the bytes that {@code load} is compared with; one comparison may be with several fields of a header. */
    private static Optional<byte[]> protocol(NfFamily family, Expression load, byte[] compared) {
        if (load instanceof Meta meta) {
            MetaKey key = family == NfFamily.BRIDGE ? MetaKey.PROTOCOL : MetaKey.L4PROTO;
            return !meta.isSet() && meta.key().equals(key) ? Optional.of(compared) : Optional.empty();
        }
        return load instanceof Payload payload && !payload.isWrite()
                ? switch (family) {
                    case BRIDGE -> part(payload, PayloadBase.LINK, ETHER_TYPE, 2, compared);
                    case IP -> part(payload, PayloadBase.NETWORK, IPV4_PROTOCOL, 1, compared);
                    case IP6 -> part(payload, PayloadBase.NETWORK, IPV6_NEXT_HEADER, 1, compared);
                    case INET, ARP, NETDEV -> Optional.empty();
                }
                : Optional.empty();
    }

    private static Optional<byte[]> part(Payload payload, PayloadBase base, int offset, int length, byte[] compared) {
        int from = offset - payload.offset();
        return payload.base().equals(base) && from >= 0 && from + length <= compared.length
                ? Optional.of(Arrays.copyOfRange(compared, from, from + length))
                : Optional.empty();
    }

    private static int number(byte[] value) {
        return value.length == Short.BYTES
                ? Short.toUnsignedInt(
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getShort())
                : value.length == 0 ? 0 : Byte.toUnsignedInt(value[0]);
    }
}
