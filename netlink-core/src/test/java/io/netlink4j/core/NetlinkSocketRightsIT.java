package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
class NetlinkSocketRightsIT {

    @Test
    @NeedsCommand("setpriv")
    void theMissingCapabilityIsNamed() {
        List<String> line = new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        line.addAll(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), RequestWithoutRights.class));
        assertThat(Command.run(line.toArray(new String[0])).ok())
                .matches("lo\n"
                        + "NotPermitted: cannot add link 'bridge' in namespace net:\\[\\d+]: that needs"
                        + " CAP_NET_ADMIN in the user namespace that owns namespace net:\\[\\d+]; run it as root"
                        + " there, or with that capability \\(EPERM\\)\n");
    }
}
