package io.netlink4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IpAddressTest {

    @Test
    void aFamilyKnowsItsKernelNumber() {
        assertThat(IpFamily.ofNumber(2)).contains(IpFamily.IPV4);
        assertThat(IpFamily.ofNumber(10)).contains(IpFamily.IPV6);
        assertThat(IpFamily.ofNumber(0)).isEmpty();
        assertThat(IpFamily.values()).allSatisfy(family -> {
            assertThat(IpFamily.ofNumber(family.number())).contains(family);
            assertThat(IpAddress.unspecified(family).toByteArray()).hasSize(family.bytes());
            assertThat(IpAddress.unspecified(family).isUnspecified()).isTrue();
            assertThat(IpAddress.loopback(family).isLoopback()).isTrue();
            assertThat(IpAddress.loopback(family).family()).isEqualTo(family);
        });
        assertThat(IpFamily.values()).extracting(IpFamily::bits).containsExactly(32, 128);
        assertThat(IpFamily.values()).extracting(IpFamily::toString).containsExactly("IPv4", "IPv6");
    }

    @Test
    void bytesOfAnotherLengthAreNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.of(new byte[5]))
                .withMessage("An IP address has 4 or 16 bytes, so 5 bytes are none.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4Address.of(new byte[16]))
                .withMessage("An IPv4 address has 4 bytes, so 16 bytes are none.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv6Address.of(new byte[4]))
                .withMessage("An IPv6 address has 16 bytes, so 4 bytes are none.");
    }

    @Test
    void aMappedAddressStaysIpv6() {
        Ipv6Address mapped = Ipv6Address.of("::ffff:10.0.0.1");
        Ipv4Address inside = Ipv4Address.of("10.0.0.1");

        assertThat(mapped).isEqualTo(Ipv6Address.mapped(inside)).isNotEqualTo(inside);
        assertThat(mapped.mappedIpv4()).contains(inside);
        assertThat(mapped.toInetAddress()).isInstanceOf(Inet6Address.class);
        assertThat(IpAddress.from(mapped.toInetAddress())).isEqualTo(mapped);
        assertThat(IpAddress.of(mapped.toByteArray())).isEqualTo(mapped);
        assertThat(mapped.isPrivate()).isFalse();
        assertThat(Ipv6Address.mapped(Ipv4Address.of("255.255.255.255"))).hasToString("::ffff:255.255.255.255");
        assertThat(Ipv6Address.of("::fffe:10.0.0.1").mappedIpv4()).isEmpty();
        assertThat(Ipv6Address.of("1::ffff:10.0.0.1").mappedIpv4()).isEmpty();
    }

    @Test
    void aJdkAddressLosesItsNameAndItsScope() throws UnknownHostException {
        byte[] linkLocal = IpAddress.of("fe80::1").toByteArray();
        assertThat(IpAddress.from(Inet6Address.getByAddress("host", linkLocal, 7)))
                .hasToString("fe80::1");
        assertThat(IpAddress.from(InetAddress.getByAddress("host", new byte[] {10, 0, 0, 1})))
                .hasToString("10.0.0.1");
        Inet6Address back = Ipv6Address.of("fe80::1").toInetAddress();
        assertThat(back.getScopeId()).isZero();
        assertThat(back.getScopedInterface()).isNull();
        assertThat(Ipv4Address.of("10.0.0.1").toInetAddress()).isInstanceOf(Inet4Address.class);
    }

    @Test
    void theOrderIsUnsignedAndIpv4ComesFirst() {
        List<IpAddress> sorted = Stream.of(
                        "0.0.0.0",
                        "127.255.255.255",
                        "128.0.0.0",
                        "255.255.255.255",
                        "::",
                        "::7fff:ffff:ffff:ffff",
                        "::8000:0:0:0",
                        "7fff::",
                        "8000::",
                        "ffff::")
                .map(IpAddress::of)
                .toList();
        assertThat(sorted.reversed().stream().sorted()).isEqualTo(sorted);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.255, 1, 10.0.1.0",
        "127.255.255.255, 1, 128.0.0.0",
        "0.0.0.0, 4294967295, 255.255.255.255",
        "255.255.255.255, -4294967295, 0.0.0.0",
        "10.0.1.0, -1, 10.0.0.255",
        "'::', 9223372036854775807, ::7fff:ffff:ffff:ffff",
        "'::ffff:ffff:ffff:ffff', 1, '0:0:0:1::'",
        "'0:0:0:1::', -1, '::ffff:ffff:ffff:ffff'",
        "'1::', 0, '1::'",
        "'ffff::', -9223372036854775808, 'fffe:ffff:ffff:ffff:8000::'",
        "'0:0:0:1:8000::', -9223372036854775808, '0:0:0:1::'",
        "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe', 1, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'",
    })
    void steps(String from, long steps, String to) {
        assertThat(IpAddress.of(from).plus(steps)).isEqualTo(IpAddress.of(to));
    }

    @ParameterizedTest
    @CsvSource({
        "255.255.255.255, 1, IPv4",
        "0.0.0.0, -1, IPv4",
        "10.0.0.0, 9223372036854775807, IPv4",
        "10.0.0.0, -9223372036854775808, IPv4",
        "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1, IPv6",
        "'::', -1, IPv6",
        "'::1', -9223372036854775808, IPv6",
    })
    void stepsNeverWrap(String from, long steps, String family) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> IpAddress.of(from).plus(steps))
                .withMessage("There is no " + family + " address " + steps + " steps from " + from + ".");
    }

    @Test
    void theNextOneIsOneStepOn() {
        assertThat(IpAddress.of("10.0.0.1").next()).hasToString("10.0.0.2");
        assertThat(IpAddress.of("::ffff").next()).hasToString("::1:0");
    }

    @ParameterizedTest
    @CsvSource({
        "172.15.255.255, false",
        "172.16.0.0, true",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "10.255.0.1, true",
        "11.0.0.0, false",
        "192.168.0.1, true",
        "192.169.0.1, false",
        "fc00::, true",
        "fdff::1, true",
        "fe00::, false",
        "fbff::, false",
    })
    void privateAddressesAreThoseOfTheTwoRfcs(String literal, boolean expected) {
        assertThat(IpAddress.of(literal).isPrivate()).isEqualTo(expected);
    }
}
