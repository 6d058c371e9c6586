package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Optional;

/**
 * Sends the packet out of another link at once ({@code fwd} of nft).
 *
 * @param gateway the host on that link, of IP version {@code version}
 */
record FwdStatement(Target device, Optional<Target> gateway, Optional<IpFamily> version) implements Statement {
    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.NETDEV);
        device.require(compilation, this);
        gateway.ifPresent(to -> to.require(compilation, this));
        device.load(compilation, REGISTER, this);
        gateway.ifPresent(to -> to.load(compilation, REGISTER + 1, this));
        compilation.add(
                version.map(ip -> Fwd.to(REGISTER, REGISTER + 1, ip.number())).orElseGet(() -> Fwd.to(REGISTER)));
    }

    @Override
    public String toString() {
        return version.map(ip -> "fwd " + Constants.word(ip) + " to "
                        + gateway.map(Target::toString).orElse("").replaceAll("[\\[\\]]", "") + " device " + device)
                .orElse("fwd to " + device);
    }
}
