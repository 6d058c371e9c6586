package io.netlink4j.core.attribute;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netlink4j.core.attribute.Codecs.IntCodec;
import io.netlink4j.core.attribute.Codecs.LongCodec;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values in host byte order, for both byte orders. */
final class ByteOrderTest {
    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments(new IntCodec("u8", 1, LITTLE_ENDIAN, false), 0x81, "81"),
                arguments(new IntCodec("u8", 1, BIG_ENDIAN, false), 0x81, "81"),
                arguments(new IntCodec("u16", 2, LITTLE_ENDIAN, false), 0x8102, "0281"),
                arguments(new IntCodec("u16", 2, BIG_ENDIAN, false), 0x8102, "8102"),
                arguments(new IntCodec("s32", 4, LITTLE_ENDIAN, true), 0x81020304, "04030281"),
                arguments(new IntCodec("s32", 4, BIG_ENDIAN, true), 0x81020304, "81020304"),
                arguments(new LongCodec("u32", 4, LITTLE_ENDIAN), 0x81020304L, "04030281"),
                arguments(new LongCodec("u32", 4, BIG_ENDIAN), 0x81020304L, "81020304"),
                arguments(new LongCodec("u64", 8, LITTLE_ENDIAN), 0x8102030405060708L, "0807060504030281"),
                arguments(new LongCodec("u64", 8, BIG_ENDIAN), 0x8102030405060708L, "8102030405060708"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    <T> void aNumberInEitherOrder(Codec<T> codec, T value, String hex) {
        byte[] expected = Hex.bytes(hex);
        MemorySegment memory = MemorySegment.ofArray(new byte[expected.length + 1]);
        codec.write(value, memory, 1);
        assertThat(memory.asSlice(1).toArray(JAVA_BYTE)).isEqualTo(expected);
        assertThat(codec.read(memory, 1, expected.length)).isEqualTo(value);
    }

    @Test
    void attributesAreInTheOrderOfTheMachineUnlessTheirTypeSaysOtherwise() {
        ByteOrder machine = ByteOrder.nativeOrder();
        assertThat(Stream.of(Codecs.U16, Codecs.COUNT, Codecs.S32))
                .extracting("order")
                .containsOnly(machine);
        assertThat(Stream.of(Codecs.U32, Codecs.U64, Codecs.S64))
                .extracting("order")
                .containsOnly(machine);
        assertThat(Stream.of(Codecs.BE16, Codecs.BE_COUNT, Codecs.S_BE32))
                .extracting("order")
                .containsOnly(BIG_ENDIAN);
        assertThat(Stream.of(Codecs.BE32, Codecs.BE64)).extracting("order").containsOnly(BIG_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource({"LITTLE_ENDIAN, 08000380", "BIG_ENDIAN, 00088003"})
    void theHeaderOfAnAttributeInEitherOrder(String name, String hex) {
        ByteOrder machine = name.equals("LITTLE_ENDIAN") ? LITTLE_ENDIAN : BIG_ENDIAN;
        int header = ByteBuffer.wrap(Hex.bytes(hex)).order(machine).getInt();
        assertThat(AttributeHeader.length(header, machine)).isEqualTo(8);
        assertThat(AttributeHeader.type(header, machine)).isEqualTo(0x8003);
        assertThat(AttributeHeader.header(0x8003, 8, machine)).isEqualTo(header);
    }

    @Test
    void headersInArraysAndInMemoryAreTheSame() {
        byte[] array = new byte[8];
        AttributeHeader.putHeader(array, 0, 0x8003, 4);
        byte[] memory = new byte[8];
        AttributeHeader.putHeader(MemorySegment.ofArray(memory), 0, 0x8003, 4);
        assertThat(array).isEqualTo(memory);
        assertThat(AttributeHeader.attributeLength(array, 0)).isEqualTo(8);
    }
}
