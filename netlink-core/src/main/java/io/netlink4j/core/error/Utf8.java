package io.netlink4j.core.error;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A lossless UTF-8 codec. To the kernel a name is bytes and need not be UTF-8. What was read is sent back unchanged.
 *
 * <p>Each byte that is not part of a valid character becomes a single low surrogate, {@code U+DC80} to {@code U+DCFF},
 * which UTF-8 cannot encode, and is encoded as that byte again. Python does the same and calls it {@code
 * surrogateescape}.
 */
public final class Utf8 {
    private static final char REPLACEMENT = '\ufffd';
    private static final int ESCAPE = 0xdc00;

    private Utf8() {}

    /** The text of {@code bytes}. */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeEscaped(bytes);
    }

    private static String decodeEscaped(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        for (CoderResult result = decoder.decode(in, out, true);
                result.isMalformed();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE | Byte.toUnsignedInt(in.get())));
            }
        }
        return out.flip().toString();
    }

    /** The bytes of {@code text}. */
    public static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscaped(text, i)) {
                return encodeEscaped(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encodeEscaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscaped(text, i)) {
                out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                out.write(text.charAt(i));
                from = i + 1;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static boolean isEscaped(String text, int index) {
        char c = text.charAt(index);
        return c >= (ESCAPE | 0x80)
                && c <= (ESCAPE | 0xff)
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
