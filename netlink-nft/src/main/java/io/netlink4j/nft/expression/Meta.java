package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads or sets metadata of the packet ({@code NFTA_META_*}). */
public final class Meta extends NetlinkObject<Meta> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("meta");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_META_DREG", BE_COUNT);

    /** The value that is loaded or set. */
    public static final Attribute<MetaKey> KEY =
            KEYS.add(2, "NFTA_META_KEY", BE_COUNT.map(MetaKey::new, MetaKey::number));

    /** The register that is set from. */
    public static final Attribute<Integer> SREG = KEYS.add(3, "NFTA_META_SREG", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Meta(Content content) {
        super(content);
    }

    /** Loads {@code key} into {@code register}. */
    public static Meta load(MetaKey key, int register) {
        return new Meta(new ExpressionBytes(16)
                .be32(KEY, key.number())
                .be32(DREG, register)
                .content());
    }

    /** Sets {@code key} to the value of {@code register}. */
    public static Meta set(MetaKey key, int register) {
        return new Meta(
                new ExpressionBytes(16).put(KEY, key).put(SREG, register).content());
    }

    /** The value that is loaded or set. */
    public MetaKey key() {
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

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Meta copy(Content content) {
        return new Meta(content);
    }

    @Override
    public String toString() {
        String key = get(KEY).map(MetaKey::toString).orElse("unknown");
        return isSet()
                ? "[ meta set " + key + " with reg " + register() + " ]"
                : "[ meta load " + key + " => reg " + register() + " ]";
    }
}
