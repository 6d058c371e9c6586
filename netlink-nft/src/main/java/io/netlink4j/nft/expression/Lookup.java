package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import java.util.Optional;

/** Looks a register up in a set or map ({@code NFTA_LOOKUP_*}). */
public final class Lookup extends NetlinkObject<Lookup> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("lookup");

    /** The set's name. */
    public static final Attribute<String> SET = KEYS.add(1, "NFTA_LOOKUP_SET", STRING);

    /** The register that holds the key. */
    public static final Attribute<Integer> SREG = KEYS.add(2, "NFTA_LOOKUP_SREG", BE_COUNT);

    /** The register that a map's value goes to; 0 for a verdict. */
    public static final Attribute<Integer> DREG = KEYS.add(3, "NFTA_LOOKUP_DREG", BE_COUNT);

    /** The set's number in this transaction. */
    public static final Attribute<Integer> SET_ID = KEYS.add(4, "NFTA_LOOKUP_SET_ID", BE_COUNT);

    /** Bit 0: match if the key is not in the set. */
    public static final Attribute<Integer> FLAGS = KEYS.add(5, "NFTA_LOOKUP_FLAGS", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Lookup(Content content) {
        super(content);
    }

    private static final int INVERTED = 1;

    /** Matches if the key in {@code register} is in {@code set}. */
    public static Lookup in(String set, int register) {
        return new Lookup(new ExpressionBytes(13 + set.length() + 3)
                .put(SET, set)
                .put(SREG, register)
                .content());
    }

    /** Matches if the key in {@code register} is not in {@code set}. */
    public static Lookup notIn(String set, int register) {
        return in(set, register).with(FLAGS, INVERTED);
    }

    /** Loads the value of {@code map} for the key in {@code register} into {@code to}; 0 is the verdict register. */
    public static Lookup map(String map, int register, int to) {
        return in(map, register).with(DREG, to);
    }

    /** A copy for the set with the number {@code id} in the same transaction. */
    public Lookup setId(int id) {
        return with(SET_ID, id);
    }

    /** The set's name. */
    public String set() {
        return require(SET);
    }

    /** The register that holds the key. */
    public int register() {
        return get(SREG).orElse(0);
    }

    /** The register that a map's value goes to, 0 for a verdict; empty if it only matches. */
    public Optional<Integer> to() {
        return get(DREG);
    }

    /** The set's number in the transaction that adds it. */
    public Optional<Integer> setId() {
        return get(SET_ID);
    }

    /** Whether it matches if the key is not in the set. */
    public boolean isInverted() {
        return (get(FLAGS).orElse(0) & INVERTED) != 0;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Lookup copy(Content content) {
        return new Lookup(content);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[ lookup reg " + register() + " set "
                + get(SET).map(Printable::of).orElse(""));
        get(DREG).ifPresent(to -> text.append(" dreg ").append(to));
        get(FLAGS).ifPresent(flags -> text.append(" 0x").append(Integer.toHexString(flags)));
        return text.append(" ]").toString();
    }
}
