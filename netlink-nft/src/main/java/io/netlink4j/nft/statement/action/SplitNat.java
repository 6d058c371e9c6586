package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.packet.NatFlag;
import io.netlink4j.nft.packet.NfFamily;

/**
 * Translates to an address and a port of which at least one is that of a map: {@code dnat to 10.0.0.1:tcp dport map { 80 : 8080 }}.
 *
 * @param flags bits of {@link NatFlags} that nft has words for
 * @param versionListed whether nft lists the IP version
 */
record SplitNat(boolean source, IpFamily version, Target address, Target port, int flags, boolean versionListed)
        implements Translation {
    SplitNat(boolean source, IpFamily version, Target address, Target port) {
        this(source, version, address, port, 0, true);
    }

    @Override
    public SplitNat with(NatFlag flag) {
        return new SplitNat(source, version, address, port, flags | flag.bit(), versionListed);
    }

    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6, NfFamily.INET);
        compilation.admitNetwork(version, this);
        address.require(compilation, this);
        port.require(compilation, this);
        int[] addresses = address.load(compilation, REGISTER, this);
        int[] ports = port.load(compilation, REGISTER + addresses.length, this);
        Constants.requirePorts(compilation, this); // a map may have matched the protocol
        NfFamily family = version == IpFamily.IPV4 ? NfFamily.IP : NfFamily.IP6;
        Nat nat = source ? Nat.source(family) : Nat.destination(family);
        nat = addresses.length == 1 ? nat.address(addresses[0]) : nat.addresses(addresses[0], addresses[1]);
        nat = ports.length == 1 ? nat.port(ports[0]) : nat.ports(ports[0], ports[1]);
        compilation.add(nat.flags(flags | NatFlags.PROTO_SPECIFIED));
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
        return (source ? "snat" : "dnat") + (listed ? " " + Constants.word(version) : "") + " to " + address + ":"
                + port + Constants.flags(flags);
    }
}
