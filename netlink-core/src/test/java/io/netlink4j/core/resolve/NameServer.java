package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A name server on one address in a namespace. It replies as a test says, rightly or wrongly, and records the
 * questions.
 */
final class NameServer implements AutoCloseable {
    static final int PORT = 53;
    static final int NO_ERROR = 0;
    static final int FORMAT_ERROR = 1;
    static final int SERVER_FAILURE = 2;
    static final int NAME_ERROR = 3;
    static final int REFUSED = 5;

    private static final int HEADER = 12;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Channel> channels = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();
    private final Behaviour behaviour;

    /** The replies of the server. */
    @FunctionalInterface
    interface Behaviour {
        /** The messages to send back. Without any, a TCP connection is closed. */
        List<byte[]> answer(Query query);
    }

    /** A server on UDP and TCP. The namespace's loopback link must be up. */
    NameServer(NetworkNamespace namespace, String address, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        DatagramChannel udp = namespace.sockets().bind(address, PORT);
        channels.add(udp);
        ServerSocketChannel tcp = namespace.sockets().listen(address, PORT);
        channels.add(tcp);
        start(() -> serve(udp));
        start(() -> serve(tcp));
    }

    /** The questions since the last call, such as {@code web.example A}, in order. */
    List<String> asked() {
        synchronized (asked) {
            List<String> taken = List.copyOf(asked);
            asked.clear();
            return taken;
        }
    }

    private void serve(DatagramChannel udp) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(65535);
        while (true) {
            SocketAddress from = udp.receive(buffer.clear());
            Query query = new Query(Arrays.copyOf(buffer.array(), buffer.position()), from, false);
            asked.add(query.toString());
            for (byte[] answer : behaviour.answer(query)) {
                udp.send(ByteBuffer.wrap(answer), from);
            }
        }
    }

    private void serve(ServerSocketChannel tcp) throws IOException {
        while (true) {
            try (SocketChannel channel = tcp.accept()) {
                channels.add(channel);
                ByteBuffer length = read(channel, 2);
                Query query =
                        new Query(read(channel, length.getShort() & 0xffff).array(), channel.getRemoteAddress(), true);
                asked.add(query.toString());
                List<byte[]> answers = behaviour.answer(query);
                for (byte[] answer : answers) {
                    channel.write(ByteBuffer.wrap(answer));
                }
                if (!answers.isEmpty()) {
                    channel.read(ByteBuffer.allocate(1)); // until the other side closes
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                // The other side went away, which is its right.
            }
        }
    }

    private static ByteBuffer read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("closed");
            }
        }
        return buffer.flip();
    }

    private void start(Work work) {
        threads.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (ClosedChannelException e) {
                // the end
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Channel channel : List.copyOf(channels)) {
            channel.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /**
     * A question.
     *
     * @param bytes the message, without a length over TCP, too
     * @param from who asks
     */
    record Query(byte[] bytes, SocketAddress from, boolean tcp) {
        /** The name without the root's dot. */
        String name() {
            StringBuilder name = new StringBuilder();
            for (int at = HEADER; bytes[at] != 0; at += 1 + bytes[at]) {
                name.append(name.isEmpty() ? "" : ".")
                        .append(new String(bytes, at + 1, bytes[at], StandardCharsets.ISO_8859_1));
            }
            return name.toString();
        }

        boolean isIpv4() {
            return ByteBuffer.wrap(bytes).getShort(end() - 4) == 1;
        }

        boolean hasEdns() {
            return bytes[11] == 1;
        }

        /** Where the question ends. */
        int end() {
            return HEADER + name().length() + 2 + 4;
        }

        /** An answer with that code. */
        byte[] code(int code) {
            return answer(0x8180 | code, List.of());
        }

        /** An answer with those of the addresses that are of the family. */
        byte[] addresses(String... addresses) {
            return answer(
                    0x8180,
                    Arrays.stream(addresses)
                            .map(IpAddress::of)
                            .map(IpAddress::toByteArray)
                            .filter(address -> (address.length == 4) == isIpv4())
                            .toList());
        }

        /** An answer that says that there is more. */
        byte[] truncated() {
            return answer(0x8380, List.of());
        }

        /** The question with other flags and records. */
        byte[] answer(int flags, List<byte[]> addresses) {
            ByteBuffer answer = ByteBuffer.allocate(end() + addresses.size() * 28);
            answer.put(bytes, 0, end());
            answer.putShort(2, (short) flags)
                    .putShort(6, (short) addresses.size())
                    .putShort(10, (short) 0);
            for (byte[] address : addresses) {
                answer.putShort((short) (0xc000 | HEADER)).putShort((short) (address.length == 4 ? 1 : 28));
                answer.putShort((short) 1)
                        .putInt(1)
                        .putShort((short) address.length)
                        .put(address);
            }
            return framed(Arrays.copyOf(answer.array(), answer.position()));
        }

        /** The message as the transport carries it. */
        byte[] framed(byte[] message) {
            if (!tcp) {
                return message;
            }
            return ByteBuffer.allocate(2 + message.length)
                    .putShort((short) message.length)
                    .put(message)
                    .array();
        }

        @Override
        public String toString() {
            return name() + (isIpv4() ? " A" : " AAAA") + (hasEdns() ? " edns" : "") + (tcp ? " tcp" : "");
        }
    }
}
