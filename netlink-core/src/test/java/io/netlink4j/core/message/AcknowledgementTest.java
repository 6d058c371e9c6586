package io.netlink4j.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Hex;
import io.netlink4j.core.attribute.SampleObject;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {
    /** In the message: U8 at 24, LIST at 32 with elements at 36 and 44, INNER at 52. */
    private static final Request REQUEST = new Request(
            SampleProtocol.NEW,
            MessageHeader.NLM_F_CREATE,
            SampleObject.empty()
                    .with(SampleObject.U8, 1)
                    .with(SampleObject.LIST, List.of(1L, 2L))
                    .with(SampleObject.INNER, SampleObject.empty()),
            () -> "add a toy");

    private static final String CAPPED_HEADER = "40000000 1000 0504 07000000 00000000";

    private static String tlvs(String... attributes) {
        return String.join("", attributes);
    }

    private static KernelReport report(int type, int flags, String body) {
        byte[] bytes = Hex.bytes(
                "00000000" + "%02x00".formatted(type) + "00%02x".formatted(flags) + "0700000000000000" + body);
        bytes[0] = (byte) bytes.length;
        bytes[1] = (byte) (bytes.length >> 8);
        byte[] before = {1, 2, 3, 4};
        MemorySegment memory = MemorySegment.ofArray(new byte[bytes.length + 8]);
        MemorySegment.copy(MemorySegment.ofArray(before), 0, memory, 0, 4);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 4, bytes.length);
        AttributeWriter sent = new AttributeWriter(MemorySegment.ofArray(new byte[16]));
        sent.skip(12);
        REQUEST.write(sent, 0, 7);
        return Acknowledgement.report(
                memory, 4, 4 + bytes.length, SampleObject.SCHEMA, sent.memory(), 12, sent.position());
    }

    private static KernelReport refused(String tlvs) {
        return report(MessageHeader.NLMSG_ERROR, 3, "eaffffff" + CAPPED_HEADER + tlvs);
    }

    @Test
    void theNumberIsZeroOrNegative() {
        MemorySegment ack = SampleProtocol.memory("24000000 0200 0001 07000000 00000000 00000000" + CAPPED_HEADER);
        assertThat(Acknowledgement.error(ack, 0, ack.byteSize())).isZero();
        MemorySegment refusal = SampleProtocol.memory("24000000 0200 0001 07000000 00000000 efffffff" + CAPPED_HEADER);
        assertThat(Acknowledgement.error(refusal, 0, refusal.byteSize())).isEqualTo(-17);
        MemorySegment done = SampleProtocol.memory("14000000 0300 0000 07000000 00000000 eaffffff");
        assertThat(Acknowledgement.error(done, 0, done.byteSize())).isEqualTo(-22);
    }

    @Test
    void theEndOfADumpMayBeEmptyAnErrorMayNot() {
        MemorySegment done = SampleProtocol.memory("10000000 0300 0000 07000000 00000000");
        assertThat(Acknowledgement.error(done, 0, 16)).isZero();
        MemorySegment error = SampleProtocol.memory("10000000 0200 0000 07000000 00000000");
        assertThatThrownBy(() -> Acknowledgement.error(error, 0, 16)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Acknowledgement.error(error, 0, 8)).isInstanceOf(Malformed.class);
    }

    @Test
    void withoutTheFlagThereIsNoReport() {
        assertThat(report(MessageHeader.NLMSG_ERROR, 1, "eaffffff" + CAPPED_HEADER))
                .isEqualTo(KernelReport.NONE);
        assertThat(report(MessageHeader.NLMSG_ERROR, 1, "eaffffff" + CAPPED_HEADER)
                        .isEmpty())
                .isTrue();
        assertThat(report(MessageHeader.NLMSG_DONE, 0, "eaffffff")).isEqualTo(KernelReport.NONE);
        assertThat(report(MessageHeader.NLMSG_ERROR, 3, "eaffffff" + CAPPED_HEADER))
                .isEqualTo(KernelReport.NONE);
    }

    @Test
    void theKernelsMessageAndThePathOfTheAttribute() {
        KernelReport report = refused(tlvs("09000100 6e6f7065 0a000000", "08000200 2c000000"));
        assertThat(report.message()).contains("nope");
        assertThat(report.attribute()).contains("THING_LIST[1]");
        assertThat(report).hasToString("\"nope\" at THING_LIST[1]");
    }

    @Test
    void aRequestThatIsRepeatedInFullIsSkipped() {
        byte[] repeated = new byte[62];
        repeated[0] = 62;
        KernelReport report = report(
                MessageHeader.NLMSG_ERROR,
                2,
                "eaffffff" + HexFormat.of().formatHex(repeated) + "0000" + "08000200 18000000");
        assertThat(report.attribute()).contains("THING_U8");
    }

    @Test
    void theEndOfADumpHasAReportWithoutARequest() {
        KernelReport report = report(MessageHeader.NLMSG_DONE, 2, "eaffffff" + "09000100 6e6f7065 00000000");
        assertThat(report).hasToString("\"nope\"");
    }

    @Test
    void aWarningComesWithAnAcknowledgement() {
        assertThat(report(MessageHeader.NLMSG_ERROR, 3, "00000000" + CAPPED_HEADER + "09000100 6e6f7065 00000000")
                        .message())
                .contains("nope");
    }

    @Test
    void theMissingAttributeIsNamed() {
        assertThat(refused("08000500 0e000000").missing()).contains("THING_STRING");
        assertThat(refused(tlvs("08000500 0e000000", "08000600 34000000")).missing())
                .contains("THING_INNER.THING_STRING");
        assertThat(refused(tlvs("08000500 ffffffff")).missing()).contains("thing#-1");
        assertThat(refused("08000500 0e000000")).hasToString("missing THING_STRING");
    }

    @Test
    void anOffsetOutsideOfAttributesIsNoPath() {
        assertThat(refused("08000200 ffffffff")).isEqualTo(KernelReport.NONE);
        assertThat(refused("08000200 00000000")).isEqualTo(KernelReport.NONE);
        assertThat(refused("05000100 00000000")).isEqualTo(KernelReport.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        08000100 02000000 0c000400 0000000000000000 0c000500 0100000000000000 | u8 in 0..1
        08000100 08000000 0c000200 ffffffffffffffff 0c000300 0500000000000000 | s32 in -1..5
        08000100 05000000 0c000400 0000000000000000 0c000500 ffffffffffffffff | u64 in 0..18446744073709551615
        08000100 0b000000 08000700 0f000000                                   | string of length ..15
        08000100 0a000000 08000600 06000000 08000700 06000000                 | binary of length 6..6
        08000100 04000000 0c000400 4400000000000000                           | u32 in 68..
        08000100 0f000000 08000a00 03000000                                   | bitfield32 with no bits but 0x3
        08000100 04000000 0c000c00 ff00000000000000                           | u32 with no bits but 0xff
        08000100 01000000                                                     | flag
        08000100 63000000                                                     | type 99
        08000100 ffffffff                                                     | type 4294967295
        08000700 0f000000                                                     | anything of length ..15
        """)
    void aPolicyIsPrintedAsText(String policy, String words) {
        String hex = policy.replace(" ", "");
        KernelReport report = refused("%02x000480".formatted(4 + hex.length() / 2) + hex);
        assertThat(report.policy()).contains(words);
        assertThat(report).hasToString("(must be " + words + ")");
    }

    @Test
    void aTruncatedAcknowledgementIsMalformed() {
        assertThatThrownBy(() -> report(MessageHeader.NLMSG_ERROR, 2, "eaffffff" + "ffffffff" + "00".repeat(12)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> report(MessageHeader.NLMSG_ERROR, 2, "eaffffff"))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> refused("ff000100 00000000")).isInstanceOf(Malformed.class);
    }
}
