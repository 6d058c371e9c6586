package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Optional;

/** Sends the packet out of another link at once ({@code fwd} of nft). */
record FwdStatement(
        Optional<Element> device, Optional<MapLookup> map, Optional<Target> address, Optional<IpFamily> version)
        implements Statement {
    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.NETDEV);
        address.ifPresent(to -> to.require(compilation, this));
        device.ifPresent(link -> Constants.loadLink(compilation, REGISTER, link));
        map.ifPresent(lookup -> lookup.load(Selection.of(MetaFields.OIF), compilation, this));
        address.ifPresent(to -> to.load(compilation, REGISTER + 1, this));
        compilation.add(
                version.map(ip -> Fwd.to(REGISTER, REGISTER + 1, ip.number())).orElseGet(() -> Fwd.to(REGISTER)));
    }

    @Override
    public String toString() {
        String link = device.map(Constants::link)
                .or(() -> map.map(lookup -> lookup.text(Selection.of(MetaFields.OIF))))
                .orElse("");
        return version.map(ip -> "fwd " + Constants.word(ip) + " to "
                        + address.map(Target::toString).orElse("").replaceAll("[\\[\\]]", "") + " device " + link)
                .orElse("fwd to " + link);
    }
}
