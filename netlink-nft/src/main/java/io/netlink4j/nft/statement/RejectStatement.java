package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Reject;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Locale;
import java.util.Optional;

/** Drops a packet and sends an error to its sender. */
record RejectStatement(Optional<RejectReason> reason, String listing) implements Statement {
    RejectStatement(Optional<RejectReason> reason) {
        this(reason, "reject" + reason.map(how -> " with " + how).orElse(""));
    }

    @Override
    public void compile(Compilation compilation) {
        reason.orElseGet(() -> portUnreachable(compilation.network())).compile(compilation, this);
    }

    /** The statement; the answer that nft leaves out is left out. */
    static Optional<? extends Statement> decode(Reject reject, Inputs inputs) {
        NfFamily family = inputs.family();
        boolean oneVersion = family == NfFamily.IP || family == NfFamily.IP6;
        Optional<IpFamily> network =
                oneVersion ? Optional.of(family == NfFamily.IP ? IpFamily.IPV4 : IpFamily.IPV6) : inputs.network();
        Optional<RejectReason> reason = RejectReason.of(reject, network);
        RejectReason.Kind kind = RejectReason.Kind.of(reject, network);
        // a table of one version lists what else says the version
        boolean listed = oneVersion
                && (inputs.isGuardOfFrame(PayloadBase.NETWORK)
                        || !inputs.network().equals(network));
        boolean unknown = network.isEmpty() && kind == RejectReason.Kind.ICMP; // nft lists no answer then
        boolean saysVersion =
                kind != RejectReason.Kind.ICMPX && !listed && !unknown && inputs.dropGuard(PayloadBase.NETWORK);
        if (kind == RejectReason.Kind.TCP && oneVersion) {
            inputs.dropGuard(PayloadBase.TRANSPORT);
        }
        if (reason.isEmpty()) {
            return Optional.of(new Unnamed(kind, reject));
        }
        RejectReason unlisted = oneVersion
                ? family == NfFamily.IP ? RejectReason.ICMP_PORT_UNREACHABLE : RejectReason.ICMPV6_PORT_UNREACHABLE
                : RejectReason.ICMPX_PORT_UNREACHABLE;
        RejectReason unsaid = portUnreachable(network);
        return reason.map(how -> new RejectStatement(
                Optional.of(how).filter(other -> saysVersion || other != unsaid),
                "reject" + (how == unlisted || unknown ? "" : " with " + how)));
    }

    /** An answer with a code that has no name. */
    private record Unnamed(RejectReason.Kind kind, Reject reject) implements Statement {
        @Override
        public void compile(Compilation compilation) {
            kind.require(compilation, this);
            compilation.add(reject);
        }

        @Override
        public String toString() {
            return "reject with " + kind.name().toLowerCase(Locale.ROOT) + " " + reject.code();
        }
    }

    private static RejectReason portUnreachable(Optional<IpFamily> network) {
        return network.map(version -> version == IpFamily.IPV4
                        ? RejectReason.ICMP_PORT_UNREACHABLE
                        : RejectReason.ICMPV6_PORT_UNREACHABLE)
                .orElse(RejectReason.ICMPX_PORT_UNREACHABLE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RejectStatement that && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return reason.hashCode();
    }

    @Override
    public String toString() {
        return "reject" + reason.map(how -> " with " + how).orElse("");
    }
}
