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
 * Converts paths and file names between Linux's bytes and Java's strings. The bytes are taken as UTF-8 in any locale,
 * and {@link Utf8} keeps bytes that are not. {@link Path} uses the encoding of the locale ({@code sun.jnu.encoding}),
 * and with {@code LC_ALL=C} can neither name nor show non-ASCII names.
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

    /** Whether the name is valid Unicode, so that other programs see the same name. */
    public static boolean isText(String name) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /** Whether the name can be converted to bytes. */
    public static boolean hasBytes(String name) {
        return Utf8.decode(Utf8.encode(name)).equals(name);
    }

    /** The name at an offset, up to a NUL byte. */
    static String text(MemorySegment memory, long offset) {
        long end = offset;
        while (memory.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        return Utf8.decode(memory.asSlice(offset, end - offset).toArray(ValueLayout.JAVA_BYTE));
    }

    /**
     * The string for a {@link Path}: absolute, with the path's own bytes.
     *
     * @throws IllegalArgumentException if the path belongs to another file system than the default one
     */
    public static String text(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("'" + Printable.of(path.toString()) + "' is a path of "
                    + path.getFileSystem() + ", not of the default file system");
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

    /** The {@link Path} for the string of an absolute path. */
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
