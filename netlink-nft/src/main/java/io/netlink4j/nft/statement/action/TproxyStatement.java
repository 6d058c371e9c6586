package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Tproxy;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Optional;
import java.util.Set;

/** Hands the packet to a local socket without changing it ({@code tproxy} of nft); at prerouting. */
record TproxyStatement(Optional<IpAddress> address, Optional<PortRange> port, boolean versionListed)
        implements Statement {
    TproxyStatement(Optional<IpAddress> address, Optional<PortRange> port) {
        this(address, port, true);
    }

    private static final Set<IpProtocol> PROTOCOLS = Set.of(IpProtocol.TCP, IpProtocol.UDP);

    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6, NfFamily.INET);
        if (compilation.transports().isEmpty() || !PROTOCOLS.containsAll(compilation.transports())) {
            throw new IllegalArgumentException(
                    "'" + this + "' needs tcp or udp, so the rule must match one of them first,"
                            + " as with 'tcp dport 80' or 'meta l4proto { tcp, udp }'.");
        }
        int register = REGISTER;
        Tproxy proxy = Tproxy.of(family(compilation));
        if (address.isPresent()) {
            compilation.add(Immediate.value(register, address.get().toByteArray()));
            proxy = proxy.with(Tproxy.REG_ADDR, register);
            register++;
        }
        if (port.isPresent()) {
            compilation.add(Immediate.value(register, Numbers.of(port.get().first(), Short.BYTES)));
            proxy = proxy.with(Tproxy.REG_PORT, register);
        }
        compilation.add(proxy);
    }

    private int family(Compilation compilation) {
        if (address.isPresent()) {
            IpFamily version = address.get().family();
            compilation.admitNetwork(version, this);
            return version.number();
        }
        return compilation.family() == NfFamily.INET ? 0 : compilation.family().number();
    }

    @Override
    public String toString() {
        return text(true);
    }

    /** nft leaves the IP version out where the table says it. */
    @Override
    public String listing() {
        return text(versionListed);
    }

    private String text(boolean version) {
        String to = address.map(ip -> ip.family() == IpFamily.IPV6 && port.isPresent() ? "[" + ip + "]" : ip.toString())
                .orElse("");
        return "tproxy"
                + address.filter(ip -> version)
                        .map(ip -> " " + Constants.word(ip))
                        .orElse("") + " to " + to
                + port.map(number -> ":" + number).orElse("");
    }
}
