package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BARE_STRING;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;

/** Uses a named object such as a counter, either by its name or by a map ({@code NFTA_OBJREF_*}). */
public final class Objref extends NetlinkObject<Objref> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("objref");

    /** The object's type, a number of {@code NFT_OBJECT_*}. */
    public static final Attribute<Integer> IMM_TYPE = KEYS.add(1, "NFTA_OBJREF_IMM_TYPE", BE_COUNT);

    /** The object's name. */
    public static final Attribute<String> IMM_NAME = KEYS.add(2, "NFTA_OBJREF_IMM_NAME", BARE_STRING);

    /** The register that holds the map's key. */
    public static final Attribute<Integer> SET_SREG = KEYS.add(3, "NFTA_OBJREF_SET_SREG", BE_COUNT);

    /** The map's name. */
    public static final Attribute<String> SET_NAME = KEYS.add(4, "NFTA_OBJREF_SET_NAME", BARE_STRING);

    /** The map's number in this transaction. */
    public static final Attribute<Integer> SET_ID = KEYS.add(5, "NFTA_OBJREF_SET_ID", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Objref(Content content) {
        super(content);
    }

    /** The object {@code name} of {@code type}, a number of {@code NFT_OBJECT_*}. */
    public static Objref of(int type, String name) {
        return new Objref(new ExpressionBytes(16 + name.length())
                .put(IMM_TYPE, type)
                .put(IMM_NAME, name)
                .content());
    }

    /** The object that a map has for the key in {@code register}. */
    public static Objref map(String map, int register) {
        return new Objref(Content.of(new byte[0])).with(SET_SREG, register).with(SET_NAME, map);
    }

    /** The same for an anonymous map with this number. */
    public Objref setId(int number) {
        return with(SET_ID, number);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Objref copy(Content content) {
        return new Objref(content);
    }

    @Override
    public String toString() {
        return has(SET_SREG)
                ? "[ objref sreg " + get(SET_SREG).orElse(0) + " set "
                        + get(SET_NAME).map(Printable::of).orElse("") + " ]"
                : "[ objref type " + get(IMM_TYPE).orElse(0) + " name "
                        + get(IMM_NAME).map(Printable::of).orElse("") + " ]";
    }
}
