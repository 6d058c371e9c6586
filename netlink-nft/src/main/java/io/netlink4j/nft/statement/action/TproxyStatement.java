package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Tproxy;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Optional;
import java.util.Set;

/** Hands the packet to a local socket without changing it ({@code tproxy} of nft); at prerouting. */
record TproxyStatement(
        Optional<Target> address, Optional<Target> port, Optional<IpFamily> version, boolean versionListed)
        implements Statement {
    private static final Set<IpProtocol> PROTOCOLS = Set.of(IpProtocol.TCP, IpProtocol.UDP);

    static TproxyStatement to(Optional<IpAddress> address, Optional<Integer> port) {
        return new TproxyStatement(
                address.map(Target::of),
                port.map(number -> new Target.Ports(PortRange.of(number))),
                address.map(IpAddress::family),
                true);
    }

    static TproxyStatement to(Optional<IpAddress> address, MapLookup ports) {
        return new TproxyStatement(
                address.map(Target::of),
                Optional.of(new Target.Mapped(ports, TransportFields.TH_DPORT)),
                address.map(IpAddress::family),
                true);
    }

    /** To the addresses of a map and this port. */
    static TproxyStatement to(IpFamily version, MapLookup addresses, TproxyStatement port) {
        return new TproxyStatement(Optional.of(Target.of(version, addresses)), port.port, Optional.of(version), true);
    }

    /** For packets of one IP version. */
    TproxyStatement of(IpFamily ip) {
        return new TproxyStatement(address, port, Optional.of(ip), versionListed);
    }

    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6, NfFamily.INET);
        if (compilation.transports().isEmpty() || !PROTOCOLS.containsAll(compilation.transports())) {
            throw new IllegalArgumentException(
                    "'" + this + "' needs tcp or udp, so the rule must match one of them first,"
                            + " as with 'tcp dport 80' or 'meta l4proto { tcp, udp }'.");
        }
        version.ifPresent(ip -> compilation.admitNetwork(ip, this));
        Tproxy proxy = Tproxy.of(version.map(IpFamily::number)
                .orElse(
                        compilation.family() == NfFamily.INET
                                ? 0
                                : compilation.family().number()));
        address.ifPresent(target -> target.require(compilation, this));
        port.ifPresent(target -> target.require(compilation, this));
        int register = REGISTER;
        if (address.isPresent()) {
            address.get().load(compilation, register, this);
            proxy = proxy.with(Tproxy.REG_ADDR, register);
            register++;
        }
        if (port.isPresent()) {
            port.get().load(compilation, register, this);
            proxy = proxy.with(Tproxy.REG_PORT, register);
        }
        compilation.add(proxy);
    }

    @Override
    public String toString() {
        String text = text(true);
        return port.isPresent() ? text : text.replaceAll("[\\[\\]]", "");
    }

    /** nft leaves the IP version out where the table says it. */
    @Override
    public String listing() {
        return text(versionListed);
    }

    private String text(boolean listed) {
        return "tproxy"
                + version.filter(ip -> listed)
                        .map(ip -> " " + Constants.word(ip))
                        .orElse("") + " to "
                + address.map(Target::toString).orElse("")
                + port.map(number -> ":" + number).orElse("");
    }
}
