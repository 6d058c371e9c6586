package io.netlink4j.nft.statement;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.packet.NatFlag;
import io.netlink4j.nft.packet.NfFamily;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates the source or destination of a connection's packets ({@code snat}, {@code dnat}, {@code masquerade} and
 * {@code redirect} of nft); for chains of type nat.
 */
public final class NatStatement implements Statement {
    private final NatKind kind;
    private final Optional<AddressRange> addresses;
    private final Optional<NatMap> map;
    private final Optional<PortRange> ports;
    private final Set<NatFlag> flags;
    /** The IP version, where the text has to say it. */
    private final Optional<IpFamily> version;

    NatStatement(NatKind kind) {
        this(kind, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }

    private NatStatement(
            NatKind kind,
            Optional<AddressRange> addresses,
            Optional<NatMap> map,
            Optional<PortRange> ports,
            Set<NatFlag> flags,
            Optional<IpFamily> version) {
        this.kind = kind;
        this.addresses = addresses;
        this.map = map;
        this.ports = ports;
        this.flags = flags;
        this.version = version;
    }

    NatStatement to(AddressRange to) {
        return new NatStatement(kind, Optional.of(to), map, ports, flags, version);
    }

    NatStatement to(MapLookup lookup) {
        return new NatStatement(kind, addresses, Optional.of(new NatMap(lookup)), ports, flags, version);
    }

    /**
     * A copy that translates to a port. The rule must match the transport protocol before.
     *
     * @throws IllegalArgumentException if it is not in 0 to 65535
     */
    public NatStatement port(int port) {
        return ports(PortRange.of(port));
    }

    /**
     * A copy that translates to one of the ports from {@code first} to {@code last}. The rule must match the transport
     * protocol before.
     *
     * @throws IllegalArgumentException if one is not in 0 to 65535, or if they are in the wrong order
     */
    public NatStatement ports(int first, int last) {
        return ports(PortRange.of(first, last));
    }

    /** A copy that translates to one of these ports. The rule must match the transport protocol before. */
    public NatStatement ports(PortRange range) {
        return new NatStatement(kind, addresses, map, Optional.of(range), flags, version);
    }

    /** A copy with random ports. */
    public NatStatement random() {
        return with(NatFlag.RANDOM);
    }

    /** A copy with unpredictable random ports. */
    public NatStatement fullyRandom() {
        return with(NatFlag.FULLY_RANDOM);
    }

    /** A copy that uses the same address for all connections of a client. */
    public NatStatement persistent() {
        return with(NatFlag.PERSISTENT);
    }

    private NatStatement with(NatFlag flag) {
        EnumSet<NatFlag> more = EnumSet.of(flag);
        more.addAll(flags);
        return new NatStatement(kind, addresses, map, ports, more, version);
    }

    @Override
    public void compile(Compilation compilation) {
        NfFamily family = family(compilation);
        int[] mapped = map.map(values -> values.load(version(compilation), compilation, this))
                .orElse(new int[0]);
        requirePorts(compilation, ports.isPresent() || mapped.length > 1);
        if (map.isPresent()) {
            compilation.add(kind.expression(family, only(mapped, 0), only(mapped, 1), bits()));
            return;
        }
        Registers registers = new Registers(compilation);
        int[] address = addresses
                .map(range ->
                        registers.load(range.first().toByteArray(), range.last().toByteArray(), range.isSingle()))
                .orElse(new int[0]);
        int[] port = ports.map(range ->
                        registers.load(Numbers.of(range.first(), 2), Numbers.of(range.last(), 2), range.isSingle()))
                .orElse(new int[0]);
        int bits = bits() | (port.length == 0 ? 0 : NatFlags.PROTO_SPECIFIED);
        compilation.add(kind.expression(family, address, port, bits));
    }

    private static int[] only(int[] registers, int index) {
        return index < registers.length ? new int[] {registers[index]} : new int[0];
    }

    private int bits() {
        return flags.stream().mapToInt(NatFlag::bit).reduce(0, (a, b) -> a | b);
    }

    private NfFamily family(Compilation compilation) {
        switch (compilation.family()) {
            case IP, IP6, INET -> {}
            case ARP, BRIDGE, NETDEV ->
                throw new IllegalArgumentException("'" + this + "' cannot be in a table of family "
                        + compilation.family() + "; only ip, ip6 and inet have address translation.");
        }
        if (addresses.isEmpty() && map.isEmpty()) {
            return compilation.family();
        }
        IpFamily version = version(compilation);
        compilation.admitNetwork(version, this);
        return version == IpFamily.IPV4 ? NfFamily.IP : NfFamily.IP6;
    }

    private IpFamily version(Compilation compilation) {
        return version.or(() -> addresses.map(AddressRange::family))
                .or(() -> map.map(values -> values.version(compilation, this)))
                .orElseThrow();
    }

    private void requirePorts(Compilation compilation, boolean changesPort) {
        if (map.isPresent() && ports.isPresent()) {
            throw new IllegalArgumentException(
                    "'" + this + "' has a port beside a map; write it into the map's values: \"10.0.0.1 . 80\".");
        }
        boolean portsAreRead = map.filter(NatMap::readsPorts).isPresent();
        if (changesPort && compilation.transports().isEmpty() && !portsAreRead) {
            throw new IllegalArgumentException(
                    "'" + this + "' changes a port, so the rule must match the transport protocol first, as with 'tcp"
                            + " dport 80' or 'meta l4proto { tcp, udp }'.");
        }
    }

    static Optional<NatStatement> decode(Nat nat, Inputs inputs) {
        NfFamily family = nat.family().orElse(inputs.family());
        Optional<IpFamily> version = Optional.ofNullable(
                switch (family) {
                    case IP -> IpFamily.IPV4;
                    case IP6 -> IpFamily.IPV6;
                    default -> null;
                });
        return decode(
                nat.isSource() ? NatKind.SNAT : NatKind.DNAT,
                new int[] {
                    nat.get(Nat.REG_ADDR_MIN).orElse(0),
                            nat.get(Nat.REG_ADDR_MAX).orElse(0),
                    nat.get(Nat.REG_PROTO_MIN).orElse(0),
                            nat.get(Nat.REG_PROTO_MAX).orElse(0)
                },
                nat.flags(),
                version,
                inputs);
    }

    static Optional<NatStatement> decode(Masq masq, Inputs inputs) {
        int low = masq.get(Masq.REG_PROTO_MIN).orElse(0);
        int high = masq.get(Masq.REG_PROTO_MAX).orElse(0);
        return decode(NatKind.MASQUERADE, new int[] {0, 0, low, high}, masq.flags(), Optional.empty(), inputs);
    }

    static Optional<NatStatement> decode(Redir redir, Inputs inputs) {
        int low = redir.get(Redir.REG_PROTO_MIN).orElse(0);
        int high = redir.get(Redir.REG_PROTO_MAX).orElse(0);
        return decode(NatKind.REDIRECT, new int[] {0, 0, low, high}, redir.flags(), Optional.empty(), inputs);
    }

    /** Decodes a translation; {@code registers} are those of the lowest and highest address and port, or 0. */
    private static Optional<NatStatement> decode(
            NatKind kind, int[] registers, int flags, Optional<IpFamily> version, Inputs inputs) {
        for (int highest = 1;
                highest < registers.length;
                highest += 2) { // the kernel reports one value as a range of it
            registers[highest] = registers[highest] == registers[highest - 1] ? 0 : registers[highest];
        }
        NatStatement statement = new NatStatement(kind);
        for (NatFlag flag : NatFlag.values()) {
            statement = (flags & flag.bit()) != 0 ? statement.with(flag) : statement;
        }
        if ((flags & (NatFlags.NETMAP | NatFlags.PROTO_OFFSET)) != 0) {
            return Optional.empty();
        }
        if (registers[0] != 0) {
            Optional<NatStatement> mapped = version.flatMap(ip -> mapped(registers, ip, inputs));
            Optional<AddressRange> range = range(registers[0], registers[1], inputs);
            if (mapped.isEmpty() && range.isEmpty()) {
                return Optional.empty();
            }
            statement = new NatStatement(
                    kind,
                    range,
                    mapped.flatMap(other -> other.map),
                    Optional.empty(),
                    statement.flags,
                    inputs.family() == NfFamily.INET || (registers[2] != 0 && mapped.isPresent())
                            ? version
                            : Optional.empty());
            if (mapped.isPresent()) {
                return Optional.of(statement);
            }
        }
        if (registers[2] != 0) {
            Optional<byte[]> low = inputs.constant(registers[2]);
            Optional<byte[]> high = registers[3] == 0 ? low : inputs.constant(registers[3]);
            return low.isEmpty() || high.isEmpty()
                    ? Optional.empty()
                    : Optional.of(statement.ports(number(low.get()), number(high.get())));
        }
        return Optional.of(statement);
    }

    private static int number(byte[] port) {
        return new BigInteger(1, port).intValue();
    }

    private static Optional<AddressRange> range(int low, int high, Inputs inputs) {
        Optional<IpAddress> first = inputs.constant(low).map(IpAddress::of);
        Optional<IpAddress> last = high == 0 ? first : inputs.constant(high).map(IpAddress::of);
        return first.flatMap(from -> last.map(to -> AddressRange.of(from, to)));
    }

    private static Optional<NatStatement> mapped(int[] registers, IpFamily version, Inputs inputs) {
        if (registers[1] != 0 || registers[3] != 0 || (registers[2] != 0 && inputs.isLoaded(registers[2]))) {
            return Optional.empty();
        }
        Selection type = NatMap.values(version, registers[2] != 0);
        return inputs.map(registers[0], element -> StatementDecoder.value(element, type, inputs.elements()))
                .map(map -> new NatStatement(NatKind.DNAT).to(new MapLookup(map.withValues(type.key()))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NatStatement that
                && kind == that.kind
                && addresses.equals(that.addresses)
                && map.equals(that.map)
                && ports.equals(that.ports)
                && flags.equals(that.flags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, addresses, map, ports, flags);
    }

    /** Loads constants into consecutive registers. */
    private static final class Registers {
        private final Compilation compilation;
        private int next = 1;

        Registers(Compilation compilation) {
            this.compilation = compilation;
        }

        int[] load(byte[] first, byte[] last, boolean single) {
            return single ? new int[] {load(first)} : new int[] {load(first), load(last)};
        }

        private int load(byte[] value) {
            compilation.add(Immediate.value(next, value));
            return next++;
        }
    }

    private String destination(boolean listing) {
        boolean brackets = ports.isPresent()
                && !(listing
                        && addresses
                                .filter(range -> range.network().isPresent() && !range.isSingle())
                                .isPresent())
                && addresses.filter(range -> range.family() == IpFamily.IPV6).isPresent();
        String address = addresses
                .map(range -> text(range, brackets))
                .or(() -> map.map(NatMap::toString))
                .orElse("");
        return address + ports.map(range -> ":" + range).orElse("");
    }

    private static String text(AddressRange range, boolean brackets) {
        String first = ValueFormat.address(range.first());
        String last = ValueFormat.address(range.last());
        if (brackets) {
            return "[" + first + "]" + (range.isSingle() ? "" : "-[" + last + "]");
        }
        return range.isSingle()
                ? first
                : range.network()
                        .map(network -> first + "/" + network.prefixLength())
                        .orElseGet(() -> first + "-" + last);
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return text(false);
    }

    @Override
    public String listing() {
        return text(true);
    }

    private String text(boolean listing) {
        String to = destination(listing);
        return kind
                + version.map(ip -> ip == IpFamily.IPV4 ? " ip" : " ip6").orElse("")
                + (to.isEmpty() ? "" : " to " + to)
                + (flags.isEmpty()
                        ? ""
                        : flags.stream().map(NatFlag::toString).collect(Collectors.joining(",", " ", "")));
    }
}
