package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Optional;

/** Sends the packet out of another link at once ({@code fwd} of nft). */
record FwdStatement(Optional<String> device, Optional<MapLookup> map, Optional<IpAddress> address)
        implements Statement {
    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.NETDEV);
        device.ifPresent(name -> Constants.loadLink(compilation, REGISTER, name));
        map.ifPresent(lookup -> lookup.load(Selection.of(Field.OIF), compilation, this));
        if (address.isEmpty()) {
            compilation.add(Fwd.to(REGISTER));
            return;
        }
        IpAddress to = address.get();
        compilation.add(Immediate.value(REGISTER + 1, to.toByteArray()));
        compilation.add(Fwd.to(REGISTER, REGISTER + 1, to.family().number()));
    }

    @Override
    public String toString() {
        String link = device.map(name -> '"' + name + '"')
                .or(() -> map.map(lookup -> lookup.text(Selection.of(Field.OIF))))
                .orElse("");
        return address.map(to -> "fwd " + Constants.word(to) + " to " + to + " device " + link)
                .orElse("fwd to " + link);
    }
}
