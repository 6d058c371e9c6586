package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

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
    void exceptionsNameTheMissingCapability(Namespaces namespaces) {
        String room = namespaces.named().name().orElseThrow();
        List<String> line = new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        line.addAll(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), WithoutPrivileges.class));
        int path = line.indexOf("-cp") + 1;
        line.set(path, line.get(path) + File.pathSeparator + Jvm.home(Nft.class));
        List<String> said =
                Command.runIn(room, line.toArray(new String[0])).ok().lines().toList();
        assertThat(said)
                .hasSize(8)
                .allMatch(answer -> answer.matches("NotPermitted: cannot .* in namespace (net:\\[\\d+]): that needs"
                        + " CAP_NET_ADMIN in the user namespace that owns namespace \\1; run it as root there, or with"
                        + " that capability \\(EPERM\\)"));
        assertThat(said.getFirst()).startsWith("NotPermitted: cannot list tables in ");
    }
}
