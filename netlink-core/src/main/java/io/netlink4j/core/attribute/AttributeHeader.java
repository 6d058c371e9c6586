package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The layout of {@code struct nlattr}, with which each attribute begins ({@code linux/netlink.h}).
 *
 * <pre>
 *   0               2               4                      nla_len          nla_len aligned to 4
 *  +---------------+---------------+----------------------+----------------+
 *  |    nla_len    |   nla_type    |       payload        |    padding     |
 *  +---------------+---------------+----------------------+----------------+
 * </pre>
 *
 * {@code nla_len} counts the four bytes of the header and no padding. The two high bits of {@code nla_type} are flags.
 */
public final class AttributeHeader {
    /** Length of {@code struct nlattr}. */
    public static final int NLA_HDRLEN = 4;
    /** The payload is a sequence of attributes. */
    public static final int NLA_F_NESTED = 0x8000;
    /** The payload is in network byte order. */
    public static final int NLA_F_NET_BYTEORDER = 0x4000;
    /** The bits of {@code nla_type} that are the number. */
    public static final int NLA_TYPE_MASK = 0x3fff;
    /** The largest payload: {@code nla_len} has 16 bits. */
    public static final int MAX_PAYLOAD = 0xffff - NLA_HDRLEN;

    /**
     * The depth up to which nests are read. The kernel's have about ten levels; hostile bytes could exhaust the stack.
     */
    static final int MAX_DEPTH = 32;

    /**
     * A bit that no attribute number of the kernel has. It marks a reference, which must be resolved before it is sent.
     */
    static final int REFERENCE = 0x2000;

    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    private static final VarHandle HEADERS = MethodHandles.byteArrayViewVarHandle(int[].class, NATIVE);

    private AttributeHeader() {}

    /** {@code NLA_ALIGN}: the next multiple of four. */
    public static int align(int length) {
        return (length + 3) & ~3;
    }

    /** {@code nla_len} of the attribute at {@code position}, checked against {@code end}. */
    public static int attributeLength(MemorySegment memory, long position, long end) {
        int length = Short.toUnsignedInt(memory.get(U16, position));
        if (length < NLA_HDRLEN || length > end - position) {
            throw new NetlinkException.Malformed(
                    "an attribute claims " + length + " bytes where " + (end - position) + " are left");
        }
        return length;
    }

    /** {@code nla_type} of the attribute at {@code position}, with its flags. */
    public static int rawType(MemorySegment memory, long position) {
        return Short.toUnsignedInt(memory.get(U16, position + 2));
    }

    /** The position after the attribute of {@code length} bytes at {@code position}, never after {@code end}. */
    public static long next(long position, int length, long end) {
        return Math.min(position + align(length), end);
    }

    /** Whether another attribute can begin at {@code position}. */
    public static boolean more(long position, long end) {
        return end - position >= NLA_HDRLEN;
    }

    /** Whether there is a complete attribute at {@code position}. */
    static boolean isAttribute(MemorySegment memory, long position, long end) {
        if (!more(position, end)) {
            return false;
        }
        int length = Short.toUnsignedInt(memory.get(U16, position));
        return length >= NLA_HDRLEN && length <= end - position;
    }

    /** The position of the first attribute with {@code number}, which may be a reference; -1 if there is none. */
    static long find(MemorySegment memory, long position, long end, int number) {
        while (more(position, end)) {
            int length = attributeLength(memory, position, end);
            if ((rawType(memory, position) & NLA_TYPE_MASK & ~REFERENCE) == number) {
                return position;
            }
            position = next(position, length, end);
        }
        return -1;
    }

    /**
     * The position of the first attribute with {@code number} in an object's bytes; -1 if there is none. Every accessor
     * calls it, so it reads each header at once.
     */
    static int find(byte[] bytes, int position, int number) {
        return find(bytes, position, bytes.length, number);
    }

