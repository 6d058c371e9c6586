package io.netlink4j.core.attribute;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;

/** Bytes as hexadecimal text, in the order of a little-endian machine. */
public final class Hex {
    private Hex() {}

    /** The bytes; spaces and line breaks are for the reader. */
    public static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** The bytes as text, four apart. */
    public static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{8})(?!$)", "$1 ");
    }

    /** The bytes in memory, on the heap and off it, in the middle of others that must not be read. */
    public static List<MemorySegment> segments(byte[] bytes) {
        MemorySegment heap = MemorySegment.ofArray(bytes.clone());
        MemorySegment outside =
                Arena.ofAuto().allocate(Math.max(bytes.length, 1)).asSlice(0, bytes.length);
        outside.copyFrom(heap);
        return List.of(heap, outside);
    }
}
