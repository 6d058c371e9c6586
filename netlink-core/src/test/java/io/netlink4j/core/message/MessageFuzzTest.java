package io.netlink4j.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Fuzz;
import io.netlink4j.core.attribute.Hex;
import io.netlink4j.core.attribute.SampleObject;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** Whatever the kernel sends: an answer, or {@code Malformed}; never a hang, and never any other exception. */
@PropertyDefaults(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
class MessageFuzzTest {
    private static final List<byte[]> SEEDS = Stream.of(
                    "44000000 0200 0003 2a000000 39300000 eaffffff 2c000000 1000 0506 2a000000 39300000"
                            + "08000100 6e6f7065 08000200 18000000 08000500 01000000 08000600 18000000",
                    "48000000 0200 0002 2a000000 39300000 eaffffff 14000000 1000 0506 2a000000 39300000 00000000"
                            + "24000480 08000100 02000000 0c000400 0000000000000000 0c000500 0100000000000000",
                    "20000000 1000 3200 2a000000 39300000 02000000 05000000 05000100 07000000"
                            + "14000000 0300 1202 2a000000 39300000 00000000",
                    "2c000000 1000 0506 2a000000 00000000 02000000 05000000 10001d80 00000000 00000000 04000100"
                            + " 06000a00 0102")
            .map(Hex::bytes)
            .toList();

    @Property
    void dumpsOfArbitraryBytes(@ForAll Random random) {
        Fuzz.each(random, SEEDS, MessageFuzzTest::dump);
    }

    private static void dump(byte[] bytes) {
        for (MemorySegment memory : Hex.segments(bytes)) {
            String dump = MessageDump.of(SampleProtocol.PROTOCOL, memory, 0, bytes.length);
            assertThat(dump.isEmpty()).isEqualTo(bytes.length == 0);
            assertThat(MessageDump.of(Protocol.of(5), memory, 0, bytes.length).isEmpty())
                    .isEqualTo(bytes.length == 0);
        }
    }

    @Property
    void repliesOfArbitraryBytes(@ForAll Random random) {
        Fuzz.each(random, SEEDS, bytes -> answer(bytes, SEEDS.get(random.nextInt(SEEDS.size()))));
        Fuzz.each(random, SEEDS, bytes -> answer(SEEDS.get(random.nextInt(SEEDS.size())), bytes));
    }

    private static void answer(byte[] bytes, byte[] request) {
        for (MemorySegment memory : Hex.segments(bytes)) {
            Fuzz.tolerate(() -> Acknowledgement.error(memory, 0, bytes.length));
            Fuzz.tolerate(() -> assertThat(Acknowledgement.report(
                                    memory,
                                    0,
                                    bytes.length,
                                    SampleObject.SCHEMA,
                                    MemorySegment.ofArray(request),
                                    0,
                                    request.length)
                            .toString())
                    .isNotNull());
        }
    }

    @Property
    void headersOfArbitraryBytes(@ForAll Random random) {
        Fuzz.each(random, SEEDS, MessageFuzzTest::headers);
    }

    private static void headers(byte[] bytes) {
        MemorySegment memory = MemorySegment.ofArray(bytes);
        Fuzz.tolerate(() -> {
            int count = 0;
            for (long at = 0; at < bytes.length; ) {
                at += MessageHeader.length(memory, at, bytes.length);
                assertThat(++count).isLessThanOrEqualTo(bytes.length / MessageHeader.LENGTH);
            }
        });
    }
}
