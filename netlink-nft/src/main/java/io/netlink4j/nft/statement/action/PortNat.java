package io.netlink4j.nft.statement.action;

import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.NatFlag;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.statement.MapLookup;
import java.util.Locale;

/** Translates to the port that a map has for the packet: {@code redirect to :tcp dport map { 80 : 8080 }}. */
record PortNat(Kind kind, MapLookup ports, int flags) implements Translation {
    PortNat(Kind kind, MapLookup ports) {
        this(kind, ports, 0);
    }

    enum Kind {
        REDIRECT,
        MASQUERADE,
        SNAT,
        DNAT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public PortNat with(NatFlag flag) {
        return new PortNat(kind, ports, flags | flag.bit());
    }

    @Override
    public void compile(Compilation compilation) {
        Constants.requireFamily(compilation, this, NfFamily.IP, NfFamily.IP6, NfFamily.INET);
        ports.load(Selection.of(TransportFields.TH_DPORT), compilation, this);
        Constants.requirePorts(compilation, this);
        compilation.add(expression(compilation.family()));
    }

    private Expression expression(NfFamily family) {
        int bits = flags | NatFlags.PROTO_SPECIFIED;
        return switch (kind) {
            case REDIRECT -> Redir.plain().port(REGISTER).flags(bits);
            case MASQUERADE -> Masq.plain().port(REGISTER).flags(bits);
            case SNAT -> Nat.source(family).port(REGISTER).flags(bits);
            case DNAT -> Nat.destination(family).port(REGISTER).flags(bits);
        };
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return kind + " to :" + ports.text(Selection.of(TransportFields.TH_DPORT)) + Constants.flags(flags);
    }
}
