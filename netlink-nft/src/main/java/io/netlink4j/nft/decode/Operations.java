package io.netlink4j.nft.decode;

import io.netlink4j.nft.match.ByteOrdering;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.match.Step;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Reads what happens to a field in its register as operations of nft: {@code meta mark & 0xff | 0x100}. */
final class Operations {
    private Operations() {}

    /** The field after {@code steps}; empty if nft has no operators for them. */
    static Optional<Field> of(Field field, List<Step> steps) {
        Optional<Field> changed = Optional.of(field);
        for (Step step : steps) {
            changed = changed.flatMap(before -> of(before, step));
        }
        return changed;
    }

    private static Optional<Field> of(Field field, Step step) {
        return switch (step) {
            case Step.Bits bits when bits.mask().length == field.length() -> Optional.of(bits(field, bits));
            case Step.Shift shift
            when shift.length() == field.length() && field.order() == ByteOrdering.HOST ->
                Optional.of(field.shiftedBy(shift.bits()));
            case Step.Shift shift
            when shift.length() == Integer.BYTES && field.length() == 1 ->
                Optional.of(field.asNumber(Integer.BYTES).shiftedBy(shift.bits()));
            case Step.ToHost converted
            when converted.length() == field.length() && field.order() == ByteOrdering.NETWORK ->
                Optional.of(field.asNumber(field.length()));
            default -> Optional.empty();
        };
    }

    /** Bits that are kept, inverted and set, as nft lists them. */
    private static Field bits(Field field, Step.Bits step) {
        boolean shifted = !field.steps().isEmpty() && field.steps().getLast() instanceof Step.Shift;
        BigInteger all = shifted
                ? BigInteger.ONE.shiftLeft(field.length() * Byte.SIZE).subtract(BigInteger.ONE)
                : number(field.mask());
        BigInteger mask = number(field.order().of(step.mask()));
        BigInteger xor = number(field.order().of(step.xor()));
        BigInteger set = xor.andNot(mask);
        BigInteger inverted = xor.and(mask);
        BigInteger kept = mask.or(set);
        Field result = field;
        if (!kept.and(all).equals(all) || xor.signum() == 0) {
            result = change(result, Step.Operator.AND, kept, BigInteger.ZERO, kept);
        }
        if (inverted.signum() != 0) {
            result = change(result, Step.Operator.XOR, all, inverted, inverted);
        }
        return set.signum() == 0 ? result : change(result, Step.Operator.OR, all.andNot(set), set, set);
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    private static Field change(
            Field field, Step.Operator operation, BigInteger mask, BigInteger xor, BigInteger text) {
        int length = field.length();
        return field.changed(
                operation,
                field.unshifted(Numbers.of(mask, length)),
                field.unshifted(Numbers.of(xor, length)),
                field.unshifted(Numbers.of(text, length)));
    }
}
