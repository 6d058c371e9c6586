package io.netlink4j.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Hex;
import io.netlink4j.core.attribute.SampleObject;
import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final Request REQUEST = new Request(
            SampleProtocol.NEW,
            MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_EXCL,
            SampleObject.empty()
                    .with(SampleObject.INDEX, 5)
                    .with(SampleObject.U8, 7)
                    .with(SampleObject.REPORTED, 1L),
            () -> "add toy 'red'");

    @Test
    void messagesAreWrittenOneAfterTheOther() {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[20]));
        REQUEST.write(out, MessageHeader.NLM_F_ACK, 42);
        REQUEST.write(out, 0, -1);
        assertThat(Hex.text(out.toByteArray()))
                .isEqualTo("20000000 10000506 2a000000 00000000 00000000 05000000 05000100 07000000"
                        + " 20000000 10000106 ffffffff 00000000 00000000 05000000 05000100 07000000");
    }

    @Test
    void aRequestPrintsItsOperation() {
        assertThat(REQUEST).hasToString("add toy 'red'");
    }

    @Test
    void theHeaderIsReadBack() {
        MemorySegment memory =
                SampleProtocol.memory("20000000 ffff ffff feffffff fdffffff 00000000 00000000 00000000 00000000");
        assertThat(MessageHeader.length(memory, 0, 32)).isEqualTo(32);
        assertThat(MessageHeader.type(memory, 0)).isEqualTo(0xffff);
        assertThat(MessageHeader.flags(memory, 0)).isEqualTo(0xffff);
        assertThat(MessageHeader.sequence(memory, 0)).isEqualTo(-2);
        assertThat(MessageHeader.port(memory, 0)).isEqualTo(-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0f000000", "21000000", "ffffffff", "00000080", "10000000 0000"})
    void anImpossibleLengthIsMalformed(String hex) {
        byte[] bytes = java.util.Arrays.copyOf(Hex.bytes(hex), 32);
        int end = hex.length() > 8 ? 6 : 32;
        assertThatThrownBy(() -> MessageHeader.length(MemorySegment.ofArray(bytes), 0, end))
                .isInstanceOf(Malformed.class);
    }
}
