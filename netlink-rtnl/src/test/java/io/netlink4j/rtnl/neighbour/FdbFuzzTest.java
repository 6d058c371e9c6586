package io.netlink4j.rtnl.neighbour;

import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as entries of forwarding tables. */
class FdbFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        List<FdbEntry> examples = List.of(
                FdbEntry.of("02:00:00:00:00:02").link("v0").masterTable().vlan(10),
                FdbEntry.of("00:00:00:00:00:00").link("vx").remote("192.0.2.2").vni(5));
        ObjectFuzz.check(FdbEntry.DESCRIPTOR, examples, entry -> {
            ObjectFuzz.answered(entry::sent);
            ObjectFuzz.answered(entry::key);
            ObjectFuzz.answered(() -> FdbEntry.DESCRIPTOR.identity(entry));
        });
    }
}
