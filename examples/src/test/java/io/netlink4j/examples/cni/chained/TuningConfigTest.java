package io.netlink4j.examples.cni.chained;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kernel parameters may be set. */
final class TuningConfigTest {
    @Test
    void onlyAllowedParametersAreSet(@TempDir Path directory) throws IOException {
        Path allowed =
                Files.writeString(directory.resolve("allowlist.conf"), "^net\\.core\\.somaxconn$\n\n ^net.ipv4.tcp\n");
        TuningConfig some = config("\"net.core.somaxconn\":\"1\",\"net.ipv4.tcp_rmem\":\"1\"");
        assertThatCode(() -> some.requireAllowed(allowed)).doesNotThrowAnyException();
        assertThatCode(() -> some.requireAllowed(directory.resolve("none"))).doesNotThrowAnyException();
        TuningConfig other = config("\"net.core.wmem_max\":\"1\"");
        assertThatThrownBy(() -> other.requireAllowed(allowed))
                .isInstanceOf(CniException.class)
                .hasMessageContaining("Sysctl net.core.wmem_max is not allowed");
    }

    private static TuningConfig config(String parameters) {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND", "ADD", "CNI_CONTAINERID", "c1", "CNI_NETNS", "x", "CNI_IFNAME", "eth0", "CNI_PATH", "x");
        String config =
                "{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"type\":\"tuning\",\"sysctl\":{" + parameters + "}}";
        return TuningConfig.of(CniCall.of(environment, config, System.err));
    }
}
