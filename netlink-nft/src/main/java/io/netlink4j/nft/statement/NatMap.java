package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.set.SetKey;
import java.util.List;
import java.util.Optional;

/** The addresses, or addresses and ports, that a map has for a packet. */
record NatMap(MapLookup lookup) {
    /** The IP version of the addresses; empty if only the name of the map is known. */
    private Optional<IpFamily> version() {
        return switch (lookup.map()) {
            case ValueMap.Named named -> named.value().map(NatMap::version);
            case ValueMap.Anonymous own -> Optional.of(version(parts(own).getFirst()));
        };
    }

    private static IpFamily version(SetKey value) {
        SetKey address = value.isConcatenation() ? value.fields().getFirst() : value;
        return address.equals(SetKey.IPV6_ADDR) ? IpFamily.IPV6 : IpFamily.IPV4;
    }

    private static IpFamily version(Object address) {
        return (address instanceof IpAddress known ? known : IpAddress.of(address.toString())).family();
    }

    private static List<?> parts(ValueMap.Anonymous own) {
        return Selection.parts(own.entries().getFirst().value());
    }

    /** The IP version of the addresses in a rule. */
    IpFamily version(Compilation compilation, Object subject) {
        return version()
                .or(() -> Optional.ofNullable(
                        switch (compilation.family()) {
                            case IP -> IpFamily.IPV4;
                            case IP6 -> IpFamily.IPV6;
                            default -> null;
                        }))
                .orElseThrow(() -> new IllegalArgumentException("'" + subject
                        + "' does not say whether the map has IPv4 or IPv6 addresses; give it the NamedSet."));
    }

    private boolean hasPorts() {
        return switch (lookup.map()) {
            case ValueMap.Named named ->
                named.value().filter(SetKey::isConcatenation).isPresent();
            case ValueMap.Anonymous own -> parts(own).size() > 1;
        };
    }

    /** Whether a port of any transport protocol is looked up. nft takes that for a match of the protocol. */
    boolean readsPorts() {
        return lookup.map().on().fields().stream()
                .anyMatch(field -> field.equals(TransportFields.TH_SPORT) || field.equals(TransportFields.TH_DPORT));
    }

    private Selection values(IpFamily version) {
        return values(version, hasPorts());
    }

    static Selection values(IpFamily version, boolean ports) {
        Field address = version == IpFamily.IPV4 ? NetworkFields.IP_DADDR : NetworkFields.IP6_DADDR;
        return ports ? Selection.of(address, TransportFields.TH_DPORT) : Selection.of(address);
    }

    /** Loads the values and returns their registers: that of the address and, if the map has ports, that of the port. */
    int[] load(IpFamily version, Compilation compilation, Object subject) {
        Selection values = values(version);
        lookup.load(values, compilation, subject);
        return values.registers();
    }

    /** The lookup in the syntax of nft. */
    @Override
    public String toString() {
        return lookup.map() instanceof ValueMap.Anonymous
                ? lookup.text(values(version().orElse(IpFamily.IPV4)))
                : lookup.toString();
    }
}
