package io.netlink4j.core.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Leaks;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One thread, one selector, sockets of many namespaces. Isolated, since it counts the JVM's descriptors. */
@KernelTest
@NeedsCommand("ip")
@Isolated
final class ManySocketsIT {
    private static final int ROOMS = 50;
    private static final int CLIENTS = 20;
    private static final int ANY_PORT = 0;

    @Test
    void aThousandConnectionsInFiftyNamespacesServedByOneThread(Namespaces namespaces) throws IOException {
        List<NetworkNamespace> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(namespaces.withLoopback());
        }
        Leaks before = Leaks.snapshot();
        try (Crowd crowd = new Crowd()) {
            for (NetworkNamespace room : rooms) {
                crowd.enter(room);
            }
            assertThat(crowd.echoes()).isEqualTo(ROOMS * CLIENTS);
        }
        before.assertNone();
    }

    /** Servers that echo a byte, and clients that each expect the number of their room. */
    private static final class Crowd implements AutoCloseable {
        private final Selector selector = Selector.open();
        private int waiting;
        private int echoes;

        Crowd() throws IOException {}

        void enter(NetworkNamespace room) throws IOException {
            ServerSocketChannel server = room.sockets().listen("127.0.0.1", ANY_PORT);
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            for (int i = 0; i < CLIENTS; i++) {
                SocketChannel client = room.sockets().openSocketChannel();
                client.configureBlocking(false);
                boolean connected = client.connect(server.getLocalAddress());
                client.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, (byte)
                        (room.id().hashCode() + i));
                waiting++;
            }
        }

        int echoes() throws IOException {
            while (waiting > 0) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
            return echoes;
        }

        private void serve(SelectionKey key) throws IOException {
            if (key.isAcceptable()) {
                SocketChannel peer = ((ServerSocketChannel) key.channel()).accept();
                peer.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                return;
            }
            SocketChannel channel = (SocketChannel) key.channel();
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) key.attachment()}));
                key.interestOps(SelectionKey.OP_READ);
            } else {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one);
                if (key.attachment() == null) {
                    channel.write(one.flip());
                } else {
                    assertThat(one.get(0)).isEqualTo((byte) key.attachment());
                    echoes++;
                    waiting--;
                }
                key.interestOps(0);
            }
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
