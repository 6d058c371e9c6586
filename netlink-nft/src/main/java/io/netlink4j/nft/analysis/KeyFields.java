package io.netlink4j.nft.analysis;

import io.netlink4j.nft.set.SetKey;
import java.util.List;

/** The fields of a set's key. A key that is not a concatenation has one field. */
public final class KeyFields {
    /** nft's numbers for values of which only the length is known. */
    private static final int BITMASK = 3;

    private static final int INTEGER = 4;
    private static final int STRING = 5;

    private KeyFields() {}

    /** A type of which only the number of bytes is known. */
    public static SetKey bytes(int length) {
        return SetKey.network(INTEGER, length);
    }

    /** The fields. */
    public static List<SetKey> of(SetKey key) {
        return key.isConcatenation() ? key.fields() : List.of(key);
    }

    /** The number of bytes of each field, with padding. */
    public static int[] widths(SetKey key) {
        return key.isConcatenation()
                ? key.fields().stream().mapToInt(SetKey::paddedLength).toArray()
                : new int[] {key.length()};
    }

    /** The key with the bytes of each number in host byte order reversed; the same key if there are none. */
    public static byte[] reversed(SetKey type, byte[] key) {
        List<SetKey> fields = of(type);
        if (key.length != type.length() || fields.stream().noneMatch(KeyFields::isMachineNumber)) {
            return key;
        }
        byte[] reversed = key.clone();
        int from = 0;
        for (SetKey field : fields) {
            if (isMachineNumber(field)) {
                for (int i = 0; i < field.length(); i++) {
                    reversed[from + i] = key[from + field.length() - 1 - i];
                }
            }
            from += field.paddedLength();
        }
        return reversed;
    }

    /** The kernel and nft treat names as numbers in host byte order, but do not reverse their bytes. */
    public static boolean isMachineNumber(SetKey field) {
        return field.hostOrder() && field.type() != SetKey.IFNAME.type() && field.type() != STRING;
    }

    /** Whether the type is a type of nft, not just a number of bytes. */
    static boolean hasMeaning(SetKey field) {
        return field.isKnown() && field.type() != BITMASK && field.type() != INTEGER && field.type() != STRING;
    }
}
