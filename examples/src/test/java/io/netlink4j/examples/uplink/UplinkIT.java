package io.netlink4j.examples.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.Readme;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's example is the one that is compiled, and does what it says. */
@KernelTest
class UplinkIT {
    @Test
    void theHostReachesTheServerInTheNamespace(NetworkNamespace host, Namespaces namespaces) throws IOException {
        String red = namespaces.newName();
        try (ServerSocketChannel server = host.call(() -> Uplink.build(red));
                SocketChannel client = host.sockets().connect("192.168.15.1", 80);
                SocketChannel served = server.accept()) {
            served.write(ByteBuffer.wrap("welcome".getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(7);
            while (answer.hasRemaining() && client.read(answer) >= 0) {
                // the answer may come in pieces
            }
            assertThat(new String(answer.array(), StandardCharsets.UTF_8)).isEqualTo("welcome");
        }
    }

    @Test
    void theReadmeShowsThisCode() throws IOException {
        String example = Readme.example("uplink/Uplink.java")
                .replace("NetworkNamespace.create(name)", "NetworkNamespace.create(\"red\")")
                .lines()
                .filter(line -> !line.contains("return web;"))
                .collect(Collectors.joining("\n"));
        Readme.assertShows(example);
    }
}
