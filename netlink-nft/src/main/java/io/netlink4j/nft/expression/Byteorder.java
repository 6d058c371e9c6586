package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Converts the numbers in a register between host and network byte order ({@code NFTA_BYTEORDER_*}). */
public final class Byteorder extends NetlinkObject<Byteorder> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("byteorder");

    /** The register that holds the operand. */
    public static final Attribute<Integer> SREG = KEYS.add(1, "NFTA_BYTEORDER_SREG", BE_COUNT);

    /** The register that the result goes to. */
    public static final Attribute<Integer> DREG = KEYS.add(2, "NFTA_BYTEORDER_DREG", BE_COUNT);

    /** {@code enum nft_byteorder_ops}: 0 to host byte order, 1 to network byte order. */
    public static final Attribute<Integer> OP = KEYS.add(3, "NFTA_BYTEORDER_OP", BE_COUNT);

    /** The number of bytes of all numbers. */
    public static final Attribute<Integer> LEN = KEYS.add(4, "NFTA_BYTEORDER_LEN", BE_COUNT);

    /** The number of bytes of each number. */
    public static final Attribute<Integer> SIZE = KEYS.add(5, "NFTA_BYTEORDER_SIZE", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Byteorder(Content content) {
        super(content);
    }

    /** Converts {@code length} bytes of numbers of {@code size} bytes each to network byte order. */
    public static Byteorder toNetwork(int register, int length, int size) {
        return of(register, 1, length, size);
    }

    /** Converts {@code length} bytes of numbers of {@code size} bytes each to host byte order. */
    public static Byteorder toHost(int register, int length, int size) {
        return of(register, 0, length, size);
    }

    private static Byteorder of(int register, int operation, int length, int size) {
        return new Byteorder(new ExpressionBytes(40)
                .put(SREG, register)
                .put(DREG, register)
                .put(OP, operation)
                .put(LEN, length)
                .put(SIZE, size)
                .content());
    }

    /** Whether the result is in network byte order. */
    public boolean isToNetwork() {
        return get(OP).orElse(0) == 1;
    }

    /** The register that the result goes to. */
    public int register() {
        return get(DREG).orElse(0);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Byteorder copy(Content content) {
        return new Byteorder(content);
    }

    @Override
    public String toString() {
        return "[ byteorder reg " + register() + " = " + (isToNetwork() ? "hton" : "ntoh") + "(reg "
                + get(SREG).orElse(0) + ", " + get(SIZE).orElse(0) + ", " + get(LEN).orElse(0) + ") ]";
    }
}
