package io.netlink4j.nft.statement;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.packet.NatFlag;
import io.netlink4j.nft.packet.NfFamily;
import java.util.EnumSet;
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

    NatStatement(NatKind kind) {
        this(kind, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }

    private NatStatement(
            NatKind kind,
            Optional<AddressRange> addresses,
            Optional<NatMap> map,
            Optional<PortRange> ports,
            Set<NatFlag> flags) {
        this.kind = kind;
        this.addresses = addresses;
        this.map = map;
        this.ports = ports;
        this.flags = flags;
    }

    NatStatement to(AddressRange to) {
        return new NatStatement(kind, Optional.of(to), map, ports, flags);
    }

    NatStatement to(MapLookup lookup) {
        return new NatStatement(kind, addresses, Optional.of(new NatMap(lookup)), ports, flags);
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
        return new NatStatement(kind, addresses, map, Optional.of(range), flags);
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
        return new NatStatement(kind, addresses, map, ports, more);
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
        return addresses
                .map(AddressRange::family)
                .or(() -> map.map(values -> values.version(compilation, this)))
                .orElseThrow();
    }

    private void requirePorts(Compilation compilation, boolean changesPort) {
        if (map.isPresent() && ports.isPresent()) {
            throw new IllegalArgumentException(
                    "'" + this + "' has a port beside a map; write it into the map's values: \"10.0.0.1 . 80\".");
        }
        if (changesPort && compilation.transports().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + this + "' changes a port, so the rule must match the transport protocol first, as with 'tcp"
                            + " dport 80' or 'meta l4proto { tcp, udp }'.");
        }
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

    private String destination() {
        boolean brackets = ports.isPresent()
                && addresses.filter(range -> range.family() == IpFamily.IPV6).isPresent();
        String address = addresses
                .map(range -> text(range, brackets))
                .or(() -> map.map(NatMap::toString))
                .orElse("");
        return address + ports.map(range -> ":" + range).orElse("");
    }

    private static String text(AddressRange range, boolean brackets) {
        if (brackets) {
            return "[" + range.first() + "]" + (range.isSingle() ? "" : "-[" + range.last() + "]");
        }
        return range.isSingle()
                ? range.toString()
                : range.network().map(IpPrefix::toString).orElseGet(range::toString);
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        String to = destination();
        return kind
                + (to.isEmpty() ? "" : " to " + to)
                + (flags.isEmpty()
                        ? ""
                        : flags.stream().map(NatFlag::toString).collect(Collectors.joining(",", " ", "")));
    }
}
