package io.netlink4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IpPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8, 10.255.255.255, 255.0.0.0, 10.255.255.255",
        "192.168.15.0/24, 192.168.15.0/24, 192.168.15.255, 255.255.255.0, 192.168.15.255",
        "0.0.0.0/0, 0.0.0.0/0, 255.255.255.255, 0.0.0.0, 255.255.255.255",
        "10.0.0.4/30, 10.0.0.4/30, 10.0.0.7, 255.255.255.252, 10.0.0.7",
        "10.0.0.4/31, 10.0.0.4/31, 10.0.0.5, 255.255.255.254, ",
        "10.0.0.1, 10.0.0.1/32, 10.0.0.1, 255.255.255.255, ",
        "::/0, ::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, '::', ",
        "2001:DB8:0::/32, 2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff::, ",
        "fe80::/64, fe80::/64, fe80::ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff::, ",
        "fe80::/10, fe80::/10, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffc0::, ",
        "::1, ::1/128, ::1, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ",
        "::ffff:10.0.0.0/104, ::ffff:10.0.0.0/104, ::ffff:10.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ff00:0, ",
    })
    void reads(String literal, String text, String last, String mask, String broadcast) {
        IpPrefix prefix = IpPrefix.of(literal);
        assertThat(prefix).hasToString(text).isEqualTo(IpPrefix.of(text));
        assertThat(prefix.first()).isEqualTo(prefix.address());
        assertThat(prefix.last()).isEqualTo(IpAddress.of(last));
        assertThat(prefix.mask()).isEqualTo(IpAddress.of(mask));
        assertThat(prefix.broadcast().map(Object::toString).orElse(null)).isEqualTo(broadcast);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10.1.0.0/8    | bits after the first 8 are set; 10.0.0.0/8 was probably meant",
                "10.0.0.1/0    | bits after the first 0 are set; 0.0.0.0/0 was probably meant",
                "fe80::1/64    | bits after the first 64 are set; fe80::/64 was probably meant",
                "``            | it is empty",
                "/8            | there is no address before the '/'",
                "10.0.0.0/     | there is no prefix length after the '/'",
                "10.0.0.0/33   | the prefix length 33 is over 32",
                "::/129        | the prefix length 129 is over 128",
                "::/4294967297 | the prefix length 4294967297 is over 128",
                "10.0.0.0/08   | the prefix length 08 has a leading zero",
                "10.0.0.0/+8   | the prefix length '+8' is no decimal number",
                "10.0.0.0/-1   | the prefix length '-1' is no decimal number",
                "`10.0.0.0/8 ` | the prefix length '8 ' is no decimal number",
                "10.0.0.0/8/8  | the prefix length '8/8' is no decimal number",
                "10.0.0.0/255.0.0.0 | the prefix length '255.0.0.0' is no decimal number",
                "10.0.0.0/\u0668    | the prefix length '\u0668' is no decimal number",
                "10.0/16       | it has 2 numbers, not 4",
                "10.0.0.256/8  | 256 is over 255",
                "10.0.0.0 /8   | there is whitespace at index 8",
                "default       | names are not looked up",
                "fe80::%1/64   | a scope id ('%') is no part of an address",
                "10.0.0.0/8:   | the prefix length '8:' is no decimal number",
            })
    void refusesWithASentence(String literal, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.of(literal))
                .withMessage("'" + literal + "' is no prefix: " + why);
    }

    @Test
    void refusesALengthThatIsNone() {
        IpAddress address = IpAddress.of("10.0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.of(address, 33))
                .withMessage("'10.0.0.0/33' is no prefix: the prefix length 33 is over 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpPrefix.containing(address, -1))
                .withMessage("'10.0.0.0/-1' is no prefix: the prefix length -1 is under 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpInterface(address, 33))
                .withMessage("'10.0.0.0/33' is no interface address: the prefix length 33 is over 32");
    }

    @Test
    void anyIsTheDestinationOfADefaultRoute() {
        assertThat(IpPrefix.any(IpFamily.IPV4)).hasToString("0.0.0.0/0").matches(IpPrefix::isAny);
        assertThat(IpPrefix.any(IpFamily.IPV6)).hasToString("::/0").matches(IpPrefix::isAny);
        assertThat(IpPrefix.any(IpFamily.IPV4).contains(IpAddress.of("::"))).isFalse();
        assertThat(IpPrefix.any(IpFamily.IPV6).contains(IpPrefix.any(IpFamily.IPV4)))
                .isFalse();
        assertThat(IpPrefix.any(IpFamily.IPV6).overlaps(IpPrefix.any(IpFamily.IPV4)))
                .isFalse();
    }

    @Test
    void oneAddressIsAHost() {
        assertThat(IpPrefix.of(IpAddress.of("10.0.0.1")))
                .hasToString("10.0.0.1/32")
                .matches(IpPrefix::isHost);
        assertThat(IpPrefix.of("::1")).matches(IpPrefix::isHost);
        assertThat(IpPrefix.of("10.0.0.0/31").isHost()).isFalse();
    }

    @Test
    void hostsAreCountedFromTheFirstAddress() {
        assertThat(IpPrefix.of("10.0.0.0/8").host(0)).hasToString("10.0.0.0");
        assertThat(IpPrefix.of("10.0.0.0/8").host(16_777_215)).hasToString("10.255.255.255");
        assertThat(IpPrefix.of("fd00::/64").host(Long.MAX_VALUE)).hasToString("fd00::7fff:ffff:ffff:ffff");
        assertThat(IpPrefix.of("fd00::/66").host(0x3fff_ffff_ffff_ffffL)).hasToString("fd00::3fff:ffff:ffff:ffff");
        assertThat(IpPrefix.of("10.0.0.1").host(0)).hasToString("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/30, 4", "10.0.0.0/30, -1", "10.0.0.1/32, 1", "fd00::/66, 4611686018427387904", "::/0, -1"})
    void hostsEndWithTheLastAddress(String prefix, long index) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> IpPrefix.of(prefix).host(index))
                .withMessage("There is no address " + index + " in " + prefix + ".");
    }

    @Test
    void aNetworkComesBeforeThoseInsideIt() {
        List<IpPrefix> sorted = Stream.of(
                        "0.0.0.0/0",
                        "10.0.0.0/8",
                        "10.0.0.0/16",
                        "10.0.0.0",
                        "10.1.0.0/16",
                        "192.0.0.0/8",
                        "::/0",
                        "::/96")
                .map(IpPrefix::of)
                .toList();
        assertThat(sorted.reversed().stream().sorted()).isEqualTo(sorted);
    }

    @Test
    void anInterfaceAddressKeepsItsHostBits() {
        IpInterface address = IpInterface.of("192.168.15.1/24");
        assertThat(address).hasToString("192.168.15.1/24").isEqualTo(IpInterface.of(address.address(), 24));
        assertThat(address.address()).isEqualTo(IpAddress.of("192.168.15.1"));
        assertThat(address.prefixLength()).isEqualTo(24);
        assertThat(address.family()).isEqualTo(IpFamily.IPV4);
        assertThat(address.network()).isEqualTo(IpPrefix.of("192.168.15.0/24"));
        assertThat(address.broadcast()).contains(Ipv4Address.of("192.168.15.255"));
        assertThat(address).isLessThan(IpInterface.of("192.168.15.1/25")).isGreaterThan(IpInterface.of("10.0.0.1/32"));
    }

    @Test
    void aBareInterfaceAddressIsItsWholeNetwork() {
        assertThat(IpInterface.of("10.0.0.1")).hasToString("10.0.0.1/32");
        assertThat(IpInterface.of("10.0.0.1").broadcast()).isEmpty();
        assertThat(IpInterface.of("fe80::1")).hasToString("fe80::1/128");
        assertThat(IpInterface.of("fe80::1/64").broadcast()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpInterface.of("10.0.0.1/"))
                .withMessage("'10.0.0.1/' is no interface address: there is no prefix length after the '/'");
    }
}
