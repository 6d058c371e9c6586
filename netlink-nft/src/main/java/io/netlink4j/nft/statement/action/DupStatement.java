package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Optional;

/** Sends a copy of the packet to another host ({@code dup} of nft). */
record DupStatement(Optional<IpAddress> address, Optional<MapLookup> map, Optional<Element> device)
        implements Statement {
    @Override
    public void compile(Compilation compilation) {
        if (address.isEmpty() && (map.isEmpty() || compilation.family() == NfFamily.NETDEV)) {
            Constants.requireFamily(compilation, this, NfFamily.NETDEV);
            device.ifPresent(to -> Constants.loadLink(compilation, REGISTER, to));
            map.ifPresent(links -> links.load(Selection.of(MetaFields.OIF), compilation, this));
            compilation.add(Dup.toDevice(REGISTER));
            return;
        }
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6);
        IpFamily version = compilation.family() == NfFamily.IP ? IpFamily.IPV4 : IpFamily.IPV6;
        address.ifPresent(to -> {
            compilation.admitNetwork(to.family(), this);
            compilation.add(Immediate.value(REGISTER, to.toByteArray()));
        });
        map.ifPresent(lookup -> lookup.load(Selection.of(Constants.addressField(version)), compilation, this));
        device.ifPresent(to -> Constants.loadLink(compilation, REGISTER + 1, to));
        Dup dup = Dup.to(REGISTER);
        compilation.add(device.isPresent() ? dup.with(Dup.SREG_DEV, REGISTER + 1) : dup);
    }

    @Override
    public String toString() {
        String link = device.map(Constants::link).orElse("");
        return "dup to "
                + address.map(ValueFormat::address)
                        .or(() -> map.map(MapLookup::toString))
                        .map(to -> to + (link.isEmpty() ? "" : " device " + link))
                        .orElse(link);
    }
}
