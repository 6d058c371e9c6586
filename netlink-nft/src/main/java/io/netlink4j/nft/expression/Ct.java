package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.Optional;

/** Loads or sets data of connection tracking ({@code NFTA_CT_*}). */
public final class Ct extends NetlinkObject<Ct> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("ct");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_CT_DREG", BE_COUNT);

    /** The value that is loaded or set. */
    public static final Attribute<CtKey> KEY = KEYS.add(2, "NFTA_CT_KEY", BE_COUNT.map(CtKey::new, CtKey::number));

    /** {@code enum ip_conntrack_dir}: 0 original, 1 reply. */
    public static final Attribute<Integer> DIRECTION = KEYS.add(3, "NFTA_CT_DIRECTION", U8);

    /** The register that is set from. */
    public static final Attribute<Integer> SREG = KEYS.add(4, "NFTA_CT_SREG", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Ct(Content content) {
        super(content);
    }

    /** Loads {@code key} into {@code register}. */
    public static Ct load(CtKey key, int register) {
        return new Ct(new ExpressionBytes(16).put(KEY, key).put(DREG, register).content());
    }

    /** Sets {@code key} to the value of {@code register}. */
    public static Ct set(CtKey key, int register) {
        return new Ct(new ExpressionBytes(16).put(KEY, key).put(SREG, register).content());
    }

    /** The same for one direction of the connection: 0 original, 1 reply. */
    public Ct direction(int direction) {
        return with(DIRECTION, direction);
    }

    /** The value that is loaded or set. */
    public CtKey key() {
        return require(KEY);
    }

    /** Whether it sets. */
    public boolean isSet() {
        return has(SREG);
    }

    /** The register that is loaded, or that holds the value to set. */
    public int register() {
        return get(isSet() ? SREG : DREG).orElse(0);
    }

    /** The direction, 0 original or 1 reply, of a key that has one. */
    public Optional<Integer> direction() {
        return get(DIRECTION);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Ct copy(Content content) {
        return new Ct(content);
    }

    @Override
    public String toString() {
        String key = get(KEY).map(CtKey::toString).orElse("unknown");
        String direction = get(DIRECTION)
                .map(way -> " , dir " + (way == 0 ? "original" : way == 1 ? "reply" : String.valueOf(way)))
                .orElse("");
        return isSet()
                ? "[ ct set " + key + " with reg " + register() + direction + " ]"
                : "[ ct load " + key + " => reg " + register() + direction + " ]";
    }
}
