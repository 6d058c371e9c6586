package io.netlink4j.core.attribute;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.error.Utf8;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Text in UTF-8; bytes that are not UTF-8 are kept ({@link Utf8}).
 *
 * @param terminator the number of NUL bytes at the end, 0 or 1
 */
record TextCodec(String type, int terminator) implements Codecs.Plain, Codec<String> {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    @Override
    public String read(MemorySegment memory, long offset, int length) {
        int end = 0;
        while (end < length && memory.get(BYTE, offset + end) != 0) {
            end++;
        }
        return Utf8.decode(memory.asSlice(offset, end).toArray(BYTE));
    }

    @Override
    public int length(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot be sent: '" + value.replace('\0', '?') + "'");
        }
        return (isAscii(value) ? value.length() : Utf8.encode(value).length) + terminator;
    }

    @Override
    public void write(String value, MemorySegment memory, long offset) {
        int length = value.length();
        if (isAscii(value)) {
            for (int i = 0; i < length; i++) {
                memory.set(BYTE, offset + i, (byte) value.charAt(i));
            }
        } else {
            byte[] bytes = Utf8.encode(value);
            length = bytes.length;
            MemorySegment.copy(bytes, 0, memory, BYTE, offset, length);
        }
        if (terminator == 1) {
            memory.set(BYTE, offset + length, (byte) 0);
        }
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String text(String value) {
        return "\"" + Printable.of(value) + "\"";
    }
}
