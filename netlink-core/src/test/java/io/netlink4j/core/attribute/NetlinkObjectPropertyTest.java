package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.SampleObjects.Setting;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

@PropertyDefaults(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
class NetlinkObjectPropertyTest {

    @Provide
    Arbitrary<Setting<?>> settings() {
        return SampleObjects.settings(1);
    }

    @Provide
    Arbitrary<SampleObject> things() {
        return SampleObjects.things(2);
    }

    @Property(edgeCases = EdgeCasesMode.MIXIN)
    <T> void whatIsWrittenIsRead(@ForAll("settings") Setting<T> setting) {
        Codec<T> codec = setting.key().codec();
        int length = codec.length(setting.value());
        for (MemorySegment memory : Hex.segments(new byte[length])) {
            memory.fill((byte) 0xaa);
            codec.write(setting.value(), memory, 0);
            T back = codec.isReference(setting.value())
                    ? codec.readReference(memory, 0, length, codec.references(setting.value()))
                    : codec.read(memory, 0, length);
            // Lists of things that hold references get these back from the object that holds them.
            assertThat(back).isEqualTo(setting.value());
        }
    }

    @Property
    <T> void withAndWithoutKeepTheirWord(@ForAll("things") SampleObject thing, @ForAll("settings") Setting<T> setting) {
        SampleObject changed = thing.with(setting.key(), setting.value());
        assertThat(changed.get(setting.key()).orElseThrow()).isEqualTo(setting.value());
        assertThat(changed.with(setting.key(), setting.value()).toByteArray()).isEqualTo(changed.toByteArray());
        SampleObject without = changed.without(setting.key());
        assertThat(without.has(setting.key())).isFalse();
        assertThat(without).isEqualTo(thing.without(setting.key()));
        if (!thing.has(setting.key())) {
            assertThat(without.toByteArray()).isEqualTo(thing.toByteArray());
        }
        for (Attribute<?> other : SampleObject.SCHEMA.attributes()) {
            if (other != setting.key()) {
                assertThat(changed.has(other)).isEqualTo(thing.has(other));
            }
        }
        assertThat(changed.byteLength() % 4).isZero();
    }

    @Property
    void theOrderOfAttributesIsIgnored(@ForAll("things") SampleObject thing, @ForAll long seed) {
        SampleObject other = shuffled(thing, new Random(seed));
        assertThat(other).isEqualTo(thing).hasSameHashCodeAs(thing);
        assertThat(thing).isEqualTo(other);
        assertThat(other.with(SampleObject.FAMILY, thing.get(SampleObject.FAMILY) ^ 1))
                .isNotEqualTo(thing);
        assertThat(other.toString()).hasSameSizeAs(thing.toString());
    }

    @Property
    void sentBytesHaveNoReferencesAndNoReportedAttributes(@ForAll("things") SampleObject thing) {
        SampleObject resolved = thing.resolved((key, reference) -> 7);
        assertThat(resolved.references()).isEmpty();
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[0]));
        out.put(resolved);
        SampleObject sent = SampleObject.of(out.toByteArray());
        assertSendable(sent);
        assertThat(resolved.without(SampleObject.REPORTED)
                        .without(SampleObject.INNER)
                        .without(SampleObject.THINGS))
                .isEqualTo(sent.without(SampleObject.INNER).without(SampleObject.THINGS));
    }

    private static void assertSendable(SampleObject sent) {
        assertThat(sent.has(SampleObject.REPORTED)).isFalse();
        assertThat(sent.toDump()).doesNotContain("(a reference)").doesNotContain("no attribute");
        sent.get(SampleObject.INNER).ifPresent(NetlinkObjectPropertyTest::assertSendable);
        sent.get(SampleObject.THINGS).ifPresent(things -> things.forEach(NetlinkObjectPropertyTest::assertSendable));
    }

    @Property
    void everyAttributeIsFoundByItsPath(@ForAll("things") SampleObject thing) {
        MemorySegment memory = MemorySegment.ofArray(thing.toByteArray());
        for (long at = 8; AttributeHeader.more(at, memory.byteSize()); ) {
            int length = AttributeHeader.attributeLength(memory, at, memory.byteSize());
            int number =
                    AttributeHeader.rawType(memory, at) & AttributeHeader.NLA_TYPE_MASK & ~AttributeHeader.REFERENCE;
            Attribute<?> key = SampleObject.SCHEMA.attribute(number);
            if ((AttributeHeader.rawType(memory, at) & AttributeHeader.REFERENCE) == 0) {
                assertThat(SampleObject.SCHEMA.path(memory, 0, memory.byteSize(), at))
                        .isEqualTo(key.name());
            }
            at = AttributeHeader.next(at, length, memory.byteSize());
        }
    }

    private static SampleObject shuffled(SampleObject thing, Random random) {
        byte[] bytes = thing.toByteArray();
        MemorySegment memory = MemorySegment.ofArray(bytes);
        List<byte[]> parts = new ArrayList<>();
        for (int at = 8; AttributeHeader.more(at, bytes.length); ) {
            int next = (int)
                    AttributeHeader.next(at, AttributeHeader.attributeLength(memory, at, bytes.length), bytes.length);
            parts.add(java.util.Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        Collections.shuffle(parts, random);
        int at = 8;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        return new SampleObject(new Content(bytes, thing.references()));
    }
}
