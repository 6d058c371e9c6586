package io.netlink4j.core.attribute;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Utf8;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The codecs of the kernel's attribute types. Those with {@code BE} in their name are in network byte order, all others
 * in host byte order.
 */
public final class Codecs {
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    /** An unsigned byte. */
    public static final Codec<Integer> U8 = new IntCodec("u8", 1, NATIVE, false);
    /** An unsigned 16-bit number. */
    public static final Codec<Integer> U16 = new IntCodec("u16", 2, NATIVE, false);
    /** An unsigned 32-bit number. */
    public static final Codec<Long> U32 = new LongCodec("u32", 4, NATIVE);
    /** An unsigned 32-bit number, as an {@code int}; for values that never exceed its positive range. */
    public static final Codec<Integer> COUNT = new IntCodec("u32", 4, NATIVE, true);
    /** Unsigned 64 bits, as the {@code long} with the same bits. */
    public static final Codec<Long> U64 = new LongCodec("u64", 8, NATIVE);
    /** A signed byte. */
    public static final Codec<Integer> S8 = new IntCodec("s8", 1, NATIVE, true);
    /** A signed 32-bit number. */
    public static final Codec<Integer> S32 = new IntCodec("s32", 4, NATIVE, true);
    /** A signed 32-bit number in network byte order. */
    public static final Codec<Integer> S_BE32 = new IntCodec("s32be", 4, BIG_ENDIAN, true);
    /** A 64-bit number. */
    public static final Codec<Long> S64 = new LongCodec("s64", 8, NATIVE);
    /** An unsigned 16-bit number in network byte order. */
    public static final Codec<Integer> BE16 = new IntCodec("be16", 2, BIG_ENDIAN, false);
    /** An unsigned 32-bit number in network byte order. */
    public static final Codec<Long> BE32 = new LongCodec("be32", 4, BIG_ENDIAN);
    /** Like {@link #COUNT}, in network byte order. */
    public static final Codec<Integer> BE_COUNT = new IntCodec("be32", 4, BIG_ENDIAN, true);
    /** Unsigned 64 bits in network byte order. */
    public static final Codec<Long> BE64 = new LongCodec("be64", 8, BIG_ENDIAN);
    /** A string that ends with a NUL byte. Bytes that are not UTF-8 are kept ({@link Utf8}). */
    public static final Codec<String> STRING = new TextCodec("string", 1);
    /** A string without a NUL byte at its end. */
    public static final Codec<String> BARE_STRING = new TextCodec("string", 0);
    /** An attribute without payload. Its presence means true. */
    public static final Codec<Boolean> FLAG = new Flag();
    /** A byte that is 0 or 1. */
    public static final Codec<Boolean> BOOL = U8.map(value -> value != 0, value -> value ? 1 : 0);
    /** Bytes without further structure. */
    public static final Codec<byte[]> BINARY = new Binary();
    /** An IPv4 or IPv6 address, distinguished by its length. */
    public static final Codec<IpAddress> ADDRESS = new AddressCodec();
    /** A link-layer address of any length. */
    public static final Codec<MacAddress> MAC = new MacCodec();
    /** Whole seconds in 32 bits. */
    public static final Codec<Duration> SECONDS = duration(U32, 1000);
    /** Milliseconds in 32 bits. */
    public static final Codec<Duration> MILLISECONDS = duration(U32, 1);
    /** Milliseconds in 64 bits. */
    public static final Codec<Duration> MILLISECONDS_64 = duration(U64, 1);
    /** Hundredths of a second ({@code USER_HZ} is 100 on every architecture that Java runs on) in 32 bits. */
    public static final Codec<Duration> CENTISECONDS = duration(U32, 10);
    /** Hundredths of a second in 64 bits. */
    public static final Codec<Duration> CENTISECONDS_64 = duration(U64, 10);

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT_LE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT_LE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG_LE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT_BE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfInt INT_BE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG_BE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

    private Codecs() {}

    private static ValueLayout.OfShort shorts(ByteOrder order) {
        return order == BIG_ENDIAN ? SHORT_BE : SHORT_LE;
    }

    private static ValueLayout.OfInt ints(ByteOrder order) {
        return order == BIG_ENDIAN ? INT_BE : INT_LE;
    }

    private static ValueLayout.OfLong longs(ByteOrder order) {
        return order == BIG_ENDIAN ? LONG_BE : LONG_LE;
    }

