package io.netlink4j.nft.expression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.StringJoiner;

/** Register data as nft prints it: 32-bit words in the machine's byte order. */
final class Words {
    private Words() {}

    static String of(byte[] value) {
        ByteBuffer words =
                ByteBuffer.wrap(Arrays.copyOf(value, (value.length + 3) & ~3)).order(ByteOrder.nativeOrder());
        StringJoiner text = new StringJoiner(" ");
        while (words.hasRemaining()) {
            text.add("0x%08x".formatted(words.getInt()));
        }
        return text.toString();
    }

    /** A number in the machine's byte order. */
    static byte[] bytes(int word) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(word)
                .array();
    }

    /** An expression inside another one: those that may have one inside themselves are only named, so that there is an end. */
    static String inner(Expression expression) {
        return expression instanceof Dynset || expression instanceof Inner
                ? "[ " + expression.name() + " ... ]"
                : expression.toString();
    }

    static String name(String[] names, int number) {
        return number >= 0 && number < names.length && !names[number].isEmpty()
                ? names[number]
                : "unknown(" + number + ")";
    }
}
