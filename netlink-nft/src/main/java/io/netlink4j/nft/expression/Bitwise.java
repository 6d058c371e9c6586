package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.Optional;

/** Masks, inverts or shifts a register ({@code NFTA_BITWISE_*}). */
public final class Bitwise extends NetlinkObject<Bitwise> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("bitwise");

    /** The register that holds the operand. */
    public static final Attribute<Integer> SREG = KEYS.add(1, "NFTA_BITWISE_SREG", BE_COUNT);

    /** The register that the result goes to. */
    public static final Attribute<Integer> DREG = KEYS.add(2, "NFTA_BITWISE_DREG", BE_COUNT);

    /** The number of bytes. */
    public static final Attribute<Integer> LEN = KEYS.add(3, "NFTA_BITWISE_LEN", BE_COUNT);

    /** The mask of the value. */
    public static final Attribute<Data> MASK = KEYS.nest(4, "NFTA_BITWISE_MASK", () -> Data.SCHEMA, Data::new);

    /** The bits of the masked value to invert. */
    public static final Attribute<Data> XOR = KEYS.nest(5, "NFTA_BITWISE_XOR", () -> Data.SCHEMA, Data::new);

    /** {@code enum nft_bitwise_ops}: 0 mask and invert, 1 shift left, 2 shift right, 3 and, 4 or, 5 xor of two registers. */
    public static final Attribute<Integer> OP = KEYS.add(6, "NFTA_BITWISE_OP", BE_COUNT);

    /** The number of bits to shift, as a 32-bit number in host byte order. */
    public static final Attribute<Data> DATA = KEYS.nest(7, "NFTA_BITWISE_DATA", () -> Data.SCHEMA, Data::new);

    /** The second operand of and, or and xor. */
    public static final Attribute<Integer> SREG2 = KEYS.add(8, "NFTA_BITWISE_SREG2", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Bitwise(Content content) {
        super(content);
    }

    private static final int MASK_XOR = 0;
    private static final int SHIFT_LEFT = 1;
    private static final int SHIFT_RIGHT = 2;
    private static final String[] OPERATORS = {"", "<<", ">>", "&", "|", "^"};

    /** {@code register = (register & mask) ^ xor}. */
    public static Bitwise mask(int register, byte[] mask, byte[] xor) {
        return mask(register, register, mask, xor);
    }

    /** {@code to = (from & mask) ^ xor}. */
    public static Bitwise mask(int from, int to, byte[] mask, byte[] xor) {
        if (mask.length != xor.length) {
            throw new IllegalArgumentException(
                    "a mask of " + mask.length + " bytes does not match " + xor.length + " bytes to invert");
        }
        return new Bitwise(new ExpressionBytes(48 + 2 * AttributeHeader.align(mask.length))
                .put(SREG, from)
                .put(DREG, to)
                .put(OP, MASK_XOR)
                .put(LEN, mask.length)
                .put(MASK, Data.value(mask))
                .put(XOR, Data.value(xor))
                .content());
    }

    /** {@code register = register & mask}. */
    public static Bitwise and(int register, byte... mask) {
        return mask(register, mask, new byte[mask.length]);
    }

    /** {@code register = register << bits}, of {@code length} bytes in network byte order. */
    public static Bitwise shiftLeft(int register, int length, int bits) {
        return shift(SHIFT_LEFT, register, length, bits);
    }

    /** {@code register = register >> bits}, of {@code length} bytes in network byte order. */
    public static Bitwise shiftRight(int register, int length, int bits) {
        return shift(SHIFT_RIGHT, register, length, bits);
    }

    private static Bitwise shift(int operation, int register, int length, int bits) {
        return new Bitwise(new ExpressionBytes(48)
                .put(SREG, register)
                .put(DREG, register)
                .put(OP, operation)
                .put(LEN, length)
                .put(DATA, Data.value(ExpressionText.bytes(bits)))
                .content());
    }

    /** {@code register = register OP other}, with an operation of {@code enum nft_bitwise_ops}; since Linux 6.14. */
    public static Bitwise registers(int register, int operation, int length, int other) {
        return new Bitwise(new ExpressionBytes(40)
                .put(SREG, register)
                .put(SREG2, other)
                .put(DREG, register)
                .put(OP, operation)
                .put(LEN, length)
                .content());
    }

    /** The register that holds the operand. */
    public int from() {
        return get(SREG).orElse(0);
    }

    /** The register that the result goes to. */
    public int to() {
        return get(DREG).orElse(0);
    }

    /** The number of bytes. */
    public int length() {
        return get(LEN).orElse(0);
    }

    /** The operation, a number of {@code enum nft_bitwise_ops}: 0 is mask and invert. */
    public int operation() {
        return get(OP).orElse(MASK_XOR);
    }

    /** The mask of the value; empty for another operation. */
    public Optional<byte[]> mask() {
        return get(MASK).map(Data::bytes);
    }

    /** The bits of the masked value to invert; empty for another operation. */
    public Optional<byte[]> xor() {
        return get(XOR).map(Data::bytes);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Bitwise copy(Content content) {
        return new Bitwise(content);
    }

    @Override
    public String toString() {
        int operation = operation();
        if (operation == MASK_XOR) {
            return "[ bitwise reg " + to() + " = ( reg " + from() + " & "
                    + mask().map(ExpressionText::of).orElse("") + " ) ^ "
                    + xor().map(ExpressionText::of).orElse("") + " ]";
        }
        String operator = ExpressionText.name(OPERATORS, operation);
        String operand = get(SREG2)
                .map(register -> "reg " + register)
                .or(() -> get(DATA).map(Data::bytes).map(ExpressionText::of))
                .orElse("");
        return "[ bitwise reg " + to() + " = ( reg " + from() + " " + operator + " " + operand + " ) ]";
    }
}
