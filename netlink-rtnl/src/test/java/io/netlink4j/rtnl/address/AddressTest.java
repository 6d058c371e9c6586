package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTest {
    @Test
    void anIpv4AddressIsItsOwnPeer() {
        GoldenBytes.assertSent(Address.of("192.168.15.1/24"), """
            02 18 00 00 00 00 00 00 | ifaddrmsg: AF_INET, prefix length 24, global
            08 00 01 00 c0 a8 0f 01 | IFA_ADDRESS
            08 00 02 00 c0 a8 0f 01 | IFA_LOCAL
            """);
    }

    @Test
    void anIpv6AddressHasNoLocalAttribute() {
        GoldenBytes.assertSent(Address.of("2001:db8::1/64").flag(AddressFlag.NOPREFIXROUTE, true), """
            0a 40 00 00 00 00 00 00                                     | ifaddrmsg: AF_INET6, prefix length 64
            14 00 01 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 | IFA_ADDRESS
            08 00 08 00 00 02 00 00                                     | IFA_FLAGS 0x200
            """);
    }

    @Test
    void allAttributesAtOnce() {
        Address address = Address.of("10.0.0.1/24")
                .withBroadcast()
                .label("v0:1")
                .metric(7)
                .lifetime(Duration.ofSeconds(60), Duration.ofSeconds(300));
        GoldenBytes.assertSent(address, """
            02 18 00 00 00 00 00 00                         | ifaddrmsg
            08 00 01 00 0a 00 00 01                         | IFA_ADDRESS
            08 00 02 00 0a 00 00 01                         | IFA_LOCAL
            08 00 04 00 0a 00 00 ff                         | IFA_BROADCAST
            09 00 03 00 76 30 3a 31 00 00 00 00             | IFA_LABEL "v0:1"
            08 00 09 00 07 00 00 00                         | IFA_RT_PRIORITY 7
            14 00 06 00 3c 00 00 00 2c 01 00 00 00 00 00 00 00 00 00 00 | IFA_CACHEINFO preferred, valid
            """);
        assertThat(address)
                .hasToString("inet 10.0.0.1/24 metric 7 brd 10.0.0.255 scope global dynamic v0:1"
                        + " valid_lft 300sec preferred_lft 60sec");
    }

    @Test
    void thePrefixLengthIsThatOfThePeer() {
        Address address = Address.of("10.9.0.1").peer("10.9.1.2/30");
        assertThat(address.address()).isEqualTo(IpAddress.of("10.9.0.1"));
        assertThat(address.peer()).hasValue(IpAddress.of("10.9.1.2"));
        assertThat(address.network()).isEqualTo(IpPrefix.of("10.9.1.0/30"));
        assertThat(address).hasToString("inet 10.9.0.1 peer 10.9.1.2/30 scope global");
        Address ipv6 = Address.of("2001:db8::7").peer("2001:db8::8");
        assertThat(ipv6.address()).isEqualTo(IpAddress.of("2001:db8::7"));
        assertThat(ipv6.peer()).hasValue(IpAddress.of("2001:db8::8"));
        assertThat(ipv6.prefixLength()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.2/8, host", "10.0.0.1/8, global", "::1/128, global", "169.254.0.1/16, global"})
    void scopeLikeIp(String literal, String scope) {
        assertThat(Address.of(literal).scope()).hasToString(scope);
    }

    @Test
    void noBroadcastAddressIsAdded() {
        assertThat(Address.of("10.0.0.1/24").broadcast()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.of("2001:db8::1/64").withBroadcast());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/0, 255.255.255.255",
        "10.8.0.1/8, 10.255.255.255",
        "10.0.0.1/24, 10.0.0.255",
        "10.0.0.1/30, 10.0.0.3",
        "10.0.0.1/31,",
        "10.0.0.1/32,"
    })
    void broadcastOfEachNetwork(String literal, String broadcast) {
        Address earlier = Address.of(literal).broadcast("10.7.7.7");
        assertThat(earlier.withBroadcast().broadcast().map(Object::toString)).isEqualTo(Optional.ofNullable(broadcast));
        Address peer = Address.of("10.77.0.1").peer(literal);
        assertThat(peer.withBroadcast().broadcast().map(Object::toString)).isEqualTo(Optional.ofNullable(broadcast));
    }

    @Test
    void mixedFamiliesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.of("10.0.0.1/24").broadcast("2001:db8::1"))
                .withMessage("2001:db8::1 is no IPv4 address, as 10.0.0.1 is");
        assertThat(Address.of("::ffff:10.0.0.1/128").family()).isEqualTo(IpFamily.IPV6);
    }

    @Test
    void flagsOfTheKernelAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.of("10.0.0.1/24").flag(AddressFlag.TENTATIVE, true))
                .withMessage("only the kernel sets the flag tentative of an address");
        assertThat(Address.of("::2/128").flag(AddressFlag.NODAD, true).flags()).containsExactly(AddressFlag.NODAD);
        assertThat(Address.of("::2/128")
                        .flag(AddressFlag.NODAD, true)
                        .flag(AddressFlag.NODAD, false)
                        .flags())
                .isEmpty();
    }

    @Test
    void lifetimesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressLifetime.of(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("an address cannot be preferred longer than it is valid, as PT2S is longer than PT1S");
        assertThatIllegalArgumentException().isThrownBy(() -> AddressLifetime.of(Duration.ZERO, Duration.ofMillis(10)));
        assertThat(AddressLifetime.FOREVER).hasToString("valid_lft forever preferred_lft forever");
    }

    @Test
    void aTruncatedHeaderIsMalformed() {
        assertThatThrownBy(() -> Address.DESCRIPTOR.decode(new byte[7]))
                .isInstanceOf(NetlinkException.Malformed.class)
                .hasMessage("address of 7 bytes: its header takes 8");
        assertThatThrownBy(() -> Address.DESCRIPTOR.decode(new byte[8]).address())
                .isInstanceOf(NetlinkException.Malformed.class);
    }
}
