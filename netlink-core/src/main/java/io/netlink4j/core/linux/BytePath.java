package io.netlink4j.core.linux;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.error.Utf8;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Paths and file names as Linux has them, which are bytes, in Java's strings. The bytes are UTF-8, whatever the locale says, and
 * where they are not {@link Utf8} keeps them. {@link Path} encodes and decodes by the locale ({@code sun.jnu.encoding}), and with
 * {@code LC_ALL=C} can neither name nor show what is not ASCII.
 */
public final class BytePath {
    private BytePath() {}

    /** A C string for a function that takes a path. */
    public static MemorySegment allocate(Arena arena, String path) {
        byte[] bytes = Utf8.encode(path);
        MemorySegment segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    /** Whether it is valid Unicode, and so the name that everybody else sees. */
    public static boolean isText(String name) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /** Whether there are bytes for which it stands. */
    public static boolean hasBytes(String name) {
        return Utf8.decode(Utf8.encode(name)).equals(name);
    }

    /** The string for a name at an offset, which a NUL byte ends. */
    static String text(MemorySegment memory, long offset) {
        long end = offset;
        while (memory.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        return Utf8.decode(memory.asSlice(offset, end - offset).toArray(ValueLayout.JAVA_BYTE));
    }

    /**
     * The string for a path that somebody else made: absolute, and with the bytes that it has.
     *
     * @throws IllegalArgumentException if it is a path of another file system than the machine's
     */
    public static String text(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("'" + Printable.of(path.toString()) + "' is a path of "
                    + path.getFileSystem() + ", which Linux does not know");
        }
        String shown = path.toString();
        if (shown.startsWith("/") && shown.chars().allMatch(c -> c < 0x80)) {
            return shown;
        }
        String encoded = path.toUri().getRawPath();
        byte[] bytes = decoded(
                encoded.length() > 1 && encoded.endsWith("/") ? encoded.substring(0, encoded.length() - 1) : encoded);
        return Utf8.decode(bytes);
    }

    /** The path with the bytes that an absolute path's string stands for. */
    public static Path path(String text) {
        StringBuilder encoded = new StringBuilder("file://");
        for (byte b : Utf8.encode(text)) {
            if (b == '/') {
                encoded.append('/');
            } else {
                HexFormat.of().withUpperCase().toHexDigits(encoded.append('%'), b);
            }
        }
        return Path.of(URI.create(encoded.toString()));
    }

    private static byte[] decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
