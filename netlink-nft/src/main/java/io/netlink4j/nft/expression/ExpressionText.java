package io.netlink4j.nft.expression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.StringJoiner;

/** Register data as nft prints it: 32-bit words in host byte order. */
final class ExpressionText {
    private ExpressionText() {}

    static String of(byte[] value) {
        return of(value, ByteOrder.nativeOrder());
    }

    static String of(byte[] value, ByteOrder machine) {
        ByteBuffer words =
                ByteBuffer.wrap(Arrays.copyOf(value, (value.length + 3) & ~3)).order(machine);
        StringJoiner text = new StringJoiner(" ");
        while (words.hasRemaining()) {
            text.add("0x%08x".formatted(words.getInt()));
        }
        return text.toString();
    }

    /** A number in host byte order. */
    static byte[] bytes(int word) {
        return bytes(word, ByteOrder.nativeOrder());
    }

    static byte[] bytes(int word, ByteOrder machine) {
        return ByteBuffer.allocate(Integer.BYTES).order(machine).putInt(word).array();
    }

    /** An expression inside another one. If it can contain expressions itself, only its name is printed, which limits the depth. */
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
