package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeWriterTest {

    @Test
    void attributesArePaddedWithZeros() {
        MemorySegment dirty = MemorySegment.ofArray(new byte[64]);
        dirty.fill((byte) 0xee);
        AttributeWriter out = new AttributeWriter(dirty);
        assertThat(out.skip(6)).isZero();
        out.clear();
        out.put(SampleObject.STRING, "abcd");
        out.put(1 | AttributeHeader.NLA_F_NET_BYTEORDER, new byte[] {7});
        assertThat(Hex.text(out.toByteArray())).isEqualTo("09000e00 61626364 00000000 05000140 07000000");
        assertThat(out.memory()).isSameAs(dirty);
    }

    @Test
    void nestsKnowTheirLength() {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        long outer = out.begin(SampleObject.INNER);
        assertThat(out.skip(8)).isEqualTo(4);
        long inner = out.begin(31);
        out.put(SampleObject.U8, 1);
        out.end(inner);
        out.end(outer);
        assertThat(Hex.text(out.toByteArray())).isEqualTo("18001d80 00000000 00000000 0c001f00 05000100 01000000");
    }

    @Test
    void aFullSegmentGrowsAndKeepsWhatWasWritten() {
        List<Long> sizes = new ArrayList<>();
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[8]), size -> {
            sizes.add(size);
            return Arena.ofAuto().allocate(size);
        });
        for (int i = 0; i < 1000; i++) {
            out.put(SampleObject.COUNT, i);
        }
        out.put(SampleObject.BINARY, new byte[60_000]);
        assertThat(out.memory().isNative()).isTrue();
        assertThat(sizes).hasSizeLessThan(15).isSorted();
        AttributeReader reader = new AttributeReader().wrap(out.memory(), 0, out.position());
        for (int i = 0; i < 1000; i++) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.value(SampleObject.COUNT)).isEqualTo(i);
        }
        assertThat(reader.next()).isTrue();
        assertThat(reader.length()).isEqualTo(60_000);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void itGrowsFromNothing() {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[0]));
        out.put(SampleObject.U8, 1);
        out.put(SampleObject.empty().with(SampleObject.U16, 2));
        assertThat(Hex.text(out.toByteArray())).isEqualTo("05000100 01000000 00000000 00000000 06000200 02000000");
    }

    @Test
    void writtenAttributesCanBeDiscarded() {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        out.put(SampleObject.U8, 1);
        long first = out.position();
        out.put(SampleObject.U8, 2);
        out.truncate(first);
        out.truncate(1000);
        assertThat(Hex.text(out.toByteArray())).isEqualTo("05000100 01000000");
        out.clear();
        assertThat(out.position()).isZero();
    }

    @Test
    void anOverlongPayloadIsRefusedNotCut() {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        byte[] most = new byte[AttributeHeader.MAX_PAYLOAD];
        byte[] more = new byte[AttributeHeader.MAX_PAYLOAD + 1];
        out.put(SampleObject.BINARY, most);
        assertThat(new AttributeReader().wrap(out.memory(), 0, out.position()).next())
                .isTrue();
        assertThatThrownBy(() -> out.put(SampleObject.BINARY, more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("THING_BINARY of 65532 bytes does not fit an attribute, which holds 65531");
        assertThatThrownBy(() -> out.put(1, more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleObject.empty().with(SampleObject.BINARY, more))
                .isInstanceOf(IllegalArgumentException.class);
        out.clear();
        long nest = out.begin(SampleObject.INNER);
        out.put(SampleObject.BINARY, new byte[65_500]);
        out.put(SampleObject.BINARY, new byte[40]);
        assertThatThrownBy(() -> out.end(nest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a nest of 65552 bytes does not fit an attribute");
    }
}
