package io.netlink4j.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Addresses.class)
@Domain(DomainContext.Global.class)
final class IpPrefixPropertyTest {

    @Property
    void textLeadsBack(@ForAll IpPrefix prefix) {
        assertThat(IpPrefix.of(prefix.toString())).isEqualTo(prefix).hasSameHashCodeAs(prefix);
        assertThat(IpInterface.of(prefix.toString()).network()).isEqualTo(prefix);
    }

    @Property
    void lastIsFirstPlusSizeMinusOne(@ForAll IpPrefix prefix) {
        assertThat(Addresses.number(prefix.last()))
                .isEqualTo(Addresses.number(prefix.first()).add(size(prefix)).subtract(BigInteger.ONE));
    }

    @Property
    void theMaskHasThatManyLeadingOnes(@ForAll IpPrefix prefix) {
        assertThat(Addresses.number(prefix.mask()))
                .isEqualTo(BigInteger.TWO.pow(prefix.family().bits()).subtract(size(prefix)));
    }

    @Property
    void containsWhatLiesBetweenFirstAndLast(@ForAll IpPrefix prefix, @ForAll IpAddress address) {
        assertThat(prefix.contains(address)).isEqualTo(between(prefix, address));
        assertThat(prefix.contains(prefix.first())).isTrue();
        assertThat(prefix.contains(prefix.last())).isTrue();
    }

    @Property
    void containsTheNetworksWhoseEndsItContains(@ForAll IpPrefix one, @ForAll IpPrefix other) {
        assertThat(one.contains(other)).isEqualTo(between(one, other.first()) && between(one, other.last()));
        assertThat(one.overlaps(other))
                .isEqualTo(other.overlaps(one))
                .isEqualTo(between(one, other.first()) || between(other, one.first()));
    }

    @Property
    void anAddressLiesInItsNetworkAndNoWider(@ForAll IpPrefix prefix, @ForAll IpAddress address) {
        int length = Math.min(prefix.prefixLength(), address.family().bits());
        IpPrefix around = IpPrefix.containing(address, length);
        assertThat(around.contains(address)).isTrue();
        assertThat(around).isEqualTo(IpInterface.of(address, length).network());
        if (!around.address().equals(address)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IpPrefix.of(address, length))
                    .withMessageEndingWith(around + " was probably meant");
        }
    }

    @Property
    void hostsAreTheAddressesInOrder(@ForAll IpPrefix prefix, @ForAll @LongRange(min = 0) long index) {
        BigInteger size = size(prefix);
        long inside = BigInteger.valueOf(index).mod(size).longValueExact();
        IpAddress host = prefix.host(inside);
        assertThat(Addresses.number(host))
                .isEqualTo(Addresses.number(prefix.address()).add(BigInteger.valueOf(inside)));
        assertThat(prefix.contains(host)).isTrue();
    }

    @Property
    void theOrderAgreesWithEquality(@ForAll IpPrefix one, @ForAll IpPrefix other) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
        if (one.contains(other)) {
            assertThat(one).isLessThanOrEqualTo(other);
        }
    }

    private static BigInteger size(IpPrefix prefix) {
        return BigInteger.TWO.pow(prefix.family().bits() - prefix.prefixLength());
    }

    private static boolean between(IpPrefix prefix, IpAddress address) {
        BigInteger offset = Addresses.number(address).subtract(Addresses.number(prefix.address()));
        return prefix.family() == address.family() && offset.signum() >= 0 && offset.compareTo(size(prefix)) < 0;
    }
}
