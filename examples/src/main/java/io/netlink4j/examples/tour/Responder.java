package io.netlink4j.examples.tour;

import io.netlink4j.core.address.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A server in a node. It answers each client, by TCP or UDP, with the address from which the call seems to come. */
final class Responder implements AutoCloseable {
    /** Where it is reached. */
    static final int PORT = 7000;

    private final ServerSocketChannel streams;
    private final DatagramChannel datagrams;
    private final Thread streamThread;
    private final Thread datagramThread;

    private Responder(Node node, ServerSocketChannel streams, DatagramChannel datagrams) {
        this.streams = streams;
        this.datagrams = datagrams;
        // Threads outside: a socket knows its namespace, whoever uses it.
        this.streamThread = thread("tcp in " + node, this::answerStreams);
        this.datagramThread = thread("udp in " + node, this::answerDatagrams);
    }

    /** Answers on an address of the node. */
    static Responder in(Node node, String address) throws IOException {
        ServerSocketChannel streams = node.sockets().listen(address, PORT);
        try {
            return new Responder(node, streams, node.sockets().bind(address, PORT));
        } catch (IOException | RuntimeException e) {
            streams.close();
            throw e;
        }
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name("tour " + name).start(work);
    }

    private void answerStreams() {
        while (streams.isOpen()) {
            try (SocketChannel caller = streams.accept()) {
                caller.write(answerTo(caller.getRemoteAddress()));
            } catch (IOException e) {
                // Closed, or a caller who did not wait.
            }
        }
    }

    private void answerDatagrams() {
        ByteBuffer question = ByteBuffer.allocate(64);
        while (datagrams.isOpen()) {
            try {
                SocketAddress caller = datagrams.receive(question.clear());
                datagrams.send(answerTo(caller), caller);
            } catch (IOException e) {
                // Closed, or there is no way back to the caller.
            }
        }
    }

    private static ByteBuffer answerTo(SocketAddress caller) {
        IpAddress address = IpAddress.from(((InetSocketAddress) caller).getAddress());
        return ByteBuffer.wrap(("hello " + address).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            streams.close();
            datagrams.close();
            streamThread.join();
            datagramThread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
