package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import java.math.BigInteger;
import java.util.Optional;

/** Sets the mark of a packet or of a connection. */
record MarkStatement(Field target, Value value) implements Statement {
    private static final int REGISTER = 1;
    private static final long ALL = 0xffff_ffffL;

    /** An operation on the bits of a mark. */
    enum Operation {
        OR("|"),
        AND("&"),
        XOR("^");

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        /** The bits that stay. */
        long mask(long bits) {
            return switch (this) {
                case OR -> ~bits & ALL;
                case AND -> bits;
                case XOR -> ALL;
            };
        }

        /** The bits that are inverted afterwards. */
        long xor(long bits) {
            return this == AND ? 0 : bits;
        }
    }

    /** The source of the new mark. */
    sealed interface Value {}

    record Copy(Field source) implements Value {}

    record Changed(Field source, Operation operation, long bits) implements Value {}

    record Masked(Field source, long mask, long xor) implements Value {}

    static MarkStatement copy(Field target, Field source) {
        return new MarkStatement(target, new Copy(source));
    }

    static MarkStatement change(Field target, Field source, Operation operation, long bits) {
        Operands.number(target, bits); // refuses what is no mark
        return new MarkStatement(target, new Changed(source, operation, bits));
    }

    @Override
    public void compile(Compilation compilation) {
        switch (value) {
            case Copy copy -> compilation.add(load(copy.source()));
            case Changed changed -> {
                change(
                        compilation,
                        changed.source(),
                        changed.operation().mask(changed.bits()),
                        changed.operation().xor(changed.bits()));
            }
            case Masked masked -> change(compilation, masked.source(), masked.mask(), masked.xor());
        }
        compilation.add(store());
    }

    /** Bits of a field that are kept, inverted and set, as numbers in network byte order. */
    static Optional<Statement> decode(Field target, Field source, byte[] mask, byte[] xor) {
        if (mask.length != Integer.BYTES) {
            return Optional.empty();
        }
        long kept = new BigInteger(1, mask).longValue();
        long flipped = new BigInteger(1, xor).longValue();
        return Optional.of(new MarkStatement(target, new Masked(source, kept, flipped)));
    }

    private static Expression load(Field source) {
        return source.source().load(source.length(), REGISTER);
    }

    private void change(Compilation compilation, Field source, long mask, long xor) {
        compilation.add(load(source));
        compilation.add(Bitwise.mask(REGISTER, bytes(mask), bytes(xor)));
    }

    private Expression store() {
        return switch (target.source()) {
            case Source.Metadata metadata -> Meta.set(metadata.key(), REGISTER);
            case Source.Conntrack conntrack -> Ct.set(conntrack.key(), REGISTER);
            default -> throw new IllegalStateException(target + " cannot be set");
        };
    }

    private byte[] bytes(long mark) {
        return target.order().of(Operands.number(target, mark).first());
    }

    /** The operations as nft lists them. */
    private String text(Masked masked) {
        long set = ~masked.mask() & masked.xor() & ALL;
        long flipped = masked.mask() & masked.xor();
        long kept = masked.mask() | set;
        return (kept == ALL ? "" : " & " + text(kept))
                + (flipped == 0 ? "" : " ^ " + text(flipped))
                + (set == 0 ? "" : " | " + text(set));
    }

    private String text(long mark) {
        return Operands.number(target, mark).text(Selection.of(target));
    }

    @Override
    public String toString() {
        return target + " set "
                + switch (value) {
                    case Copy copy -> copy.source().toString();
                    case Changed changed ->
                        changed.source() + " " + changed.operation().sign + " " + text(changed.bits());
                    case Masked masked -> masked.source() + text(masked);
                };
    }
}
