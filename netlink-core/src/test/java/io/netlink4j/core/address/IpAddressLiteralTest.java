package io.netlink4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0",
        "10.0.0.1, 0a000001",
        "127.0.0.1, 7f000001",
        "192.168.15.5, c0a80f05",
        "255.255.255.255, ffffffff",
    })
    void readsIpv4(String literal, String hex) {
        assertThat(IpAddress.of(literal)).isEqualTo(new Ipv4Address(Integer.parseUnsignedInt(hex, 16)));
        assertThat(Ipv4Address.of(literal)).isEqualTo(IpAddress.of(literal)).hasToString(literal);
    }

    @ParameterizedTest
    @CsvSource({
        "'::', 0, 0, '::'",
        "::1, 0, 1, ::1",
        "1::, 1000000000000, 0, 1::",
        "2001:DB8::8:800:200C:417A, 20010db800000000, 00080800200c417a, 2001:db8::8:800:200c:417a",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 20010db800000000, 1, 2001:db8::1",
        "1:2:3:4:5:6:7:8, 1000200030004, 5000600070008, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 200030004, 5000600070008, 0:2:3:4:5:6:7:8",
        "1:2:3::5:6:7:8, 1000200030000, 5000600070008, 1:2:3:0:5:6:7:8",
        "1:2:3:4::8, 1000200030004, 8, 1:2:3:4::8",
        "1:2:3:4:5::8, 1000200030004, 5000000000008, 1:2:3:4:5::8",
        "1:0:0:4:0:0:0:8, 1000000000004, 8, 1:0:0:4::8",
        "1:0:0:4:5:0:0:8, 1000000000004, 5000000000008, 1::4:5:0:0:8",
        "::ffff:10.0.0.1, 0, ffff0a000001, ::ffff:10.0.0.1",
        "::ffff:a00:1, 0, ffff0a000001, ::ffff:10.0.0.1",
        "0:0:0:0:0:FFFF:129.144.52.38, 0, ffff81903426, ::ffff:129.144.52.38",
        "::1.2.3.4, 0, 1020304, ::102:304",
        "64:ff9b::192.0.2.33, 64ff9b00000000, c0000221, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1000200030004, 5000601020304, 1:2:3:4:5:6:102:304",
        "1:2:3:4:5::1.2.3.4, 1000200030004, 5000001020304, 1:2:3:4:5:0:102:304",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffffffffffffffff, ffffffffffffffff,"
                + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void readsIpv6(String literal, String high, String low, String text) {
        assertThat(IpAddress.of(literal))
                .isEqualTo(new Ipv6Address(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)))
                .isEqualTo(Ipv6Address.of(literal))
                .hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``               | it is empty",
                "10               | it has 1 number, not 4",
                "127.1            | it has 2 numbers, not 4",
                "10.0.0.          | it ends where a number should be",
                "10.0.0.1.        | '.' at index 8 is out of place",
                "10.0.0.1.2       | '.' at index 8 is out of place",
                ".10.0.0.1        | '.' at index 0 is out of place",
                "10..0.1          | '.' at index 3 is out of place",
                "10.0.0.256       | 256 is over 255",
                "10.0.0.4294967297| 4294967297 is over 255",
                "010.0.0.1        | 010 has a leading zero",
                "10.00.0.1        | 00 has a leading zero",
                "0x0a.0.0.1       | 'x' at index 1 is out of place",
                "-1.0.0.1         | '-' at index 0 is out of place",
                "+1.0.0.1         | '+' at index 0 is out of place",
                "` 10.0.0.1`      | there is whitespace at index 0",
                "`10.0.0.1 `      | there is whitespace at index 8",
                "10.0.0.1/8       | a prefix length ('/') is no part of an address",
                "10.0.0.1:80      | ':' at index 8 is out of place",
                "10.0.0.1%eth0    | a scope id ('%') is no part of an address",
                "localhost        | names are not looked up",
                "\u0661.0.0.1     | '\u0661' at index 0 is out of place",
                "[::1]            | brackets are no part of an address",
                "fe80::1%eth0     | a scope id ('%') is no part of an address",
                "fe80::1/64       | a prefix length ('/') is no part of an address",
                "`::1 `           | there is whitespace at index 3",
                ":                | ':' at index 0 is out of place",
                ":::              | ':' at index 2 is out of place",
                ":1               | ':' at index 0 is out of place",
                "1:               | it ends with a single ':'",
                "1::2:            | it ends with a single ':'",
                "1:::2            | ':' at index 3 is out of place",
                "1::2::3          | '::' is in it twice",
                "::::             | ':' at index 2 is out of place",
                "1:2:3            | it has 3 groups, not 8",
                "1:2:3:4:5:6:7:8:9| it has more than 8 groups",
                "1:2:3:4:5:6:7:8::| '::' stands for no group beside 8 others",
                "::1:2:3:4:5:6:7:8| '::' stands for no group beside 8 others",
                "1:2:3:4::5:6:7:8 | '::' stands for no group beside 8 others",
                "12345::          | the group 12345 has more than 4 digits",
                "::g              | 'g' at index 2 is out of place",
                "::1g             | 'g' at index 3 is out of place",
                "::\uff11         | '\uff11' at index 2 is out of place",
                "::1.2.3          | it has 3 numbers, not 4",
                "::1.2.3.400      | 400 is over 255",
                "::1.2.3.4:5      | ':' at index 9 is out of place",
                "::a.2.3.4        | 'a' at index 2 is out of place",
                "1:2:3:4:5:6:7:1.2.3.4 | it has 9 groups, not 8",
                "1.2.3.4::        | ':' at index 7 is out of place",
                "::/0             | a prefix length ('/') is no part of an address",
            })
    void refusesWithASentence(String literal, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.of(literal))
                .withMessage("'" + literal + "' is no IP address: " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "::1", "10.0.0", "10.0.0.1/32"})
    void anIpv4LiteralIsNothingElse(String literal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4Address.of(literal))
                .withMessageStartingWith("'" + literal + "' is no IPv4 address: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1", "aa:bb:cc:dd:ee:ff", "::/0"})
    void anIpv6LiteralIsNothingElse(String literal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv6Address.of(literal))
                .withMessageStartingWith("'" + literal + "' is no IPv6 address: ");
    }

    @Test
    void aLongTextIsRefusedWithoutRepeatingAllOfIt() {
        for (String piece : List.of("1", "1:", "1.", "::", "x", "0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IpAddress.of(piece.repeat(1_000_000)))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
    }
}
