package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a constant into a register, or ends the rule with a verdict ({@code NFTA_IMMEDIATE_*}). */
public final class Immediate extends NetlinkObject<Immediate> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("immediate");

    /** The register that is set; 0 for the verdict. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_IMMEDIATE_DREG", BE_COUNT);

    /** The value or the verdict. */
    public static final Attribute<Data> DATA = KEYS.nest(2, "NFTA_IMMEDIATE_DATA", () -> Data.SCHEMA, Data::new);

    static final Schema SCHEMA = KEYS.build();

    /** Whether it ends the rule; remembered, since the rules share the few verdicts. */
    private @Nullable Boolean terminal;

    Immediate(Content content) {
        super(content);
    }

    /** Puts {@code value} into {@code register}. */
    public static Immediate value(int register, byte... value) {
        return new Immediate(new ExpressionBytes(16 + value.length)
                .be32(DREG, register)
                .data(DATA, value)
                .content());
    }

    /** Ends the rule with {@code verdict}. */
    public static Immediate verdict(Verdict verdict) {
        return verdict.immediate();
    }

    static Immediate ofVerdict(Verdict verdict) {
        return new Immediate(new ExpressionBytes(16 + verdict.byteLength())
                .put(DREG, 0)
                .put(DATA, Data.verdict(verdict))
                .content());
    }

    /** The register that is set; 0 for the verdict. */
    public int register() {
        return get(DREG).orElse(0);
    }

    /** The value; empty if it is a verdict. */
    public Optional<byte[]> value() {
        return get(DATA).flatMap(data -> data.get(Data.VALUE));
    }

    /** The verdict; empty if it is a value. */
    public Optional<Verdict> verdict() {
        return get(DATA).flatMap(data -> data.get(Data.VERDICT));
    }

    @Override
    public boolean isTerminal() {
        Boolean known = terminal;
        if (known == null) {
            known = verdict()
                    .filter(verdict -> verdict.code() != Verdict.CONTINUE.code())
                    .isPresent();
            terminal = known;
        }
        return known;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Immediate copy(Content content) {
        return new Immediate(content);
    }

    @Override
    public String toString() {
        return "[ immediate reg " + register() + " "
                + get(DATA).map(Data::toString).orElse("") + " ]";
    }
}