    /** A nest of elements that all have the attribute number {@code number}. */
    public static <T> Codec<List<T>> list(Codec<T> element, int number) {
        return new ListCodec<>(element, number);
    }

    /** A nest of elements numbered from {@code first}. */
    public static <T> Codec<List<T>> indexed(Codec<T> element, int first) {
        return new ListCodec<>(element, -1 - first);
    }

    /** A nest with a schema and without a Java type of its own. */
    public static Codec<Nest> nest(Supplier<Schema> schema) {
        return new NestCodec<>(schema, content -> new Nest(schema.get(), content));
    }

    /** A sequence of values of equal size. */
    public static <T> Codec<List<T>> array(Codec<T> element, int size) {
        return new ArrayCodec<>(element, size);
    }

    /** Numbers of an enumeration, with the names of the kernel's headers by number. Numbers without a name are valid, too. */
    public static <N extends Number> Codec<N> named(Codec<N> number, Map<Long, String> names) {
        return new NamedCodec<>(number, Map.copyOf(names), false);
    }

    /** Sets of bits, with the names of the kernel's headers by the number of the bit. */
    public static <N extends Number> Codec<N> namedBits(Codec<N> number, Map<Long, String> names) {
        return new NamedCodec<>(number, Map.copyOf(names), true);
    }

    /**
     * A duration in units of {@code millisPerUnit}. A duration that is no whole number of units is refused, not
     * rounded.
     */
    private static Codec<Duration> duration(Codec<Long> count, long millisPerUnit) {
        return count.map(
                units -> Duration.ofMillis(Math.multiplyExact(units, millisPerUnit)),
                time -> units(time, millisPerUnit));
    }

    private static long units(Duration time, long millisPerUnit) {
        long units = time.toMillis() / millisPerUnit;
        if (!Duration.ofMillis(Math.multiplyExact(units, millisPerUnit)).equals(time)) {
            throw new IllegalArgumentException(
                    time + " is no whole number of " + millisPerUnit + " ms, which the kernel counts");
        }
        return units;
    }

    /**
     * Checks the length of a payload.
     *
     * @throws NetlinkException.Malformed if it is shorter than {@code expected}
     */
    public static void atLeast(int expected, int length, String type) {
        if (length < expected) {
            throw new NetlinkException.Malformed(
                    length + " bytes are too short for " + type + ", which takes " + expected);
        }
    }

    /** A type without references in its values, so that values need not be searched for them. */
    interface Plain {}

    record IntCodec(String type, int size, ByteOrder order, boolean signed) implements Plain, Codec<Integer> {
        @Override
        public Integer read(MemorySegment memory, long offset, int length) {
            atLeast(size, length, type);
            return switch (size) {
                case 1 -> signed ? memory.get(BYTE, offset) : Byte.toUnsignedInt(memory.get(BYTE, offset));
                case 2 -> Short.toUnsignedInt(memory.get(shorts(order), offset));
                default -> memory.get(ints(order), offset);
            };
        }

        @Override
        public Integer read(byte[] bytes, int offset, int length) {
            atLeast(size, length, type);
            return switch (size) {
                case 1 -> signed ? bytes[offset] : Byte.toUnsignedInt(bytes[offset]);
                case 2 -> Short.toUnsignedInt(ByteOrders.shortAt(bytes, offset, order));
                default -> ByteOrders.intAt(bytes, offset, order);
            };
        }

        @Override
        public int length(Integer value) {
            return size;
        }

        @Override
        public void write(Integer value, MemorySegment memory, long offset) {
            switch (size) {
                case 1 -> memory.set(BYTE, offset, (byte) inRange(value, 8));
                case 2 -> memory.set(shorts(order), offset, (short) inRange(value, 16));
                default -> memory.set(ints(order), offset, value);
            }
        }

        private int inRange(int value, int bits) {
            int low = signed ? -(1 << (bits - 1)) : 0;
            int high = low + (1 << bits) - 1;
            if (value < low || value > high) {
                throw new IllegalArgumentException(value + " is not in the range " + low + ".." + high + " of " + type);
            }
            return value;
        }
    }

    record LongCodec(String type, int size, ByteOrder order) implements Plain, Codec<Long> {
        @Override
        public Long read(MemorySegment memory, long offset, int length) {
            atLeast(size, length, type);
            return size == 8
                    ? memory.get(longs(order), offset)
                    : Integer.toUnsignedLong(memory.get(ints(order), offset));
        }

