package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DnsMessageTest {
    private static final byte[] QUESTION = DnsMessage.question(0x1234, "www.example", DnsMessage.A);
    private static final String ASKED = "03777777076578616d706c6500 0001 0001";

    @Test
    void aQuestionIsThatOfRfc1035() {
        assertThat(QUESTION).isEqualTo(bytes("1234 0100 0001 0000 0000 0000 " + ASKED));
    }

    @Test
    void anAliasIsFollowedAndOthersAreNot() {
        ByteBuffer answer = answer("1234 8180 0001 0003 0000 0000 " + ASKED
                + "c00c 0005 0001 00000001 0006 03776562 c010" // www.example is web.example
                + "c029 0001 0001 00000001 0004 c0000207" // web.example has 192.0.2.7
                + "c010 0001 0001 00000001 0004 c0000208"); // example has 192.0.2.8
        assertThat(DnsMessage.answers(answer, QUESTION)).isTrue();
        assertThat(DnsMessage.read(answer, QUESTION))
                .isEqualTo(new DnsMessage(0, false, java.util.List.of(IpAddress.of("192.0.2.7"))));
    }

    @Test
    void whatAnswersAnotherQuestionIsNoAnswer() {
        assertThat(DnsMessage.answers(answer("1235 8180 0001 0000 0000 0000 " + ASKED), QUESTION))
                .isFalse();
        assertThat(DnsMessage.answers(answer("1234 0180 0001 0000 0000 0000 " + ASKED), QUESTION))
                .isFalse();
        assertThat(DnsMessage.answers(answer("1234 8180 0001 0000 0000 0000 " + ASKED.replace("77", "78")), QUESTION))
                .isFalse();
        assertThat(DnsMessage.answers(answer("1234"), QUESTION)).isFalse();
    }

    @Test
    void codeAndTruncationAreTold() {
        assertThat(DnsMessage.read(answer("1234 8183 0001 0000 0000 0000 " + ASKED), QUESTION)
                        .code())
                .isEqualTo(DnsMessage.NAME_ERROR);
        assertThat(DnsMessage.read(answer("1234 8380 0001 0009 0000 0000 " + ASKED), QUESTION)
                        .truncated())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c01d 0001 0001 00000001 0004 c0000207", // a name that points at itself
                "c0ff 0001 0001 00000001 0004 c0000207", // beyond the end
                "c00c 0001 0001 00000001 0004 c000", // cut off
                "c00c 0001 0001 00000001 00ff c0000207", // longer than the message
                "41 0001 0001 00000001 0004 c0000207", // a label of a reserved kind
            })
    void whatIsNoRecordIsMalformed(String record) {
        ByteBuffer answer = answer("1234 8180 0001 0001 0000 0000 " + ASKED + record);
        assertThatThrownBy(() -> DnsMessage.read(answer, QUESTION)).isInstanceOf(NetlinkException.Malformed.class);
    }

    @Test
    void anyBytesEndInAValueOrInMalformed() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] records = new byte[random.nextInt(60)];
            random.nextBytes(records);
            ByteBuffer answer = ByteBuffer.allocate(QUESTION.length + records.length)
                    .put(QUESTION)
                    .put(records)
                    .flip()
                    .putShort(6, (short) 3);
            try {
                assertThat(DnsMessage.read(answer, QUESTION)).isNotNull();
            } catch (NetlinkException.Malformed e) {
                assertThat(e).hasMessageStartingWith("bytes that are no DNS answer");
            }
        }
    }

    @Test
    void namesHaveTheirLimits() {
        String label = "a".repeat(63);
        assertThat(DnsMessage.isLegal("a")).isTrue();
        assertThat(DnsMessage.isLegal("a.b.")).isTrue();
        assertThat(DnsMessage.isLegal("_service._tcp.example")).isTrue();
        assertThat(DnsMessage.isLegal(String.join(".", label, label, label, "a".repeat(61))))
                .isTrue();
        assertThat(DnsMessage.isLegal(String.join(".", label, label, label, "a".repeat(62))))
                .isFalse();
        assertThat(DnsMessage.isLegal(label + "a")).isFalse();
        assertThat(DnsMessage.isLegal("")).isFalse();
        assertThat(DnsMessage.isLegal(".")).isFalse();
        assertThat(DnsMessage.isLegal("a..b")).isFalse();
        assertThat(DnsMessage.isLegal("a b")).isFalse();
        assertThat(DnsMessage.isLegal("b\u00fccher")).isFalse();
    }

    private static ByteBuffer answer(String hex) {
        return ByteBuffer.wrap(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
