package io.netlink4j.core.address;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random addresses with the runs of zeros and ones that text and arithmetic find difficult. */
final class Addresses extends DomainContextBase {

    @Provide
    Arbitrary<Ipv4Address> ipv4() {
        return Arbitraries.oneOf(
                        Arbitraries.integers(),
                        Arbitraries.of(0, 1, -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Combinators.combine(Arbitraries.integers().between(0, 31), Arbitraries.integers())
                                .as((zeros, bits) -> bits << zeros))
                .map(Ipv4Address::new);
    }

    @Provide
    Arbitrary<Ipv6Address> ipv6() {
        Arbitrary<Integer> group = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.just(0xffff)),
                Tuple.of(3, Arbitraries.integers().between(0, 0xffff)));
        Arbitrary<Ipv6Address> groups = group.list().ofSize(8).map(all -> {
            long[] halves = new long[2];
            for (int i = 0; i < 8; i++) {
                halves[i / 4] = halves[i / 4] << 16 | all.get(i);
            }
            return new Ipv6Address(halves[0], halves[1]);
        });
        return Arbitraries.frequencyOf(Tuple.of(8, groups), Tuple.of(1, ipv4().map(Ipv6Address::mapped)));
    }

    @Provide
    Arbitrary<IpAddress> any() {
        return Arbitraries.oneOf(ipv4().map(IpAddress.class::cast), ipv6().map(IpAddress.class::cast));
    }

    @Provide
    Arbitrary<IpPrefix> prefixes() {
        return any().flatMap(address -> Arbitraries.integers()
                .between(0, address.family().bits())
                .map(length -> IpPrefix.containing(address, length)));
    }

    @Provide
    Arbitrary<MacAddress> macs() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(32)
                .map(MacAddress::of);
    }

    /** The bits as a number, by the JDK's arithmetic instead of ours. */
    static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.toByteArray());
    }
}
