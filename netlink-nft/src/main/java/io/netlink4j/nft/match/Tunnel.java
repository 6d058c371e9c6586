package io.netlink4j.nft.match;

import io.netlink4j.nft.analysis.KnownProtocols;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Inner;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.packet.FrameType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A tunnel into whose packets rules look ({@code enum nft_inner_type}); since Linux 6.2. */
public enum Tunnel {
    /** A frame in UDP. */
    VXLAN(1, 8, 0xf, Dependency.UDP),
    /** A frame in UDP, with options. */
    GENEVE(2, 8, 0xf, Dependency.UDP),
    /** A packet in GRE. */
    GRE(3, 4, 0xc, Dependency.GRE),
    /** A frame in GRE. */
    GRETAP(4, 4, 0xe, Dependency.GRE);

    /** {@code NFT_INNER_LL}: the packet inside begins with a link header. */
    private static final int LINK = 2;

    private static final int TYPE_OFFSET = 12;

    private final int number;
    private final int header;
    private final int flags;
    private final Dependency carrier;

    Tunnel(int number, int header, int flags, Dependency carrier) {
        this.number = number;
        this.header = header;
        this.flags = flags;
        this.carrier = carrier;
    }

    /** The tunnel that an expression looks into. */
    static Optional<Tunnel> of(Inner inner) {
        return Arrays.stream(values())
                .filter(tunnel -> inner.get(Inner.TYPE).equals(Optional.of(tunnel.number)))
                .findFirst();
    }

    /** The expression, executed on the packet inside. */
    Expression inside(Expression expression) {
        return Inner.of(number, header, flags, expression);
    }

    /** Requires the protocol of the tunnel, and that of a field in the packet inside. */
    void require(Compilation compilation, Dependency field, Object subject) {
        carrier.require(compilation, subject);
        field.frame().ifPresent(frame -> {
            int offset = typeOffset(compilation, frame);
            boolean frames = (flags & LINK) != 0 && (field.isByLinkHeader() || offset != TYPE_OFFSET);
            byte[] type = frame.bytes();
            Expression load = frames
                    ? Payload.load(PayloadBase.LINK, offset, type.length, Selection.REGISTER)
                    : Meta.load(MetaKey.PROTOCOL, Selection.REGISTER);
            guard(compilation, load, type, subject);
        });
        field.transport()
                .ifPresent(protocol -> guard(
                        compilation,
                        Meta.load(MetaKey.L4PROTO, Selection.REGISTER),
                        new byte[] {(byte) protocol.number()},
                        subject));
    }

    /** Where the type of the frame inside is, behind its VLAN tag if the rule says that it has one. */
    private int typeOffset(Compilation compilation, FrameType type) {
        Expression tag = inside(Payload.load(PayloadBase.LINK, TYPE_OFFSET, type.bytes().length, Selection.REGISTER));
        List<Expression> rule = compilation.expressions();
        int at = rule.indexOf(tag);
        boolean tagged = type != FrameType.VLAN
                && at >= 0
                && at + 1 < rule.size()
                && rule.get(at + 1).equals(compare(FrameType.VLAN.bytes()));
        return tagged ? TYPE_OFFSET + KnownProtocols.TAG_LENGTH : TYPE_OFFSET;
    }

    /** Adds the comparison unless the rule has it. */
    private void guard(Compilation compilation, Expression load, byte[] value, Object subject) {
        Expression inner = inside(load);
        List<Expression> rule = compilation.expressions();
        for (int i = 0; i + 1 < rule.size(); i++) {
            if (rule.get(i).equals(inner) && rule.get(i + 1) instanceof Cmp compared) {
                if (!compared.equals(compare(value))) {
                    throw new IllegalArgumentException(
                            "'" + subject + "' contradicts an earlier match on the packet inside the tunnel.");
                }
                return;
            }
        }
        compilation.match(inner, compare(value));
    }

    private static Cmp compare(byte[] value) {
        return Cmp.of(Comparison.EQUAL, Selection.REGISTER, value);
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
