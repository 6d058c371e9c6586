package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.resolve.DnsAnswer.Kind;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DnsQueryTest {
    private static final DnsQuery QUERY = new DnsQuery(0x1234, "www.example", IpFamily.IPV4, false);
    private static final String ASKED = "03777777076578616d706c6500 0001 0001";

    @Test
    void aQuestionIsThatOfRfc1035() {
        assertThat(QUERY.wire()).isEqualTo(bytes("1234 0100 0001 0000 0000 0000 " + ASKED));
        assertThat(new DnsQuery(0x1234, "www.example.", IpFamily.IPV6, false).wire())
                .isEqualTo(bytes("1234 0100 0001 0000 0000 0000 " + ASKED.replace(" 0001 0001", " 001c 0001")));
    }

    @Test
    void withEdnsItOffersASize() {
        assertThat(new DnsQuery(0x1234, "www.example", IpFamily.IPV4, true).wire())
                .isEqualTo(bytes("1234 0100 0001 0000 0000 0001 " + ASKED + "00 0029 04b0 00000000 0000"));
    }

    @Test
    void aBackslashIsACharacterLikeAnyOther() {
        assertThat(new DnsQuery(0x1234, "a\\046b\\.c", IpFamily.IPV4, false).wire())
                .isEqualTo(bytes("1234 0100 0001 0000 0000 0000 07 615c303436625c 01 63 00 0001 0001"));
    }

    @Test
    void anAliasIsFollowedAndOthersAreNot() {
        byte[] answer = bytes("1234 8180 0001 0003 0000 0000 " + ASKED
                + "c00c 0005 0001 00000001 0006 03776562 c010" // www.example is web.example
                + "c029 0001 0001 00000001 0004 c0000207" // web.example has 192.0.2.7
                + "c010 0001 0001 00000001 0004 c0000208"); // example has 192.0.2.8
        assertThat(QUERY.isAnsweredBy(answer)).isTrue();
        assertThat(QUERY.read(answer)).isEqualTo(addresses("192.0.2.7"));
    }

    @Test
    void aMappedAddressStaysAnIpv6Address() {
        DnsQuery query = new DnsQuery(0x1234, "www.example", IpFamily.IPV6, false);
        byte[] answer = bytes("1234 8180 0001 0001 0000 0000 " + ASKED.replace(" 0001 0001", " 001c 0001")
                + "c00c 001c 0001 00000001 0010 00000000000000000000ffffc0000207");
        assertThat(query.isAnsweredBy(answer)).isTrue();
        assertThat(query.read(answer)).isEqualTo(addresses("::ffff:192.0.2.7"));
    }

    @Test
    void unaskedRecordsAreIgnored() {
        byte[] answer = bytes("1234 8180 0001 0004 0001 0001 " + ASKED
                + "c00c 002e 0001 00000001 0002 ffff" // a signature that is none
                + "c00c 0001 0003 00000001 0004 c0000209" // of another class
                + "c00c 001c 0001 00000001 0010 20010db8000000000000000000000007" // of another family
                + "c00c 0001 0001 00000001 0004 c0000207"
                + "ffff ffff"); // authorities that are none
        assertThat(QUERY.read(answer)).isEqualTo(addresses("192.0.2.7"));
    }

    @Test
    void aReplyToAnotherQuestionIsIgnored() {
        assertThat(QUERY.isAnsweredBy(bytes("1234 8180 0001 0000 0000 0000 " + ASKED)))
                .isTrue();
        assertThat(QUERY.isAnsweredBy(bytes("1234 8180 0001 0000 0000 0000 " + ASKED.replace("77", "57"))))
                .isTrue();
        for (String answer : List.of(
                "1235 8180 0001 0000 0000 0000 " + ASKED,
                "1234 0180 0001 0000 0000 0000 " + ASKED,
                "1234 a980 0001 0000 0000 0000 " + ASKED,
                "1234 8180 0001 0000 0000 0000 " + ASKED.replace("77", "78"),
                "1234 8180 0001 0000 0000 0000 " + ASKED.replace(" 0001 0001", " 001c 0001"),
                "1234 8180 0000 0000 0000 0000",
                "1234 8180 0002 0000 0000 0000 " + ASKED + ASKED,
                "1234 8180 0001 0000 0000 0000 03777777",
                "1234")) {
            assertThat(QUERY.isAnsweredBy(bytes(answer))).as(answer).isFalse();
        }
    }

    @Test
    void aFormatErrorNeedNotRepeatTheQuestion() {
        byte[] answer = bytes("1234 8181 0000 0000 0000 0000");
        assertThat(QUERY.isAnsweredBy(answer)).isTrue();
        assertThat(QUERY.read(answer).kind()).isEqualTo(Kind.FORMAT_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "8180, ADDRESSES, NOERROR",
        "8400, ADDRESSES, NOERROR",
        "8100, REFUSAL, NOERROR", // neither authority nor recursion
        "8181, FORMAT_ERROR, FORMERR",
        "8182, SERVER_FAILURE, SERVFAIL",
        "8183, NO_SUCH_NAME, NXDOMAIN",
        "8184, REFUSAL, NOTIMP",
        "8185, REFUSAL, REFUSED",
    })
    void theResponseCodeIsKept(String flags, Kind kind, String code) {
        byte[] answer = bytes("1234 " + flags + " 0001 0000 0000 0000 " + ASKED);
        assertThat(QUERY.read(answer)).isEqualTo(new DnsAnswer(kind, code, List.of()));
    }

    @Test
    void truncationIsReported() {
        assertThat(DnsQuery.isTruncated(bytes("1234 8380 0001 0009 0000 0000 " + ASKED)))
                .isTrue();
        assertThat(DnsQuery.isTruncated(bytes("1234 8180 0001 0000 0000 0000 " + ASKED)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c01d 0001 0001 00000001 0004 c0000207", // a name that points at itself
                "c0ff 0001 0001 00000001 0004 c0000207", // beyond the end
                "c00c 0001 0001 00000001 0004 c000", // cut off
                "c00c 0001 0001 00000001 00ff c0000207", // longer than the message
                "c00c 0001 0001 00000001 0003 c00002", // shorter than an address
                "c00c 0005 0001 00000001 0002 c02b", // an alias of itself, by its pointer
                "41 0001 0001 00000001 0004 c0000207", // a label of a reserved kind
            })
    void brokenRecordsAreMalformed(String record) {
        byte[] answer = bytes("1234 8180 0001 0001 0000 0000 " + ASKED + record);
        assertThatThrownBy(() -> QUERY.read(answer)).isInstanceOf(NetlinkException.Malformed.class);
    }

    @Test
    void anyBytesAreAValueOrMalformed() {
        Random random = new Random(42);
        byte[] question = QUERY.wire();
        for (int i = 0; i < 20_000; i++) {
            byte[] records = new byte[random.nextInt(60)];
            random.nextBytes(records);
            byte[] answer = ByteBuffer.allocate(question.length + records.length)
                    .put(question)
                    .put(records)
                    .putShort(6, (short) 3)
                    .array();
            try {
                assertThat(QUERY.read(answer)).isNotNull();
            } catch (NetlinkException.Malformed e) {
                assertThat(e).hasMessageStartingWith("bytes that are no DNS answer");
            }
        }
    }

    private static DnsAnswer addresses(String... addresses) {
        return new DnsAnswer(
                Kind.ADDRESSES,
                "NOERROR",
                List.of(addresses).stream().map(IpAddress::of).toList());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
