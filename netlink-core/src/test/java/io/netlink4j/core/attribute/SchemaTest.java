package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SchemaTest {
    /** At 0 the header, at 8 U8, 16 INNER (header at 20, U16 at 28), 36 KIND, 48 DATA (PART_SIZE at 52), 60 LIST ... */
    private static final SampleObject THING = SampleObject.empty()
            .with(SampleObject.U8, 1)
            .with(SampleObject.INNER, SampleObject.empty().with(SampleObject.U16, 2))
            .with(SampleObject.KIND, "part")
            .with(SampleObject.DATA, Nest.empty(SampleObject.PART).with(SampleObject.PART_SIZE, 3))
            .with(SampleObject.LIST, List.of(1L, 2L, 3L))
            .with(SampleObject.INDEXED, List.of("a", "b"))
            .with(
                    SampleObject.THINGS,
                    List.of(SampleObject.empty(), SampleObject.empty().with(SampleObject.U8, 4)))
            .with(Attribute.of(999, "NEWER", Codecs.U8), 5);

    private static String path(long target) {
        byte[] bytes = new byte[100 + THING.byteLength()];
        System.arraycopy(THING.toByteArray(), 0, bytes, 16, THING.byteLength());
        return SampleObject.SCHEMA.path(MemorySegment.ofArray(bytes), 16, 16 + THING.byteLength(), 16 + target);
    }

    private static String missing(long nest, int number) {
        return SampleObject.SCHEMA.missing(
                MemorySegment.ofArray(THING.toByteArray()), 0, THING.byteLength(), nest, number);
    }

    @Test
    void anOffsetBecomesTheNameOfTheAttributeThere() {
        assertThat(path(8)).isEqualTo("THING_U8");
        assertThat(path(11)).isEqualTo("THING_U8");
        assertThat(path(15)).isEqualTo("THING_U8");
        assertThat(path(36)).isEqualTo("THING_KIND");
        assertThat(path(THING.byteLength() - 8)).isEqualTo("thing#999");
    }

    @Test
    void thePathGoesIntoNestsWithAHeaderOrOfAKind() {
        assertThat(path(16)).isEqualTo("THING_INNER");
        assertThat(path(20)).isEqualTo("THING_INNER");
        assertThat(path(28)).isEqualTo("THING_INNER.THING_U16");
        assertThat(path(48)).isEqualTo("THING_DATA");
        assertThat(path(52)).isEqualTo("THING_DATA.PART_SIZE");
    }

    @Test
    void elementsOfListsAreCounted() {
        assertThat(path(60)).isEqualTo("THING_LIST");
        assertThat(path(64)).isEqualTo("THING_LIST[0]");
        assertThat(path(80)).isEqualTo("THING_LIST[2]");
        assertThat(path(88)).isEqualTo("THING_INDEXED");
        assertThat(path(92)).isEqualTo("THING_INDEXED[0]");
        assertThat(path(100)).isEqualTo("THING_INDEXED[1]");
        assertThat(path(108)).isEqualTo("THING_THINGS");
        assertThat(path(112)).isEqualTo("THING_THINGS[0]");
        assertThat(path(136)).isEqualTo("THING_THINGS[1].THING_U8");
    }

    @Test
    void anOffsetOutsideHasNoPath() {
        assertThat(path(0)).isEmpty();
        assertThat(path(-16)).isEmpty();
        assertThat(path(THING.byteLength())).isEmpty();
        assertThat(path(1 << 30)).isEmpty();
    }

    @Test
    void aMissingAttributeIsNamedWithItsNest() {
        assertThat(missing(-1, 14)).isEqualTo("THING_STRING");
        assertThat(missing(-1, 999)).isEqualTo("thing#999");
        assertThat(missing(16, 1)).isEqualTo("THING_INNER.THING_U8");
        assertThat(missing(48, 2)).isEqualTo("THING_DATA.PART_COUNTER");
        assertThat(missing(48, 77)).isEqualTo("THING_DATA.part#77");
        assertThat(missing(112, 3)).isEqualTo("THING_THINGS[0].THING_U32");
        assertThat(missing(28, 3)).isEqualTo("THING_INNER.THING_U16.unknown#3");
        assertThat(missing(1 << 30, 3)).isEqualTo("unknown#3");
        assertThat(missing(-1, -1)).isEqualTo("thing#-1");
    }

    @Test
    void keysAreFoundByTheirNumber() {
        assertThat(SampleObject.SCHEMA.attribute(1)).isSameAs(SampleObject.U8);
        assertThat(SampleObject.SCHEMA.attribute(0)).isNull();
        assertThat(SampleObject.SCHEMA.attribute(-1)).isNull();
        assertThat(SampleObject.SCHEMA.attribute(5000)).isNull();
        assertThat(SampleObject.SCHEMA.attributes()).hasSize(36).startsWith(SampleObject.U8, SampleObject.U16);
        assertThat(SampleObject.SCHEMA.fields())
                .containsExactly(SampleObject.FAMILY, SampleObject.FLAGS, SampleObject.INDEX);
        assertThat(SampleObject.SCHEMA).hasToString("thing");
    }

    @Test
    void mistakesInASchemaAreReportedWhenItIsBuilt() {
        Schema.Builder twice = Schema.builder("twice");
        twice.add(1, "ONE", Codecs.U8);
        twice.add(1, "OTHER", Codecs.U8);
        assertThatThrownBy(twice::build).hasMessage("twice has two attributes with the number 1");
        assertThatThrownBy(() -> Schema.builder("short", "shortmsg", 4).field("late", 4, 1, Codecs.U8))
                .hasMessage("late does not lie in struct shortmsg");
    }

    /** Two schemas that contain each other, of which one has something that is only reported. */
    @RepeatedTest(50)
    void recursiveSchemasAreCheckedByAnyThread() throws Exception {
        Schema[] two = new Schema[2];
        Schema.Builder first = Schema.builder("first");
        first.nest(1, "SECOND", () -> two[1], content -> new Nest(two[1], content));
        Schema.Builder second = Schema.builder("second");
        second.nest(1, "FIRST", () -> two[0], content -> new Nest(two[0], content));
        second.reported(2, "REPORTED", Codecs.U8);
        two[0] = first.build();
        two[1] = second.build();
        CountDownLatch start = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> answers = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return two[i % 2].isFiltered();
                    }))
                    .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }
}
