package io.netlink4j.rtnl.address;

import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as objects of this package. */
class AddressFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        List<Address> examples = List.of(
                Address.of("10.0.0.1/24")
                        .withBroadcast()
                        .label("d0:one")
                        .metric(7)
                        .protocol(9)
                        .flag(AddressFlag.NOPREFIXROUTE, true)
                        .lifetime(Duration.ofSeconds(5), Duration.ofSeconds(9)),
                Address.of("fd00::1").peer("fd00::2/64"));
        ObjectFuzz.check(
                Address.DESCRIPTOR,
                examples,
                address -> ObjectFuzz.answered(
                        () -> AddressFilter.all().label("*").in("10.0.0.0/8").accepts(Address.any(), address, false)));
    }
}
