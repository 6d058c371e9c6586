package io.netlink4j.examples.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names of unix sockets that begin with NUL are the network namespace's own ({@code unix(7)}); the JDK cannot express them. */
@KernelTest
final class AbstractSocketsIT {
    private static final UnixSocketAddress NAME =
            new UnixSocketAddress("\0netlink4j-" + ProcessHandle.current().pid());

    @BeforeAll
    static void load() throws IOException {
        UnixSocketChannel.open().close(); // the native library, and what comes with it, outside of every namespace
    }

    @Test
    void oneNameIsBoundInTwoNamespacesAtOnce(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.unnamed();
        NetworkNamespace blue = namespaces.unnamed();
        try (UnixServerSocketChannel inRed = bind(red);
                UnixServerSocketChannel inBlue = bind(blue)) {
            assertThat(answer(red, inRed, (byte) 'r')).isEqualTo((byte) 'r');
            assertThat(answer(blue, inBlue, (byte) 'b')).isEqualTo((byte) 'b');
        }
    }

    @Test
    void inOneNamespaceTheNameIsTaken(NetworkNamespace red) throws IOException {
        try (UnixServerSocketChannel _ = bind(red)) {
            assertThatThrownBy(() -> bind(red).close()).hasMessageContaining("Address already in use");
        }
    }

    @Test
    void acrossNamespacesTheConnectionIsRefused(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.unnamed();
        NetworkNamespace blue = namespaces.unnamed();
        try (UnixServerSocketChannel server = bind(red)) {
            assertThatThrownBy(() -> connect(blue).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Connection refused");
            assertThatThrownBy(() -> UnixSocketChannel.open(NAME).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Connection refused");
            assertThat(answer(red, server, (byte) 'r')).isEqualTo((byte) 'r');
        }
    }

    private static UnixServerSocketChannel bind(NetworkNamespace namespace) throws IOException {
        return namespace.call(() -> {
            UnixServerSocketChannel server = UnixServerSocketChannel.open();
            try {
                server.socket().bind(NAME);
                return server;
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        });
    }

    private static UnixSocketChannel connect(NetworkNamespace namespace) throws IOException {
        return namespace.call(() -> UnixSocketChannel.open(NAME));
    }

    /** What a client in {@code namespace} reads that this server, outside, writes. */
    private static byte answer(NetworkNamespace namespace, UnixServerSocketChannel server, byte written)
            throws IOException {
        try (UnixSocketChannel client = connect(namespace);
                UnixSocketChannel accepted = server.accept()) {
            accepted.write(ByteBuffer.wrap(new byte[] {written}));
            ByteBuffer read = ByteBuffer.allocate(1);
            client.read(read);
            return read.get(0);
        }
    }
}
