package io.netlink4j.nft.analysis;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Hash;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Inner;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Numgen;
import io.netlink4j.nft.expression.Osf;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.expression.Socket;
import io.netlink4j.nft.expression.Tunnel;
import io.netlink4j.nft.expression.UnknownExpression;
import io.netlink4j.nft.expression.Xfrm;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The known contents of the registers at one point of a rule: 16 words of 4 bytes, of which a value takes one or more. */
final class Registers {
    private static final int WORDS = 16;
    private static final Set<IpProtocol> WITH_PORTS =
            Set.of(IpProtocol.TCP, IpProtocol.UDP, new IpProtocol(33), new IpProtocol(132), new IpProtocol(136));

    private static final Map<MetaKey, SetKey> META = Map.ofEntries(
            Map.entry(MetaKey.PROTOCOL, SetKey.ETHER_TYPE),
            Map.entry(MetaKey.PRIORITY, SetKey.CLASSID),
            Map.entry(MetaKey.MARK, SetKey.MARK),
            Map.entry(MetaKey.IIF, SetKey.IFACE_INDEX),
            Map.entry(MetaKey.OIF, SetKey.IFACE_INDEX),
            Map.entry(MetaKey.SDIF, SetKey.IFACE_INDEX),
            Map.entry(MetaKey.IIFNAME, SetKey.IFNAME),
            Map.entry(MetaKey.OIFNAME, SetKey.IFNAME),
            Map.entry(MetaKey.SDIFNAME, SetKey.IFNAME),
            Map.entry(MetaKey.BRI_IIFNAME, SetKey.IFNAME),
            Map.entry(MetaKey.BRI_OIFNAME, SetKey.IFNAME),
            Map.entry(MetaKey.IIFTYPE, SetKey.IFACE_TYPE),
            Map.entry(MetaKey.OIFTYPE, SetKey.IFACE_TYPE),
            Map.entry(MetaKey.SKUID, SetKey.UID),
            Map.entry(MetaKey.SKGID, SetKey.GID),
            Map.entry(MetaKey.RTCLASSID, SetKey.REALM),
            Map.entry(MetaKey.NFPROTO, SetKey.NF_PROTO),
            Map.entry(MetaKey.L4PROTO, SetKey.INET_PROTO),
            Map.entry(MetaKey.PKTTYPE, SetKey.PKT_TYPE),
            Map.entry(MetaKey.IIFGROUP, SetKey.DEVGROUP),
            Map.entry(MetaKey.OIFGROUP, SetKey.DEVGROUP));

    private static final Map<CtKey, SetKey> CT = Map.of(
            CtKey.STATE, SetKey.CT_STATE,
            CtKey.STATUS, SetKey.CT_STATUS,
            CtKey.MARK, SetKey.MARK,
            CtKey.PROTOCOL, SetKey.INET_PROTO,
            CtKey.PROTO_SRC, SetKey.INET_SERVICE,
            CtKey.PROTO_DST, SetKey.INET_SERVICE,
            CtKey.SRC_IP, SetKey.IPV4_ADDR,
            CtKey.DST_IP, SetKey.IPV4_ADDR,
            CtKey.SRC_IP6, SetKey.IPV6_ADDR,
            CtKey.DST_IP6, SetKey.IPV6_ADDR);

    private final KnownProtocols protocols;
    /** The value that starts at each word. */
    private final @Nullable Value[] values = new Value[WORDS];
    /** The words that a value uses. */
    private final boolean[] loaded = new boolean[WORDS];
    /** Whether registers may hold unknown values. */
    private boolean opaque;

    /**
     * A value.
     *
     * @param type its type, or a type of which only the number of bytes is known
     * @param converted whether it was converted from host byte order
     */
    private record Value(SetKey type, boolean converted) {}

    Registers(NfFamily family) {
        this.protocols = new KnownProtocols(family);
    }

    /** Applies the effects of an expression; {@code set} is the set that it uses, if known. */
    void execute(Expression expression, Optional<NamedSet> set) {
        protocols.observe(expression, List.of());
        switch (expression) {
            case Payload payload when !payload.isWrite() -> load(payload.register(), type(payload));
            case Meta meta when !meta.isSet() -> load(meta.register(), META.get(meta.key()));
            case Ct ct when !ct.isSet() -> load(ct.register(), CT.get(ct.key()));
            case Immediate immediate
            when immediate.register() != 0 ->
                load(
                        immediate.register(),
                        immediate
                                .get(Immediate.DATA)
                                .map(data -> integer(data.bytes().length))
                                .orElse(null));
            case Lookup lookup
            when lookup.to().orElse(0) != 0 ->
                load(lookup.to().orElseThrow(), set.flatMap(NamedSet::value).orElse(null));
            case Byteorder order -> turn(order.register(), order.isToNetwork());
            case Bitwise bitwise
            when !bitwise.get(Bitwise.SREG).equals(bitwise.get(Bitwise.DREG)) ->
                load(bitwise.get(Bitwise.DREG).orElse(0), null);
            case Exthdr e -> forget();
            case Fib e -> forget();
            case Hash e -> forget();
            case Inner e -> forget();
            case Numgen e -> forget();
            case Osf e -> forget();
            case Rt e -> forget();
            case Socket e -> forget();
            case Tunnel e -> forget();
            case Xfrm e -> forget();
            case UnknownExpression e -> forget();
            default -> {}
        }
    }

