package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import java.util.Optional;

/** Drops a packet and sends an error to its sender. */
record RejectStatement(Optional<RejectReason> reason) implements Statement {

    @Override
    public void compile(Compilation compilation) {
        reason.orElseGet(() -> portUnreachable(compilation)).compile(compilation, this);
    }

    private static RejectReason portUnreachable(Compilation compilation) {
        return compilation
                .network()
                .map(version -> version == IpFamily.IPV4
                        ? RejectReason.ICMP_PORT_UNREACHABLE
                        : RejectReason.ICMPV6_PORT_UNREACHABLE)
                .orElse(RejectReason.ICMPX_PORT_UNREACHABLE);
    }

    @Override
    public String toString() {
        return "reject" + reason.map(how -> " with " + how).orElse("");
    }
}
