package io.netlink4j.nft.statement.action;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.statement.MapLookup;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decodes translations to networks, and to what maps have. */
final class NatDecoder {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** The flags that nft has words for. */
    private static final int WORDS = NatFlags.RANDOM | NatFlags.PERSISTENT | NatFlags.FULLY_RANDOM;

    /** The flags that follow from the registers. */
    private static final int IMPLIED = NatFlags.MAP_IPS | NatFlags.PROTO_SPECIFIED | NatFlags.NETMAP;

    private NatDecoder() {}

    /** The words of the flags; empty if one has no word. */
    static Optional<Integer> flags(int bits) {
        return (bits & ~(WORDS | IMPLIED)) == 0 ? Optional.of(bits & WORDS) : Optional.empty();
    }

    /** A translation of addresses. */
    static Optional<Statement> decode(Nat nat, Inputs inputs) {
        int address = nat.get(Nat.REG_ADDR_MIN).orElse(0);
        boolean ports = nat.get(Nat.REG_PROTO_MIN).filter(inputs::isLoaded).isPresent();
        return flags(nat.flags())
                .flatMap(flags -> ports ? split(nat, address, flags, inputs) : ranges(nat, address, flags, inputs));
    }

    private static IpFamily version(Nat nat) {
        return nat.family().equals(Optional.of(NfFamily.IP6)) ? IpFamily.IPV6 : IpFamily.IPV4;
    }

    private static Optional<Statement> split(Nat nat, int register, int flags, Inputs inputs) {
        IpFamily version = version(nat);
        Optional<Target> address =
                address(register, nat.get(Nat.REG_ADDR_MAX).orElse(register), Constants.addressField(version), inputs);
        int low = nat.get(Nat.REG_PROTO_MIN).orElse(0);
        Optional<Target> port = port(low, nat.get(Nat.REG_PROTO_MAX).orElse(low), inputs);
        return address.flatMap(to -> port.map(
                number -> new SplitNat(nat.isSource(), version, to, number, flags, inputs.family() == NfFamily.INET)));
    }

    /** The addresses in registers. */
    static Optional<Target> address(int low, int high, Field type, Inputs inputs) {
        return range(low, high, inputs)
                .<Target>map(Target.Addresses::new)
                .or(() -> low == high ? mapped(low, type, inputs) : Optional.empty());
    }

    /** The ports in registers. */
    static Optional<Target> port(int low, int high, Inputs inputs) {
        return constants(low, high, inputs)
                .filter(ends -> ends.getFirst().length == Short.BYTES)
                .map(ends -> PortRange.of(number(ends.getFirst()), number(ends.getLast())))
                .<Target>map(Target.Ports::new)
                .or(() -> low == high ? mapped(low, TransportFields.TH_DPORT, inputs) : Optional.empty());
    }

    private static Optional<Target> mapped(int register, Field type, Inputs inputs) {
        return ActionDecoder.map(register, Selection.of(type), inputs).map(map -> new Target.Mapped(map, type));
    }

    private static int number(byte[] port) {
        return new BigInteger(1, port).intValue();
    }

    private static Optional<AddressRange> range(int low, int high, Inputs inputs) {
        return constants(low, high, inputs)
                .filter(ends -> ends.getFirst().length == IPV4_BYTES || ends.getFirst().length == IPV6_BYTES)
                .map(ends -> AddressRange.of(IpAddress.of(ends.getFirst()), IpAddress.of(ends.getLast())));
    }

    /** The constants in two registers, if they can be the ends of a range. A rule may have any. */
    private static Optional<List<byte[]>> constants(int low, int high, Inputs inputs) {
        return inputs.constant(low)
                .flatMap(first -> inputs.constant(high)
                        .filter(last -> first.length == last.length && Arrays.compareUnsigned(first, last) <= 0)
                        .map(last -> List.of(first, last)));
    }

    /** A translation to networks, or to the ranges that a map has. */
    private static Optional<Statement> ranges(Nat nat, int low, int flags, Inputs inputs) {
        int high = nat.get(Nat.REG_ADDR_MAX).orElse(low);
        boolean ports = nat.has(Nat.REG_PROTO_MIN);
        if (low == high || (ports && inputs.constant(low).isPresent())) {
            return Optional.empty();
        }
        IpFamily version = version(nat);
        Selection type = Constants.values(version, ports);
        Optional<IpPrefix> network = range(low, high, inputs).flatMap(AddressRange::network);
        Optional<MapLookup> map = inputs.map(low, element -> range(element, type, inputs))
                .map(values -> ActionDecoder.lookUp(values, type));
        boolean prefix = (nat.flags() & NatFlags.NETMAP) != 0;
        boolean listed = inputs.family() == NfFamily.INET || map.isPresent();
        return network.isPresent() || map.isPresent()
                ? Optional.of(new RangeNat(nat.isSource(), prefix, version, ports, network, map, flags, listed))
                : Optional.empty();
    }

    private static Object range(SetElement element, Selection type, Inputs inputs) {
        byte[] both = element.value().map(Data::bytes).orElseGet(() -> new byte[0]);
        int half = both.length / 2;
        return inputs.elements().range(type, Arrays.copyOf(both, half), Arrays.copyOfRange(both, half, both.length));
    }
}
