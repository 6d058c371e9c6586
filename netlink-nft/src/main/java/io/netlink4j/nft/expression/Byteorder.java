package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Turns the numbers in a register from one byte order into the other ({@code NFTA_BYTEORDER_*}). */
public final class Byteorder extends NetlinkObject<Byteorder> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("byteorder");

    /** The register that the value is taken from. */
    public static final Attribute<Integer> SREG = KEYS.add(1, "NFTA_BYTEORDER_SREG", BE_COUNT);

    /** The register that the result goes to. */
    public static final Attribute<Integer> DREG = KEYS.add(2, "NFTA_BYTEORDER_DREG", BE_COUNT);

    /** {@code enum nft_byteorder_ops}: 0 to the machine's order, 1 to network order. */
    public static final Attribute<Integer> OP = KEYS.add(3, "NFTA_BYTEORDER_OP", BE_COUNT);

    /** How many bytes in all. */
    public static final Attribute<Integer> LEN = KEYS.add(4, "NFTA_BYTEORDER_LEN", BE_COUNT);

    /** How many bytes each number has. */
    public static final Attribute<Integer> SIZE = KEYS.add(5, "NFTA_BYTEORDER_SIZE", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Byteorder(Content content) {
        super(content);
    }

    /** Turns {@code length} bytes of numbers of {@code size} bytes each into network byte order. */
    public static Byteorder toNetwork(int register, int length, int size) {
        return of(register, 1, length, size);
    }

    /** Turns {@code length} bytes of numbers of {@code size} bytes each into the machine's byte order. */
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
