package io.netlink4j.rtnl.nsid;

import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as objects of this package. */
class NsidFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        ObjectFuzz.check(
                Nsid.DESCRIPTOR, List.of(Nsid.any().with(Nsid.NSID, 7).with(Nsid.CURRENT_NSID, 9)), nsid -> {});
    }
}
