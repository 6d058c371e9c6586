package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeReaderTest {

    @Test
    void itReadsAttributesAndNests() {
        byte[] bytes = Hex.bytes("ffff 05000140 07ffffff 10001f80 0800010005000000 04000200 06000300 0900");
        for (MemorySegment memory : Hex.segments(bytes)) {
            AttributeReader reader = new AttributeReader().wrap(memory, 2, bytes.length);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(1);
            assertThat(reader.offset()).isEqualTo(6);
            assertThat(reader.length()).isEqualTo(1);
            assertThat(reader.value(SampleObject.U8)).isEqualTo(7);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(31);
            AttributeReader inside = new AttributeReader().wrapNest(reader);
            assertThat(inside.next()).isTrue();
            assertThat(inside.value(SampleObject.PART_SIZE)).isEqualTo(5);
            assertThat(inside.next()).isTrue();
            assertThat(inside.number()).isEqualTo(2);
            assertThat(inside.length()).isZero();
            assertThat(inside.next()).isFalse();
            assertThat(reader.next()).isTrue();
            assertThat(reader.value(SampleObject.U16)).isEqualTo(9);
            assertThat(reader.memory()).isSameAs(memory);
            assertThat(reader.next()).isFalse();
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void aNewReaderReadsNothing() {
        assertThat(new AttributeReader().next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000100", "03000100", "05000100", "ffff0100 00000000", "04000100 ffff0000"})
    void anImpossibleLengthIsMalformedAndNeverALoop(String hex) {
        byte[] bytes = Hex.bytes(hex);
        AttributeReader reader = new AttributeReader().wrap(MemorySegment.ofArray(bytes), 0, bytes.length);
        assertThatThrownBy(() -> {
                    while (reader.next()) {
                        assertThat(reader.length()).isNotNegative();
                    }
                })
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("an attribute claims");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04", "0400", "040001"})
    void lessThanAHeaderIsPadding(String hex) {
        byte[] bytes = Hex.bytes(hex);
        assertThat(new AttributeReader()
                        .wrap(MemorySegment.ofArray(bytes), 0, bytes.length)
                        .next())
                .isFalse();
    }
}
