package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.Optional;

/** Matches if a register lies, or does not lie, between two values ({@code NFTA_RANGE_*}). */
public final class Range extends NetlinkObject<Range> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("range");

    /** The register that is compared. */
    public static final Attribute<Integer> SREG = KEYS.add(1, "NFTA_RANGE_SREG", BE_COUNT);

    /** {@link Comparison#EQUAL} for inside, {@link Comparison#NOT_EQUAL} for outside. */
    public static final Attribute<Comparison> OP =
            KEYS.add(2, "NFTA_RANGE_OP", BE_COUNT.map(Comparison::new, Comparison::number));

    /** The lowest value. */
    public static final Attribute<Data> FROM_DATA = KEYS.nest(3, "NFTA_RANGE_FROM_DATA", () -> Data.SCHEMA, Data::new);

    /** The highest value. */
    public static final Attribute<Data> TO_DATA = KEYS.nest(4, "NFTA_RANGE_TO_DATA", () -> Data.SCHEMA, Data::new);

    static final Schema SCHEMA = KEYS.build();

    Range(Content content) {
        super(content);
    }

    /** Matches if {@code register} lies in {@code from} to {@code to}, both included. */
    public static Range inside(int register, byte[] from, byte[] to) {
        return of(Comparison.EQUAL, register, from, to);
    }

    /** Matches if {@code register} does not lie in {@code from} to {@code to}, both included. */
    public static Range outside(int register, byte[] from, byte[] to) {
        return of(Comparison.NOT_EQUAL, register, from, to);
    }

    private static Range of(Comparison comparison, int register, byte[] from, byte[] to) {
        return new Range(new ExpressionBytes(32 + 2 * AttributeHeader.align(from.length))
                .put(SREG, register)
                .put(OP, comparison)
                .put(FROM_DATA, Data.value(from))
                .put(TO_DATA, Data.value(to))
                .content());
    }

    /** Whether it matches values outside of the range. */
    public boolean isNegated() {
        return get(OP).equals(Optional.of(Comparison.NOT_EQUAL));
    }

    /** The register that is compared. */
    public int register() {
        return get(SREG).orElse(0);
    }

    /** The lowest value. */
    public byte[] from() {
        return get(FROM_DATA).map(Data::bytes).orElseGet(() -> new byte[0]);
    }

    /** The highest value. */
    public byte[] to() {
        return get(TO_DATA).map(Data::bytes).orElseGet(() -> new byte[0]);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Range copy(Content content) {
        return new Range(content);
    }

    @Override
    public String toString() {
        return "[ range " + (isNegated() ? "neq" : "eq") + " reg " + register() + " " + ExpressionText.of(from()) + " "
                + ExpressionText.of(to()) + " ]";
    }
}
