package io.netlink4j.core.attribute;

import static io.netlink4j.core.attribute.Fuzz.tolerate;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a value, or {@code Malformed}; never a hang, and never any other exception. */
@PropertyDefaults(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
class NetlinkObjectFuzzTest {

    @Property(tries = 5)
    void objectsOfArbitraryBytes(@ForAll Random random) {
        Fuzz.eachThing(random, NetlinkObjectFuzzTest::object);
    }

    private static void object(byte[] bytes) {
        SampleObject thing = SampleObject.of(bytes);
        // These have to work for every object that there is: debuggers, logs and maps ask for them.
        assertThat(thing.toString()).startsWith("thing{");
        assertThat(thing.toDump().lines().count()).isLessThanOrEqualTo(bytes.length * 2L + 1);
        assertThat(thing).isEqualTo(SampleObject.of(bytes.clone())).hasSameHashCodeAs(SampleObject.of(bytes.clone()));
        assertThat(thing.equals(SampleObject.empty()))
                .isEqualTo(SampleObject.empty().equals(thing));
        for (Field<?> field : SampleObject.SCHEMA.fields()) {
            tolerate(() -> thing.get(field));
        }
        for (Attribute<?> key : SampleObject.SCHEMA.attributes()) {
            tolerate(() -> thing.get(key));
            tolerate(() -> thing.has(key));
            tolerate(() -> thing.without(key));
        }
        tolerate(() -> thing.with(SampleObject.FAMILY, 3));
        tolerate(() -> assertThat(thing.with(SampleObject.U64, 3L).get(SampleObject.U64))
                .contains(3L));
        tolerate(() -> assertThat(thing.with(SampleObject.INNER, thing).get(SampleObject.INNER))
                .contains(thing));
        tolerate(() ->
                thing.with(SampleObject.TARGET, SampleReference.named("x")).resolved((key, reference) -> 5));
        tolerate(() -> {
            try {
                new AttributeWriter(MemorySegment.ofArray(new byte[0])).put(thing);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("was not resolved");
            }
        });
    }

    @Property
    void pathsInArbitraryBytes(@ForAll Random random) {
        Fuzz.eachThing(random, bytes -> paths(bytes, random.nextLong(), random.nextInt()));
    }

    private static void paths(byte[] bytes, long random, int number) {
        for (MemorySegment memory : Hex.segments(bytes)) {
            for (long target : new long[] {random, Math.floorMod(random, bytes.length + 8L), Long.MAX_VALUE, -1}) {
                assertThat(SampleObject.SCHEMA.path(memory, 0, bytes.length, target))
                        .isNotNull();
                assertThat(SampleObject.SCHEMA.missing(memory, 0, bytes.length, target, number))
                        .isNotEmpty();
            }
            AttributeDump.object(SampleObject.PART, memory, 0, bytes.length);
            AttributeDump.object(Schema.UNKNOWN, memory, 0, bytes.length);
        }
    }

    @Property
    void readersOfArbitraryBytes(@ForAll Random random) {
        Fuzz.eachThing(random, NetlinkObjectFuzzTest::attributes);
    }

    private static void attributes(byte[] bytes) {
        for (MemorySegment memory : Hex.segments(bytes)) {
            tolerate(() -> {
                AttributeReader reader = new AttributeReader().wrap(memory, 0, bytes.length);
                int count = 0;
                while (reader.next()) {
                    assertThat(++count).isLessThanOrEqualTo(bytes.length / 4);
                    assertThat(reader.offset() + reader.length()).isLessThanOrEqualTo(bytes.length);
                    AttributeReader inside = new AttributeReader().wrapNest(reader);
                    tolerate(() -> {
                        while (inside.next()) {
                            assertThat(inside.length()).isNotNegative();
                        }
                    });
                    Attribute<?> key = SampleObject.SCHEMA.attribute(reader.number());
                    if (key != null) {
                        tolerate(() -> reader.value(key));
                    }
                }
            });
        }
    }

    @Test
    void nestsWithoutEnd() {
        // Each nest holds the next one, as deep as the length of an attribute allows.
        byte[] bytes = new byte[0xfffc];
        MemorySegment memory = MemorySegment.ofArray(bytes);
        for (int at = 8; at + 12 <= bytes.length; at += 12) {
            AttributeHeader.putHeader(
                    memory, at, SampleObject.INNER.number() | AttributeHeader.NLA_F_NESTED, bytes.length - at - 4);
        }
        SampleObject thing = SampleObject.of(bytes);
        assertThat(thing.toString()).isNotEmpty();
        assertThat(thing.toDump()).isNotEmpty();
        assertThat(thing.hashCode()).isEqualTo(SampleObject.of(bytes.clone()).hashCode());
        assertThat(thing.with(SampleObject.U8, 1)).isNotEqualTo(thing);
        assertThat(SampleObject.SCHEMA.path(memory, 0, bytes.length, bytes.length - 20))
                .startsWith("THING_INNER.THING_INNER");
        assertThat(SampleObject.SCHEMA.missing(memory, 0, bytes.length, bytes.length - 16, 1))
                .isNotEmpty();
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[0]));
        out.put(thing);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        SampleObject resolved =
                thing.with(SampleObject.TARGET, SampleReference.named("x")).resolved((key, reference) -> 5);
        assertThat(resolved.without(SampleObject.TARGET).toByteArray()).isEqualTo(bytes);
        assertThat(List.of(thing)).contains(SampleObject.of(bytes));
    }
}