        @Override
        public Long read(byte[] bytes, int offset, int length) {
            atLeast(size, length, type);
            return size == 8
                    ? ByteOrders.longAt(bytes, offset, order)
                    : Integer.toUnsignedLong(ByteOrders.intAt(bytes, offset, order));
        }

        @Override
        public int length(Long value) {
            return size;
        }

        @Override
        public void write(Long value, MemorySegment memory, long offset) {
            if (size == 8) {
                memory.set(longs(order), offset, value);
            } else if (value < 0 || value > 0xffff_ffffL) {
                throw new IllegalArgumentException(value + " is not in the range 0..4294967295 of " + type);
            } else {
                memory.set(ints(order), offset, value.intValue());
            }
        }

        @Override
        public String text(Long value) {
            return size == 8 && !type.startsWith("s") ? Long.toUnsignedString(value) : value.toString();
        }
    }

    record Flag() implements Plain, Codec<Boolean> {
        @Override
        public String type() {
            return "flag";
        }

        @Override
        public Boolean read(MemorySegment memory, long offset, int length) {
            return true;
        }

        @Override
        public int length(Boolean value) {
            if (!value) {
                throw new IllegalArgumentException("a flag can be set or left out, not be false");
            }
            return 0;
        }

        @Override
        public void write(Boolean value, MemorySegment memory, long offset) {}
    }

    record Binary() implements Plain, Codec<byte[]> {
        @Override
        public String type() {
            return "binary";
        }

        @Override
        public byte[] read(MemorySegment memory, long offset, int length) {
            return memory.asSlice(offset, length).toArray(BYTE);
        }

        @Override
        public byte[] read(byte[] bytes, int offset, int length) {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }

        @Override
        public int length(byte[] value) {
            return value.length;
        }

        @Override
        public void write(byte[] value, MemorySegment memory, long offset) {
            MemorySegment.copy(value, 0, memory, BYTE, offset, value.length);
        }

        @Override
        public String text(byte[] value) {
            return HexFormat.of().formatHex(value);
        }
    }

    record AddressCodec() implements Plain, Codec<IpAddress> {
        @Override
        public String type() {
            return "address";
        }

        @Override
        public IpAddress read(MemorySegment memory, long offset, int length) {
            return switch (length) {
                case 4 -> new Ipv4Address(memory.get(INT_BE, offset));
                case 16 -> new Ipv6Address(memory.get(LONG_BE, offset), memory.get(LONG_BE, offset + 8));
                default -> throw wrongLength(length);
            };
        }

        @Override
        public IpAddress read(byte[] bytes, int offset, int length) {
            return switch (length) {
                case 4 -> new Ipv4Address(ByteOrders.intAt(bytes, offset, BIG_ENDIAN));
                case 16 ->
                    new Ipv6Address(
                            ByteOrders.longAt(bytes, offset, BIG_ENDIAN),
                            ByteOrders.longAt(bytes, offset + 8, BIG_ENDIAN));
                default -> throw wrongLength(length);
            };
        }

        private static NetlinkException wrongLength(int length) {
            return new NetlinkException.Malformed("an address has 4 or 16 bytes, not " + length);
        }

        @Override
        public int length(IpAddress value) {
            return value.family().bytes();
        }

        @Override
        public void write(IpAddress value, MemorySegment memory, long offset) {
            switch (value) {
                case Ipv4Address ipv4 -> memory.set(INT_BE, offset, ipv4.bits());
                case Ipv6Address ipv6 -> {
                    memory.set(LONG_BE, offset, ipv6.high());
                    memory.set(LONG_BE, offset + 8, ipv6.low());
                }
            }
        }
    }

    record MacCodec() implements Plain, Codec<MacAddress> {
        @Override
        public String type() {
            return "mac";
        }

        @Override
        public MacAddress read(MemorySegment memory, long offset, int length) {
            return read(memory.asSlice(offset, length).toArray(BYTE), 0, length);
        }

        @Override
        public MacAddress read(byte[] bytes, int offset, int length) {
            try {
                return MacAddress.of(bytes, offset, length);
            } catch (IllegalArgumentException wrong) {
                throw new NetlinkException.Malformed(String.valueOf(wrong.getMessage()));
            }
        }

        @Override
        public boolean isAbsent(int length) {
            return length == 0;
        }

        @Override
        public int length(MacAddress value) {
            return value.length();
        }

        @Override
        public void write(MacAddress value, MemorySegment memory, long offset) {
            MemorySegment.copy(value.toByteArray(), 0, memory, BYTE, offset, value.length());
        }
    }
}
