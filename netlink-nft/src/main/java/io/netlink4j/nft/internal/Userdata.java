package io.netlink4j.nft.internal;

import io.netlink4j.core.error.Printable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The userdata that the kernel stores for programs such as nft: a sequence of types (one byte), lengths (one byte) and values. Numbers
 * are in host byte order.
 */
public final class Userdata {
    /** The comment, of everything but sets. */
    public static final int COMMENT = 0;

    /** Of an element: bits, of which the lowest says that no element ends the range. */
    public static final int ELEMENT_FLAGS = 1;

    public static final int ELEMENT_OPEN = 1;

    public static final int SET_KEY_BYTE_ORDER = 0;
    public static final int SET_DATA_BYTE_ORDER = 1;
    public static final int SET_MERGE_ELEMENTS = 2;
    public static final int SET_KEY_TYPEOF = 3;
    public static final int SET_DATA_TYPEOF = 4;
    public static final int SET_DATA_INTERVAL = 6;
    public static final int SET_COMMENT = 7;

    public static final byte[] EMPTY = {};

    /** The type of an expression among the notes of a set, and nft's number for one that is just a value. */
    private static final int EXPRESSION_TYPE = 0;

    private static final int EXPRESSION_DATA = 1;

    private static final int PAYLOAD = 7;
    private static final int CONCATENATION = 13;

    /** nft's number for the header of ICMPv6, and for the first of its addresses. */
    private static final int ICMPV6 = 14;

    private static final int ICMPV6_ADDRESSES = 9;
    private static final int VALUE = 4;
    private static final int LONGEST_COMMENT = 128;
    /** {@code NFT_USERDATA_MAXLEN}. */
    private static final int LONGEST = 256;

    private Userdata() {}

    /** The value of the first note of {@code type}; whatever the bytes are, they do no harm. */
    public static Optional<byte[]> find(byte[] notes, int type) {
        for (int at = 0; at + 2 <= notes.length; ) {
            int end = at + 2 + Byte.toUnsignedInt(notes[at + 1]);
            if (end > notes.length) {
                break;
            }
            if (Byte.toUnsignedInt(notes[at]) == type) {
                return Optional.of(Arrays.copyOfRange(notes, at + 2, end));
            }
            at = end;
        }
        return Optional.empty();
    }

    public static Optional<String> text(byte[] notes, int type) {
        return find(notes, type).map(value -> {
            int length = value.length > 0 && value[value.length - 1] == 0 ? value.length - 1 : value.length;
            return new String(value, 0, length, StandardCharsets.UTF_8);
        });
    }

    public static byte[] withComment(byte[] notes, int type, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_COMMENT || comment.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a comment takes at most " + LONGEST_COMMENT + " bytes without NUL, not " + text.length);
        }
        if (comment.indexOf('"') >= 0) {
            throw new IllegalArgumentException(
                    "nft could not read a comment with a quotation mark: '" + Printable.of(comment) + "'");
        }
        // nft requires the NUL at the end of a comment
        return with(notes, type, Arrays.copyOf(text, text.length + 1));
    }

    public static byte[] withNumber(byte[] notes, int type, int number) {
        return with(notes, type, bytes(number, ByteOrder.nativeOrder()));
    }

    public static Optional<Integer> number(byte[] notes, int type) {
        return find(notes, type)
                .filter(value -> value.length == Integer.BYTES)
                .map(value -> number(value, ByteOrder.nativeOrder()));
    }

    static byte[] bytes(int number, ByteOrder machine) {
        return ByteBuffer.allocate(Integer.BYTES).order(machine).putInt(number).array();
    }

    public static int number(byte[] value, ByteOrder machine) {
        return ByteBuffer.wrap(value).order(machine).getInt();
    }

    /**
     * The notes of a set that nft from 1.0 on can list. nft 1.1 notes a value as the field of keys or values that were declared by a type,
     * which says nothing, and at which nft 1.0.6 ends with a segmentation fault; so it does at the addresses of ICMPv6, which it does not
     * know, in a concatenation.
     */
    public static byte[] listable(byte[] notes) {
        byte[] left = notes;
        for (int note : new int[] {SET_KEY_TYPEOF, SET_DATA_TYPEOF}) {
            if (find(left, note)
                    .filter(expression -> isNumber(expression, EXPRESSION_TYPE, VALUE) || hasIcmpv6Address(expression))
                    .isPresent()) {
                left = without(left, note);
            }
        }
        return left;
    }

    private static boolean hasIcmpv6Address(byte[] expression) {
        byte[] parts = isNumber(expression, EXPRESSION_TYPE, CONCATENATION)
                ? find(expression, EXPRESSION_DATA).orElse(EMPTY)
                : EMPTY;
        for (int i = 0; find(parts, i).isPresent(); i++) {
            byte[] part = find(parts, i).get();
            byte[] field = find(part, EXPRESSION_DATA).orElse(EMPTY);
            if (isNumber(part, EXPRESSION_TYPE, PAYLOAD)
                    && isNumber(field, 0, ICMPV6)
                    && number(field, 1).filter(last -> last >= ICMPV6_ADDRESSES).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(byte[] notes, int type, int number) {
        return number(notes, type).filter(noted -> noted == number).isPresent();
    }

    /** The notes but those of {@code type}. */
    public static byte[] without(byte[] notes, int type) {
        return with(notes, type, null);
    }

    /** The notes with the one of {@code type} set, where it was or at the end, or left out. */
    public static byte[] with(byte[] notes, int type, byte @Nullable [] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean done = value == null;
        int at = 0;
        while (at + 2 <= notes.length && at + 2 + Byte.toUnsignedInt(notes[at + 1]) <= notes.length) {
            int length = 2 + Byte.toUnsignedInt(notes[at + 1]);
            if (Byte.toUnsignedInt(notes[at]) != type) {
                out.write(notes, at, length);
            } else if (!done && value != null) {
                put(out, type, value);
                done = true;
            }
            at += length;
        }
        if (!done && value != null) {
            put(out, type, value);
        }
        if (out.size() > LONGEST) {
            throw new IllegalArgumentException(
                    "the userdata of an object has at most " + LONGEST + " bytes, not " + out.size());
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int type, byte[] value) {
        out.write(type);
        out.write(value.length);
        out.writeBytes(value);
    }
}
