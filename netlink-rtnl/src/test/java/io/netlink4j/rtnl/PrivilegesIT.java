package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.rtnl.testkit.UnprivilegedProgram;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
final class PrivilegesIT {
    @Test
    @NeedsCommand({"ip", "setpriv"})
    void readingNeedsNoCapabilityAndChangesNameTheMissingOne(Namespaces namespaces) {
        String room = namespaces.named().name().orElseThrow();
        List<String> line = new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        line.addAll(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), UnprivilegedProgram.class));
        int path = line.indexOf("-cp") + 1;
        line.set(path, line.get(path) + File.pathSeparator + Jvm.home(Rtnl.class));
        Command.runIn(room, "ip", "link", "set", "lo", "up").ok();
        List<String> said =
                Command.runIn(room, line.toArray(new String[0])).ok().lines().toList();
        assertThat(said).hasSize(7);
        assertThat(said.get(0)).isEqualTo("list: done");
        String reason =
                " in namespace (net:\\[\\d+]): that needs CAP_NET_ADMIN in the user namespace that owns namespace \\1;"
                        + " run it as root there, or with that capability"
                        + " \\(EPERM\\)";
        assertThat(said.get(1)).matches("create: NotPermitted: cannot add link 'br0'" + reason);
        assertThat(said.get(2)).matches("up: NotPermitted: cannot set link 'lo' up" + reason);
        assertThat(said.get(3)).matches("add: NotPermitted: cannot add address 127.0.0.9/8 to link 'lo'" + reason);
        String more = "; and \\d+ more were refused";
        assertThat(said.get(4))
                .matches("flush addresses: NotPermitted: cannot delete address 127.0.0.1/8 from link \\d+" + reason
                        + more);
        assertThat(said.get(5))
                .matches("flush routes: NotPermitted: cannot delete route local 127.0.0.0/8 .*" + reason + more);
        assertThat(said.get(6))
                .matches("subscribe: NotPermitted: cannot subscribe to NETLINK_ROUTE in namespace net:\\[\\d+] and in"
                        + " all namespaces with an nsid there: this takes CAP_NET_BROADCAST over the namespace"
                        + " \\(EPERM\\)");
    }
}
