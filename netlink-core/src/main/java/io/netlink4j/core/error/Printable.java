package io.netlink4j.core.error;

/**
 * Makes text printable that other people chose: a namespace's name, a link's alias, a rule's comment.
 *
 * <p>The kernel accepts any byte but NUL in such text: escape sequences of a terminal, line breaks that forge a log
 * line, or characters that reverse the order of text. Every {@code toString}, message and log line passes such text
 * through {@link #of}. Values that programs use are never changed.
 */
public final class Printable {
    private Printable() {}

    /**
     * The text on one line, without characters that act on a terminal. Control characters become {@code \x1b},
     * other invisible characters (Unicode categories Cf, Zl, Zp, such as the bidirectional controls) and unpaired
     * surrogates become <code>&#92;u202e</code> or, above U+FFFF, {@code \U000e0001}. All other characters stay.
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return escape(text);
            }
        }
        return text;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL -> escaped.append("\\x%02x".formatted(c));
                case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                    escaped.append((c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
