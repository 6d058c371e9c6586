package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** One name server, asked through sockets that live in a namespace; any thread may ask, and be interrupted. */
record DnsServer(NamespaceSockets sockets, InetAddress address) {
    private static final int PORT = 53;
    private static final int DATAGRAM_MAX = 65535;

    /**
     * Asks by UDP, and again by TCP if the answer did not fit.
     *
     * @throws IOException if there was no answer, with the reason
     */
    DnsMessage ask(byte[] question, Duration timeout) throws IOException, InterruptedException {
        try {
            DnsMessage answer = DnsMessage.read(askByUdp(question, timeout), question);
            return answer.truncated() ? DnsMessage.read(askByTcp(question, timeout), question) : answer;
        } catch (NetlinkException.Malformed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private ByteBuffer askByUdp(byte[] question, Duration timeout) throws IOException, InterruptedException {
        try (DatagramChannel channel = openDatagramChannel();
                Deadline deadline = new Deadline(timeout)) {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(address, PORT));
            SelectionKey key = channel.register(deadline.selector, SelectionKey.OP_READ);
            channel.write(ByteBuffer.wrap(question));
            ByteBuffer answer = ByteBuffer.allocate(DATAGRAM_MAX);
            while (true) {
                deadline.await(key, SelectionKey.OP_READ);
                if (channel.read(answer.clear()) > 0 && DnsMessage.answers(answer.flip(), question)) {
                    return answer;
                }
            }
        }
    }

    private ByteBuffer askByTcp(byte[] question, Duration timeout) throws IOException, InterruptedException {
        try (SocketChannel channel = sockets.openSocketChannel();
                Deadline deadline = new Deadline(timeout)) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(deadline.selector, 0);
            boolean connected = channel.connect(new InetSocketAddress(address, PORT));
            while (!connected) {
                deadline.await(key, SelectionKey.OP_CONNECT);
                connected = channel.finishConnect();
            }
            ByteBuffer sent = ByteBuffer.allocate(2 + question.length)
                    .putShort((short) question.length)
                    .put(question)
                    .flip();
            while (sent.hasRemaining()) {
                deadline.await(key, SelectionKey.OP_WRITE);
                channel.write(sent);
            }
            ByteBuffer length = fill(channel, deadline, key, 2);
            ByteBuffer answer = fill(channel, deadline, key, length.getShort() & 0xffff);
            if (!DnsMessage.answers(answer, question)) {
                throw new IOException("it answered another question");
            }
            return answer;
        }
    }

    private static ByteBuffer fill(SocketChannel channel, Deadline deadline, SelectionKey key, int length)
            throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            deadline.await(key, SelectionKey.OP_READ);
            if (channel.read(buffer) < 0) {
                throw new EOFException("it closed the connection");
            }
        }
        return buffer.flip();
    }

    private DatagramChannel openDatagramChannel() throws IOException {
        if (address.getAddress().length == 4) {
            return sockets.openDatagramChannel(StandardProtocolFamily.INET);
        }
        try {
            return sockets.openDatagramChannel(StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this JVM has no IPv6", e);
        }
    }

    /** Waits on one channel, in all no longer than this. */
    private static final class Deadline implements AutoCloseable {
        final Selector selector = Selector.open();
        private final Duration timeout;
        private final long end;

        Deadline(Duration timeout) throws IOException {
            this.timeout = timeout;
            this.end = System.nanoTime() + timeout.toNanos();
        }

        void await(SelectionKey key, int operation) throws IOException, InterruptedException {
            key.interestOps(operation);
            do {
                long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (millis <= 0) {
                    throw new SocketTimeoutException("no answer in " + timeout.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
                selector.select(millis);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            } while (selector.selectedKeys().isEmpty());
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }
}
