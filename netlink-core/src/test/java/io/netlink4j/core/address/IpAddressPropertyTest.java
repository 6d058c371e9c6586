package io.netlink4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Addresses.class)
@Domain(DomainContext.Global.class)
final class IpAddressPropertyTest {

    @Property
    void textAndBytesLeadBack(@ForAll IpAddress address) {
        assertThat(IpAddress.of(address.toString())).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(IpAddress.of(address.toByteArray())).isEqualTo(address);
        assertThat(IpAddress.from(address.toInetAddress())).isEqualTo(address);
    }

    @Property
    void theJdkReadsOurTextAsOurBytes(@ForAll IpAddress address) {
        assertThat(InetAddress.ofLiteral(address.toString())).isEqualTo(asTheJdkReadsIt(address));
    }

    @Property
    void weReadTheTextOfTheJdk(@ForAll IpAddress address) {
        String text = address.toInetAddress().getHostAddress();
        assertThat(IpAddress.of(text)).isEqualTo(address);
        assertThat(IpAddress.of(text.toUpperCase(Locale.ROOT))).isEqualTo(address);
    }

    @Property
    void ourTextIsNeverLongerThanTheJdks(@ForAll Ipv6Address address) {
        Assume.that(address.mappedIpv4().isEmpty());
        assertThat(address.toString())
                .hasSizeLessThanOrEqualTo(
                        address.toInetAddress().getHostAddress().length())
                .isLowerCase()
                .doesNotMatch("(^|.*:)0[0-9a-f].*");
    }

    @Property
    void theOrderIsThatOfTheUnsignedBytes(@ForAll IpAddress a, @ForAll IpAddress b) {
        int expected = a.family() == b.family()
                ? Arrays.compareUnsigned(a.toByteArray(), b.toByteArray())
                : a.family().compareTo(b.family());
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(expected));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    }

    @Property
    void stepsAreAdditionOrARefusal(@ForAll IpAddress address, @ForAll long steps) {
        BigInteger sum = Addresses.number(address).add(BigInteger.valueOf(steps));
        if (sum.signum() < 0 || sum.bitLength() > address.family().bits()) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> address.plus(steps));
        } else {
            assertThat(Addresses.number(address.plus(steps))).isEqualTo(sum);
        }
    }

    @Property
    void thePredicatesAreThoseOfTheJdk(@ForAll IpAddress address) throws UnknownHostException {
        InetAddress jdk = address.toInetAddress();
        assertThat(address.isUnspecified()).isEqualTo(jdk.isAnyLocalAddress());
        assertThat(address.isLoopback()).isEqualTo(jdk.isLoopbackAddress());
        assertThat(address.isMulticast()).isEqualTo(jdk.isMulticastAddress());
        assertThat(address.isLinkLocal()).isEqualTo(jdk.isLinkLocalAddress());
    }

    @Property
    void anyTextIsAnAddressOrARefusal(
            @ForAll @CharRange(from = '.', to = ':') @CharRange(from = 'a', to = 'g') @StringLength(max = 40)
                    String text) {
        refusesOrAgreesWithTheJdk(text);
    }

    @Property
    void aDamagedAddressIsAnAddressOrARefusal(@ForAll IpAddress address, @ForAll int at, @ForAll char damage) {
        StringBuilder text = new StringBuilder(address.toString());
        text.setCharAt(Math.floorMod(at, text.length()), damage);
        refusesOrAgreesWithTheJdk(text.toString());
        text.insert(Math.floorMod(at, text.length()), ':');
        refusesOrAgreesWithTheJdk(text.toString());
    }

    private static void refusesOrAgreesWithTheJdk(String text) {
        IpAddress address;
        try {
            address = IpAddress.of(text);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage()).startsWith("'").contains("' is no IP address: ");
            return;
        }
        assertThat(InetAddress.ofLiteral(text)).isEqualTo(asTheJdkReadsIt(address));
        assertThat(IpAddress.of(address.toString())).isEqualTo(address);
    }

    /** The JDK reads the text of an IPv4-mapped address as an IPv4 address. */
    private static InetAddress asTheJdkReadsIt(IpAddress address) {
        return address instanceof Ipv6Address v6 && v6.mappedIpv4().isPresent()
                ? v6.mappedIpv4().get().toInetAddress()
                : address.toInetAddress();
    }
}
