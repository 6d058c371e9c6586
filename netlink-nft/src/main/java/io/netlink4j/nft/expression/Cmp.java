package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Compares a register with a value and ends the rule if the comparison fails ({@code NFTA_CMP_*}). */
public final class Cmp extends NetlinkObject<Cmp> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("cmp");

    /** The register that is compared. */
    public static final Attribute<Integer> SREG = KEYS.add(1, "NFTA_CMP_SREG", BE_COUNT);

    /** How it is compared. */
    public static final Attribute<Comparison> OP =
            KEYS.add(2, "NFTA_CMP_OP", BE_COUNT.map(Comparison::new, Comparison::number));

    /** The value, which has the length of the compared bytes. */
    public static final Attribute<Data> DATA = KEYS.nest(3, "NFTA_CMP_DATA", () -> Data.SCHEMA, Data::new);

    static final Schema SCHEMA = KEYS.build();

    Cmp(Content content) {
        super(content);
    }

    /** Matches if {@code register} is {@code comparison} {@code value}. */
    public static Cmp of(Comparison comparison, int register, byte... value) {
        return new Cmp(new ExpressionBytes(24 + value.length)
                .be32(SREG, register)
                .be32(OP, comparison.number())
                .data(DATA, value)
                .content());
    }

    /** How it is compared. */
    public Comparison comparison() {
        return get(OP).orElse(Comparison.EQUAL);
    }

    /** The register that is compared. */
    public int register() {
        return get(SREG).orElse(0);
    }

    /** The value that it is compared with. */
    public byte[] value() {
        return get(DATA).map(Data::bytes).orElseGet(() -> new byte[0]);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Cmp copy(Content content) {
        return new Cmp(content);
    }

    @Override
    public String toString() {
        return "[ cmp " + comparison() + " reg " + register() + " " + ExpressionText.of(value()) + " ]";
    }
}
