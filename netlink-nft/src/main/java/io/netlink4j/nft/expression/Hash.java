package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Hashes a register, or the packet's addresses and ports ({@code NFTA_HASH_*}). */
public final class Hash extends NetlinkObject<Hash> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("hash");

    /** The register that is hashed, of a Jenkins hash. */
    public static final Attribute<Integer> SREG = KEYS.add(1, "NFTA_HASH_SREG", BE_COUNT);

    /** The register that the result goes to. */
    public static final Attribute<Integer> DREG = KEYS.add(2, "NFTA_HASH_DREG", BE_COUNT);

    /** How many bytes are hashed. */
    public static final Attribute<Integer> LEN = KEYS.add(3, "NFTA_HASH_LEN", BE_COUNT);

    /** The result is the rest of a division by this. */
    public static final Attribute<Integer> MODULUS = KEYS.add(4, "NFTA_HASH_MODULUS", BE_COUNT);

    /** The seed. */
    public static final Attribute<Long> SEED = KEYS.add(5, "NFTA_HASH_SEED", BE32);

    /** The number that is added to the result. */
    public static final Attribute<Integer> OFFSET = KEYS.add(6, "NFTA_HASH_OFFSET", BE_COUNT);

    /** {@code enum nft_hash_types}: 0 Jenkins, 1 symmetric. */
    public static final Attribute<Integer> TYPE = KEYS.add(7, "NFTA_HASH_TYPE", BE_COUNT);

    /** No longer used by the kernel. */
    public static final Attribute<String> SET_NAME = KEYS.add(8, "NFTA_HASH_SET_NAME", STRING);

    /** No longer used by the kernel. */
    public static final Attribute<Integer> SET_ID = KEYS.add(9, "NFTA_HASH_SET_ID", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Hash(Content content) {
        super(content);
    }

    /** The Jenkins hash of {@code length} bytes in {@code from}, modulo {@code modulus}, into {@code to}. */
    public static Hash jenkins(int from, int length, int modulus, int to) {
        return new Hash(new ExpressionBytes(48)
                .put(SREG, from)
                .put(DREG, to)
                .put(LEN, length)
                .put(MODULUS, modulus)
                .put(TYPE, 0)
                .content());
    }

    /** The hash of the packet's addresses and ports that is the same in both directions, modulo {@code modulus}. */
    public static Hash symmetric(int modulus, int to) {
        return new Hash(new ExpressionBytes(24)
                .put(DREG, to)
                .put(MODULUS, modulus)
                .put(TYPE, 1)
                .content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Hash copy(Content content) {
        return new Hash(content);
    }

    @Override
    public String toString() {
        String modulus = " % mod " + get(MODULUS).orElse(0)
                + get(OFFSET)
                        .filter(offset -> offset != 0)
                        .map(offset -> " offset " + offset)
                        .orElse("");
        return get(TYPE).orElse(0) == 1
                ? "[ hash reg " + get(DREG).orElse(0) + " = symhash()" + modulus + " ]"
                : "[ hash reg " + get(DREG).orElse(0) + " = jhash(reg "
                        + get(SREG).orElse(0) + ", " + get(LEN).orElse(0) + ", 0x"
                        + Long.toHexString(get(SEED).orElse(0L)) + ")" + modulus + " ]";
    }
}