    /**
     * The position of the first attribute with {@code number} between {@code position} and {@code end}; -1 if there is
     * none.
     */
    public static int find(byte[] bytes, int position, int end, int number) {
        while (more(position, end)) {
            int header = header(bytes, position);
            int length = checked(length(header), bytes, position);
            if ((type(header) & NLA_TYPE_MASK & ~REFERENCE) == number) {
                return position;
            }
            // Most attributes have this length. So the processor predicts the branch, and finds the next attribute
            // without waiting for the length.
            if (length == NLA_HDRLEN + Integer.BYTES) {
                position += NLA_HDRLEN + Integer.BYTES;
            } else {
                position += align(length);
            }
        }
        return -1;
    }

    /** {@code nla_len} of the attribute at {@code position}, checked against the end. */
    public static int attributeLength(byte[] bytes, int position) {
        return checked(length(header(bytes, position)), bytes, position);
    }

    /** Whether the attribute at {@code position} is a reference. */
    static boolean isReference(byte[] bytes, int position) {
        return (type(header(bytes, position)) & REFERENCE) != 0;
    }

    /** {@code nla_type} of the attribute at {@code position}, with its flags. */
    public static int rawType(byte[] bytes, int position) {
        return type(header(bytes, position));
    }

    private static int header(byte[] bytes, int position) {
        return (int) HEADERS.get(bytes, position);
    }

    private static int length(int header) {
        return length(header, NATIVE);
    }

    private static int type(int header) {
        return type(header, NATIVE);
    }

    /** {@code nla_len} of a header that was read as one number. It is the half with the lower address. */
    static int length(int header, ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? header & 0xffff : header >>> 16;
    }

    /** {@code nla_type} of a header that was read as one number. */
    static int type(int header, ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? header >>> 16 : header & 0xffff;
    }

    /** A header as one number. */
    static int header(int type, int length, ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? type << 16 | length : length << 16 | type;
    }

    private static int checked(int length, byte[] bytes, int position) {
        if (length < NLA_HDRLEN || length > bytes.length - position) {
            throw new NetlinkException.Malformed(
                    "an attribute claims " + length + " bytes where " + (bytes.length - position) + " are left");
        }
        return length;
    }

    /** The position after the last attribute. */
    static long last(MemorySegment memory, long position, long end) {
        while (more(position, end)) {
            position = next(position, attributeLength(memory, position, end), end);
        }
        return position;
    }

    /** Writes the header of an attribute and clears the padding after its payload. */
    static void putHeader(MemorySegment memory, long position, int type, int payload) {
        memory.set(U16, position, (short) (payload + NLA_HDRLEN));
        memory.set(U16, position + 2, (short) type);
        for (long pad = position + NLA_HDRLEN + payload; (pad - position & 3) != 0; pad++) {
            memory.set(ValueLayout.JAVA_BYTE, pad, (byte) 0);
        }
    }

    /** Writes the header of an attribute into an array whose padding is zero already. */
    public static void putHeader(byte[] bytes, int position, int type, int payload) {
        HEADERS.set(bytes, position, header(type, payload + NLA_HDRLEN, NATIVE));
    }

    /** Writes a complete attribute at {@code position}. Returns the position after it. */
    static <T> long put(MemorySegment memory, long position, Attribute<T> key, T value, int payload) {
        Codec<T> codec = key.codec();
        int type = key.number() | (codec.nested() ? NLA_F_NESTED : 0) | (codec.isReference(value) ? REFERENCE : 0);
        putHeader(memory, position, type, payload);
        codec.write(value, memory, position + NLA_HDRLEN);
        return position + NLA_HDRLEN + align(payload);
    }

    /**
     * The length of a complete attribute with its header and padding.
     *
     * @throws IllegalArgumentException if {@code value} is longer than an attribute can be
     */
    public static <T> int length(Attribute<T> key, T value) {
        return NLA_HDRLEN + align(payload(key, value));
    }

    /** Writes a complete attribute into zero bytes of an array. Returns the position after it. */
    public static <T> int put(byte[] bytes, int position, Attribute<T> key, T value) {
        return (int) put(MemorySegment.ofArray(bytes), position, key, value, payload(key, value));
    }

    /** The payload length of {@code value} in bytes. */
    static <T> int payload(Attribute<T> key, T value) {
        int length = key.codec().length(value);
        if (length > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    key.name() + " of " + length + " bytes does not fit an attribute, which holds " + MAX_PAYLOAD);
        }
        return length;
    }
}
