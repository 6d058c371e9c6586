package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeDumpTest {

    @Test
    void everyAttributeHasItsLine() {
        SampleObject thing = SampleObject.empty()
                .with(SampleObject.FAMILY, 2)
                .with(SampleObject.INDEX, 5)
                .with(SampleObject.U8, 255)
                .with(SampleObject.STRING, "veth-red")
                .with(SampleObject.ADDRESS, IpAddress.of("192.168.15.1"))
                .with(
                        SampleObject.INNER,
                        SampleObject.empty().with(SampleObject.U64, -1L).with(SampleObject.INNER, SampleObject.empty()))
                .with(SampleObject.KIND, "part")
                .with(SampleObject.DATA, Nest.empty(SampleObject.PART).with(SampleObject.PART_SIZE, 3))
                .with(SampleObject.LIST, List.of(1L, 2L))
                .with(SampleObject.INDEXED, List.of("a", "bcde"))
                .with(Attribute.of(4711, "NEWER", Codecs.BINARY), new byte[] {1, 2})
                .with(SampleObject.TARGET, SampleReference.named("red"));
        assertThat(thing.toDump()).isEqualTo("""
            02 00 00 00 05 00 00 00                          thing_family=2 thing_flags=0 thing_index=5
            05 00 01 00 ff 00 00 00                          THING_U8 255
            0d 00 0e 00 76 65 74 68 2d 72 65 64 00 00 00 00  THING_STRING "veth-red"
            08 00 13 00 c0 a8 0f 01                          THING_ADDRESS 192.168.15.1
            24 00 1d 80                                      THING_INNER
            00 00 00 00 00 00 00 00                            thing_family=0 thing_flags=0 thing_index=0
            0c 00 05 00 ff ff ff ff ff ff ff ff                THING_U64 18446744073709551615
            0c 00 1d 80                                        THING_INNER
            00 00 00 00 00 00 00 00                              thing_family=0 thing_flags=0 thing_index=0
            09 00 1e 00 70 61 72 74 00 00 00 00              THING_KIND "part"
            0c 00 1f 80                                      THING_DATA
            08 00 01 00 03 00 00 00                            PART_SIZE 3
            14 00 1a 80                                      THING_LIST
            08 00 01 00 01 00 00 00                            [] 1
            08 00 01 00 02 00 00 00                            [] 2
            18 00 1b 80                                      THING_INDEXED
            06 00 01 00 61 00 00 00                            [] "a"
            09 00 02 00 62 63 64 65 00 00 00 00                [] "bcde"
            06 00 67 12 01 02 00 00                          #4711 0x0102
            07 00 23 20 72 65 64 00                          THING_TARGET (a reference)
            """);
        assertThat(thing)
                .hasToString("thing{thing_family=2 thing_flags=0 thing_index=5 THING_U8=255 THING_STRING=\"veth-red\""
                        + " THING_ADDRESS=192.168.15.1 THING_INNER{thing_family=0 thing_flags=0 thing_index=0"
                        + " THING_U64=18446744073709551615 THING_INNER{thing_family=0 thing_flags=0 thing_index=0}}"
                        + " THING_KIND=\"part\" THING_DATA{PART_SIZE=3} THING_LIST{[]=1 []=2}"
                        + " THING_INDEXED{[]=\"a\" []=\"bcde\"} #4711=0x0102 THING_TARGET}");
    }

    @Test
    void longPayloadsAreShownInPart() {
        byte[] bytes = new byte[100];
        String dump = SampleObject.empty().with(SampleObject.BINARY, bytes).toDump();
        assertThat(dump.lines()).hasSize(1 + 4 + 1);
        assertThat(dump).endsWith("... 40 more bytes\n");
        String unknown = SampleObject.empty()
                .with(Attribute.of(99, "NEWER", Codecs.BINARY), bytes)
                .toDump();
        assertThat(unknown).contains("#99 100 bytes\n");
    }

    @Test
    void bytesThatAreNoAttributeArePrintedAsBytes() {
        SampleObject cut = SampleObject.of(Hex.bytes("00000000 00000000 05000100 01000000 08000300 0100"));
        assertThat(cut.toDump()).isEqualTo("""
            00 00 00 00 00 00 00 00                          thing_family=0 thing_flags=0 thing_index=0
            05 00 01 00 01 00 00 00                          THING_U8 1
            08 00 03 00 01 00                                (no attribute)
            """);
        assertThat(SampleObject.of(Hex.bytes("0200")).toDump())
                .isEqualTo("02 00                                            thing_family=2\n");
        assertThat(SampleObject.of(new byte[0]).toDump()).isEmpty();
    }

    @Test
    void anInvalidPayloadIsPrintedWithTheReason() {
        SampleObject wrong = SampleObject.of(
                Hex.bytes("00000000 00000000 05000300 01000000 04001400 08001d80 01000000 08001e00 70617274 09001f80"
                        + " 0a000000 00"));
        assertThat(wrong.toDump()).isEqualTo("""
            00 00 00 00 00 00 00 00                          thing_family=0 thing_flags=0 thing_index=0
            05 00 03 00 01 00 00 00                          THING_U32 (1 bytes are too short for u32, which takes 4)
            04 00 14 00                                      THING_MAC none
            08 00 1d 80 01 00 00 00                          THING_INNER 0x01000000
            08 00 1e 00 70 61 72 74                          THING_KIND "part"
            09 00 1f 80                                      THING_DATA
            0a 00 00 00 00                                     (no attribute)
            """);
    }

    @Test
    void paddingOfANestIsShownAsSuch() {
        byte[] bytes = Hex.bytes("07001f00 05000100 00000000 00000000");
        String dump = AttributeDump.object(SampleObject.SCHEMA, MemorySegment.ofArray(bytes), 0, 0);
        assertThat(dump).isEmpty();
        SampleObject thing =
                SampleObject.of(Hex.bytes("00000000 00000000 09001e00 70617274 00000000 09001f80 05000100 07000000"));
        assertThat(thing.toDump()).contains("""
            09 00 1f 80                                      THING_DATA
            05 00 01 00 07                                     PART_SIZE (1 bytes are too short for u32, which takes 4)
            00 00 00                                           (padding)
            """);
    }

    @Test
    void nestsArePrintedUpToTheMaximumDepth() {
        SampleObject thing = SampleObject.empty();
        for (int depth = 0; depth < 100; depth++) {
            thing = SampleObject.empty().with(SampleObject.INNER, thing);
        }
        assertThat(thing.toDump().lines().filter(line -> line.contains("THING_INNER")))
                .hasSize(AttributeHeader.MAX_DEPTH + 1);
        assertThat(thing.toString()).hasSizeLessThan(5000);
    }
}
