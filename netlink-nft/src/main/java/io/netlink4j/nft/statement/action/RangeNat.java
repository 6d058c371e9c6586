package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.packet.NatFlag;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Translates to a network address by address, or to one address of the range that a map has: {@code snat prefix to ip saddr map {
 * 10.0.0.0/24 : 192.168.2.0/24 }}.
 *
 * @param prefix whether the rest of the address stays
 * @param ports whether the values of the map have ports, too
 * @param flags bits of {@link NatFlags} that nft has words for
 * @param versionListed whether nft lists the IP version
 */
record RangeNat(
        boolean source,
        boolean prefix,
        IpFamily version,
        boolean ports,
        Optional<IpPrefix> network,
        Optional<MapLookup> map,
        int flags,
        boolean versionListed)
        implements Translation {
    RangeNat(boolean source, boolean prefix, IpFamily version, Optional<IpPrefix> network, Optional<MapLookup> map) {
        this(source, prefix, version, map.filter(RangeNat::hasPorts).isPresent(), network, map, 0, true);
    }

    /** Whether the values are known to be addresses and ports. */
    private static boolean hasPorts(MapLookup lookup) {
        return switch (lookup.map()) {
            case ValueMap.Named named ->
                named.value().filter(SetKey::isConcatenation).isPresent();
            case ValueMap.Anonymous own ->
                own.entries().stream()
                        .anyMatch(entry -> Selection.parts(entry.value()).size() > 1);
        };
    }

    @Override
    public RangeNat with(NatFlag flag) {
        return new RangeNat(source, prefix, version, ports, network, map, flags | flag.bit(), versionListed);
    }

    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6, NfFamily.INET);
        compilation.admitNetwork(version, this);
        network.ifPresent(to -> {
            compilation.add(Immediate.value(REGISTER, to.first().toByteArray()));
            compilation.add(Immediate.value(REGISTER + 1, to.last().toByteArray()));
        });
        map.ifPresent(lookup -> lookUp(lookup.map(), compilation));
        NfFamily family = version == IpFamily.IPV4 ? NfFamily.IP : NfFamily.IP6;
        int last = network.isPresent() ? REGISTER + 1 : Selection.register(words());
        Nat nat = (source ? Nat.source(family) : Nat.destination(family)).addresses(REGISTER, last);
        if (ports) {
            int port = (version == IpFamily.IPV4 ? SetKey.IPV4_ADDR : SetKey.IPV6_ADDR).paddedLength() / Integer.BYTES;
            Constants.requirePorts(compilation, this);
            nat = nat.ports(Selection.register(port), Selection.register(words() + port));
        }
        int bits = flags | (prefix ? NatFlags.NETMAP : 0);
        compilation.add(bits == 0 ? nat : nat.flags(bits));
    }

    private int words() {
        return type().paddedLength() / Integer.BYTES;
    }

    private SetKey type() {
        return Constants.values(version, ports).key();
    }

    private void lookUp(ValueMap values, Compilation compilation) {
        values.on().require(compilation, this);
        switch (values) {
            case ValueMap.Named named -> {
                named.on().load(compilation, named.interval());
                compilation.match(Lookup.map(named.name(), REGISTER, REGISTER));
            }
            case ValueMap.Anonymous own -> {
                boolean interval =
                        own.entries().stream().anyMatch(entry -> entry.key().isRange());
                own.on().load(compilation, interval);
                List<SetElement> elements = own.entries().stream()
                        .map(entry -> entry.key().member(own.on()).value(range(entry.value())))
                        .toList();
                NamedSet set =
                        NamedSet.anonymousMap(own.on().key(), interval, type()).valueRanges(type());
                int number = compilation.add(new AnonymousSet(set, elements));
                compilation.match(
                        Lookup.map(AnonymousSet.MAP_NAME, REGISTER, REGISTER).setId(number));
            }
        }
    }

    /** The first values and then the last. */
    private Data range(Object value) {
        SetElement range = Constants.values(version, ports).read(value).member(Constants.values(version, ports));
        byte[] both = Arrays.copyOf(range.key(), 2 * range.key().length);
        System.arraycopy(range.last(), 0, both, range.key().length, range.last().length);
        return Data.value(both);
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return text(true);
    }

    @Override
    public String listing() {
        return text(versionListed);
    }

    private String text(boolean listed) {
        Selection values = Constants.values(version, ports);
        return (source ? "snat" : "dnat") + (listed ? " " + Constants.word(version) : "") + (prefix ? " prefix" : "")
                + " to "
                + network.map(IpPrefix::toString)
                        .or(() -> map.map(MapLookup::map)
                                .map(own -> own.on() + " map " + own.text(value -> text(values, value))))
                        .orElse("")
                + Constants.flags(flags);
    }

    /** nft lists one address among ranges as a prefix. */
    private String text(Selection values, Object value) {
        Element read = values.read(value);
        String text = read.text(values);
        return ports || read.isRange() ? text : text + "/" + values.key().length() * Byte.SIZE;
    }
}
