package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Optional;

/**
 * Sends a copy of the packet to another host ({@code dup} of nft).
 *
 * @param gateways a map with the host, in place of {@code gateway}
 * @param device the link, which a table of a device needs, and others may have
 */
record DupStatement(Optional<IpAddress> gateway, Optional<MapLookup> gateways, Optional<Target> device)
        implements Statement {
    @Override
    public void compile(Compilation compilation) {
        device.ifPresent(link -> link.require(compilation, this));
        if (gateway.isEmpty() && gateways.isEmpty()) {
            Constants.requireFamily(compilation, this, NfFamily.NETDEV);
            device.ifPresent(link -> link.load(compilation, REGISTER, this));
            compilation.add(Dup.toDevice(REGISTER));
            return;
        }
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6);
        IpFamily version = compilation.family() == NfFamily.IP ? IpFamily.IPV4 : IpFamily.IPV6;
        gateway.ifPresent(to -> {
            compilation.admitNetwork(to.family(), this);
            compilation.add(Immediate.value(REGISTER, to.toByteArray()));
        });
        gateways.ifPresent(lookup -> lookup.load(Selection.of(Constants.addressField(version)), compilation, this));
        device.ifPresent(link -> link.load(compilation, REGISTER + 1, this));
        Dup dup = Dup.to(REGISTER);
        compilation.add(device.isPresent() ? dup.with(Dup.SREG_DEV, REGISTER + 1) : dup);
    }

    @Override
    public String toString() {
        String link = device.map(Target::toString).orElse("");
        return "dup to "
                + gateway.map(ValueFormat::address)
                        .or(() -> gateways.map(MapLookup::toString))
                        .map(to -> to + (link.isEmpty() ? "" : " device " + link))
                        .orElse(link);
    }
}
