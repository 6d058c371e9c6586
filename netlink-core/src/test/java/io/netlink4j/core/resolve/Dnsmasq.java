package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The name server {@code dnsmasq} on the loopback addresses of a namespace. */
final class Dnsmasq implements AutoCloseable {
    private final Process process;

    /** Started and ready; {@code records} are options such as {@code --host-record=web.example,192.0.2.7}. */
    Dnsmasq(NetworkNamespace namespace, String... records) throws IOException, InterruptedException {
        Process up = namespace.exec(new ProcessBuilder(path("ip"), "link", "set", "lo", "up"));
        assertThat(up.waitFor()).isZero();
        List<String> line = new ArrayList<>(List.of(
                path("dnsmasq"),
                "--no-daemon",
                "--user=root",
                "--conf-file=/dev/null",
                "--pid-file=",
                "--no-resolv",
                "--no-hosts",
                "--local=/#/"));
        line.addAll(List.of(records));
        process = namespace.exec(new ProcessBuilder(line).redirectErrorStream(true));
        BufferedReader log = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String text = log.readLine(); text == null || !text.contains("started"); text = log.readLine()) {
            if (text == null) {
                throw new AssertionError("dnsmasq ended: " + said);
            }
            said.append(text).append('\n');
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static String path(String program) {
        return Command.require(program).toString();
    }
}