    private static SetKey integer(int length) {
        return KeyFields.bytes(length);
    }

    private SetKey type(Payload payload) {
        PayloadBase base = payload.base();
        int offset = payload.offset();
        int length = payload.length();
        if (base.equals(PayloadBase.NETWORK)) {
            IpFamily network = protocols.network().orElse(null);
            if (network == IpFamily.IPV4 && length == 4 && (offset == 12 || offset == 16)) {
                return SetKey.IPV4_ADDR;
            }
            if (network == IpFamily.IPV6 && length == 16 && (offset == 8 || offset == 24)) {
                return SetKey.IPV6_ADDR;
            }
            if (protocols.isTransport(payload)) {
                return SetKey.INET_PROTO;
            }
        } else if (base.equals(PayloadBase.TRANSPORT)
                && length == 2
                && (offset == 0 || offset == 2)
                && WITH_PORTS.containsAll(protocols.transports())) {
            return SetKey.INET_SERVICE;
        }
        return integer(length);
    }

    private void forget() {
        opaque = true;
        Arrays.fill(values, null);
        Arrays.fill(loaded, false);
    }

    private void load(int register, @Nullable SetKey type) {
        int word = word(register);
        if (type == null || word < 0) {
            forget();
            return;
        }
        for (SetKey field : KeyFields.of(type)) {
            int words = field.paddedLength() / Integer.BYTES;
            if (word + words > WORDS) {
                return;
            }
            Arrays.fill(values, word, word + words, null);
            Arrays.fill(loaded, word, word + words, true);
            values[word] = new Value(field, false);
            word += words;
        }
    }

    /** A number that becomes one in host byte order is no port or address any more. */
    private void turn(int register, boolean toNetwork) {
        int word = word(register);
        Value value = word < 0 ? null : values[word];
        if (value != null) {
            values[word] =
                    new Value(toNetwork ? value.type() : integer(value.type().length()), true);
        }
    }

    /** Registers 1 to 4 have four words each, registers from 8 on have one; negative for the verdict register. */
    private static int word(int register) {
        return register >= 8 && register < 8 + WORDS
                ? register - 8
                : register >= 1 && register <= 4 ? (register - 1) * 4 : -1;
    }

    /** The difference between the values from {@code register} on and the fields of {@code key}; empty if none is known. */
    Optional<String> difference(int register, SetKey key) {
        int word = word(register);
        for (SetKey field : KeyFields.of(key)) {
            int words = field.paddedLength() / Integer.BYTES;
            if (word < 0 || word + words > WORDS) {
                return Optional.empty();
            }
            Value value = values[word];
            if (value != null
                    && KeyFields.hasMeaning(value.type())
                    && KeyFields.hasMeaning(field)
                    && value.type().type() != field.type()) {
                return Optional.of("the rule has " + value.type() + " where the set has " + field);
            }
            for (int i = word; i < word + words; i++) {
                if (!loaded[i] && !opaque) {
                    return Optional.of("the rule has loaded less than the " + key.length() + " bytes of a key");
                }
            }
            word += words;
        }
        return Optional.empty();
    }

    /** The type of the value that begins in {@code register}; empty if only the number of its bytes is known. */
    Optional<SetKey> type(int register) {
        int word = word(register);
        return Optional.ofNullable(word < 0 ? null : values[word])
                .map(Value::type)
                .filter(KeyFields::hasMeaning);
    }

    /** Whether one of the values is a number in host byte order. */
    boolean isHostOrder(int register, SetKey key) {
        int word = word(register);
        for (SetKey field : KeyFields.of(key)) {
            Value value = word < 0 || word >= WORDS ? null : values[word];
            if (value != null
                    && !value.converted()
                    && KeyFields.isMachineNumber(value.type())
                    && value.type().length() > 1) {
                return true;
            }
            word += field.paddedLength() / Integer.BYTES;
        }
        return false;
    }
}
