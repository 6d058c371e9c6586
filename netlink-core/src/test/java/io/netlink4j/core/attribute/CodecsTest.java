package io.netlink4j.core.attribute;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(Codecs.U8, 255, "ff", "255"),
                arguments(Codecs.S8, -1, "ff", "-1"),
                arguments(Codecs.S8, -128, "80", "-128"),
                arguments(Codecs.U16, 0xff01, "01ff", "65281"),
                arguments(Codecs.BE16, 0xff01, "ff01", "65281"),
                arguments(Codecs.U32, 0xfffffffeL, "feffffff", "4294967294"),
                arguments(Codecs.BE32, 0xfffffffeL, "fffffffe", "4294967294"),
                arguments(Codecs.COUNT, 0x01020304, "04030201", "16909060"),
                arguments(Codecs.BE_COUNT, 0x01020304, "01020304", "16909060"),
                arguments(Codecs.S32, -2, "feffffff", "-2"),
                arguments(Codecs.S_BE32, -2, "fffffffe", "-2"),
                arguments(Codecs.U64, -1L, "ffffffffffffffff", "18446744073709551615"),
                arguments(Codecs.BE64, 0x0102030405060708L, "0102030405060708", "72623859790382856"),
                arguments(Codecs.S64, -2L, "feffffffffffffff", "-2"),
                arguments(Codecs.STRING, "veth0", "766574683000", "\"veth0\""),
                arguments(Codecs.STRING, "", "00", "\"\""),
                arguments(Codecs.STRING, "häß", "68c3a4c39f00", "\"häß\""),
                arguments(Codecs.BARE_STRING, "veth0", "7665746830", "\"veth0\""),
                arguments(Codecs.FLAG, true, "", "true"),
                arguments(Codecs.BOOL, true, "01", "true"),
                arguments(Codecs.BOOL, false, "00", "false"),
                arguments(Codecs.ADDRESS, IpAddress.of("192.168.15.1"), "c0a80f01", "192.168.15.1"),
                arguments(Codecs.ADDRESS, IpAddress.of("fe80::1"), "fe800000000000000000000000000001", "fe80::1"),
                arguments(Codecs.MAC, MacAddress.of("02:00:00:00:0f:01"), "020000000f01", "02:00:00:00:0f:01"),
                arguments(Codecs.SECONDS, Duration.ofSeconds(0xffffffffL), "ffffffff", "PT1193046H28M15S"),
                arguments(Codecs.MILLISECONDS, Duration.ofMillis(1500), "dc050000", "PT1.5S"),
                arguments(Codecs.MILLISECONDS_64, Duration.ofMillis(1500), "dc05000000000000", "PT1.5S"),
                arguments(Codecs.CENTISECONDS, Duration.ofMillis(1500), "96000000", "PT1.5S"),
                arguments(Codecs.CENTISECONDS_64, Duration.ofMillis(1500), "9600000000000000", "PT1.5S"),
                arguments(Codecs.list(Codecs.U16, 7), List.of(1, 2), "0600070001000000 0600070002000000", "[1, 2]"),
                arguments(Codecs.indexed(Codecs.U16, 0), List.of(1, 2), "0600000001000000 0600010002000000", "[1, 2]"),
                arguments(Codecs.array(Codecs.BE16, 2), List.of(1, 2), "00010002", "[1, 2]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void valuesGoBothWaysOnTheHeapAndOffIt(Codec<T> codec, T value, String hex, String text) {
        byte[] expected = Hex.bytes(hex);
        assertThat(codec.length(value)).isEqualTo(expected.length);
        for (MemorySegment memory : Hex.segments(new byte[expected.length + 6])) {
            memory.fill((byte) 0x55);
            codec.write(value, memory, 3);
            assertThat(memory.asSlice(3, expected.length).toArray(JAVA_BYTE)).isEqualTo(expected);
            assertThat(memory.get(JAVA_BYTE, 2)).isEqualTo((byte) 0x55);
            assertThat(memory.get(JAVA_BYTE, 3 + expected.length)).isEqualTo((byte) 0x55);
            assertThat(codec.read(memory, 3, expected.length)).isEqualTo(value);
        }
        assertThat(codec.text(value)).isEqualTo(text);
    }

    @Test
    void bytesAreUnchanged() {
        byte[] value = {1, 2, 3};
        byte[] memory = new byte[3];
        Codecs.BINARY.write(value, MemorySegment.ofArray(memory), 0);
        assertThat(memory).isEqualTo(value);
        assertThat(Codecs.BINARY.read(MemorySegment.ofArray(memory), 1, 2)).containsExactly(2, 3);
        assertThat(Codecs.BINARY.text(value)).isEqualTo("010203");
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                arguments(Codecs.U8, 256, "256 is not in the range 0..255 of u8"),
                arguments(Codecs.U8, -1, "-1 is not in the range 0..255 of u8"),
                arguments(Codecs.S8, 128, "128 is not in the range -128..127 of s8"),
                arguments(Codecs.U16, 65536, "65536 is not in the range 0..65535 of u16"),
                arguments(Codecs.BE16, -1, "-1 is not in the range 0..65535 of be16"),
                arguments(Codecs.U32, 1L << 32, "4294967296 is not in the range 0..4294967295 of u32"),
                arguments(Codecs.BE32, -1L, "-1 is not in the range 0..4294967295 of be32"),
                arguments(Codecs.SECONDS, Duration.ofSeconds(-1), "-1 is not in the range 0..4294967295 of u32"),
                arguments(Codecs.FLAG, false, "a flag can be set or left out, not be false"),
                arguments(Codecs.STRING, "a\0b", "a NUL character cannot be sent: 'a?b'"),
                arguments(Codecs.MILLISECONDS, Duration.ofSeconds(Long.MAX_VALUE), "does not fit u32"));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    <T> void aValueThatDoesNotFitIsToldBeforeAnythingIsSent(Codec<T> codec, T value, String message) {
        Attribute<T> key = Attribute.of(1, "KEY", codec);
        assertThatThrownBy(() -> SampleObject.empty().with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> tooShort() {
        return Stream.of(
                arguments(Codecs.U8, ""),
                arguments(Codecs.U16, "00"),
                arguments(Codecs.COUNT, "000000"),
                arguments(Codecs.U32, "000000"),
                arguments(Codecs.U64, "00000000000000"),
                arguments(Codecs.ADDRESS, "0000000000"),
                arguments(Codecs.MAC, "00".repeat(33)),
                arguments(Codecs.BOOL, ""),
                arguments(Codecs.SECONDS, "000000"),
                arguments(Codecs.list(Codecs.U32, 1), "05000100"),
                arguments(Codecs.list(Codecs.U32, 1), "0500010000"));
    }

    @ParameterizedTest
    @MethodSource("tooShort")
    void anInvalidPayloadIsMalformed(Codec<?> codec, String hex) {
        byte[] payload = Hex.bytes(hex);
        for (MemorySegment memory : Hex.segments(payload)) {
            assertThatThrownBy(() -> codec.read(memory, 0, payload.length)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aLongerPayloadIsReadUpToItsKnownLength() {
        MemorySegment memory = MemorySegment.ofArray(Hex.bytes("01000000 02000000"));
        assertThat(Codecs.U8.read(memory, 0, 8)).isEqualTo(1);
        assertThat(Codecs.U16.read(memory, 4, 4)).isEqualTo(2);
        assertThat(Codecs.U32.read(memory, 0, 8)).isEqualTo(1);
        assertThat(Codecs.array(Codecs.U32, 4).read(memory, 0, 7)).containsExactly(1L);
    }

    @Test
    void stringsEndAtTheFirstNulOrWithThePayload() {
        MemorySegment memory = MemorySegment.ofArray("ab\0cd\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Codecs.STRING.read(memory, 0, 6)).isEqualTo("ab");
        assertThat(Codecs.STRING.read(memory, 0, 2)).isEqualTo("ab");
        assertThat(Codecs.BARE_STRING.read(memory, 3, 3)).isEqualTo("cd");
        assertThat(Codecs.STRING.text("a\nb\t\u009b")).isEqualTo("\"a\\x0ab\\x09\\x9b\"");
    }

    @Test
    void mappedCodecsDelegate() {
        Codec<String> mac = Codecs.MAC.map(MacAddress::toString, MacAddress::of);
        assertThat(mac.isAbsent(0)).isTrue();
        assertThat(mac.type()).isEqualTo("mac");
        Codec<String> name = new SampleReference.NameCodec().map(SampleReference::name, SampleReference::named);
        Attribute<String> key = Attribute.of(35, "NAME", name);
        SampleObject thing = SampleObject.empty().with(key, "red");
        assertThat(thing.get(key)).contains("red");
        assertThat(thing.references()).containsExactly(Reference.BY_NAME);
        assertThat(thing.resolved((attribute, reference) -> 7).get(SampleObject.TARGET))
                .contains(SampleReference.numbered(7));
    }

    @Test
    void aMappingThatFailsIsMalformed() {
        Codec<Boolean> strict = Codecs.U8.map(
                value -> {
                    if (value > 1) {
                        throw new IllegalArgumentException("neither 0 nor 1: " + value);
                    }
                    return value == 1;
                },
                value -> value ? 1 : 0);
        assertThatThrownBy(() -> strict.read(MemorySegment.ofArray(new byte[] {2}), 0, 1))
                .isInstanceOf(Malformed.class)
                .hasMessage("neither 0 nor 1: 2");
    }
}
