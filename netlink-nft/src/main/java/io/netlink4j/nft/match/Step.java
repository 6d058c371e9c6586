package io.netlink4j.nft.match;

import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Expression;
import java.util.Arrays;
import java.util.Optional;

/** What happens to the value of a field in its register, after it was loaded and before it is used. */
public sealed interface Step {
    /** The expression that does it in {@code register}. */
    Expression at(int register);

    /**
     * Masks bits and inverts others.
     *
     * @param mask the bits that stay, in the byte order of the register
     * @param xor the bits that are inverted afterwards
     */
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents of the arrays
    record Bits(byte[] mask, byte[] xor) implements Step {
        static Bits mask(byte[] mask) {
            return new Bits(mask, new byte[mask.length]);
        }

        /** Both steps as one. */
        public Bits then(Bits next) {
            byte[] mask = new byte[this.mask.length];
            byte[] xor = new byte[this.mask.length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) (this.mask[i] & next.mask[i]);
                xor[i] = (byte) ((this.xor[i] & next.mask[i]) ^ next.xor[i]);
            }
            return new Bits(mask, xor);
        }

        @Override
        public Expression at(int register) {
            return Bitwise.mask(register, mask, xor);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bits that && Arrays.equals(mask, that.mask) && Arrays.equals(xor, that.xor);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(mask) + Arrays.hashCode(xor);
        }
    }

    /**
     * Shifts a number in host byte order.
     *
     * @param length its length in bytes
     * @param bits the number of bits, negative to the right
     */
    record Shift(int length, int bits) implements Step {
        @Override
        public Expression at(int register) {
            return bits < 0 ? Bitwise.shiftRight(register, length, -bits) : Bitwise.shiftLeft(register, length, bits);
        }
    }

    /** Converts a number of {@code length} bytes to host byte order. */
    record ToHost(int length) implements Step {
        @Override
        public Expression at(int register) {
            return Byteorder.toHost(register, length, length);
        }
    }

    /** An operation on bits, in the order in which nft's operators bind. */
    enum Operator {
        /** To the left or right. */
        SHIFT("<<", 1),
        /** The bits that both have. */
        AND("&", 3),
        /** The bits that one of both has. */
        XOR("^", 5),
        /** The bits that at least one of both has. */
        OR("|", 4);

        private final String sign;
        private final int number;

        Operator(String sign, int number) {
            this.sign = sign;
            this.number = number;
        }

        /** The operation of two registers with this number of {@code enum nft_bitwise_ops}. */
        public static Optional<Operator> of(int number) {
            return Arrays.stream(values())
                    .filter(operation -> operation != SHIFT && operation.number == number)
                    .findFirst();
        }

        int number() {
            return number;
        }

        /** The operator of nft. */
        @Override
        public String toString() {
            return sign;
        }
    }
}
