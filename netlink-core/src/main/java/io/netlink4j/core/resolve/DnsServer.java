package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One name server, which is asked through sockets in a namespace. Any thread may ask; a virtual thread releases its
 * carrier while it waits. Every failure is an {@link IOException}: {@link SocketTimeoutException} if there is no reply
 * in time, and any if the thread is interrupted, which stays interrupted.
 *
 * @param patience how long to wait for a reply over UDP, and again over TCP
 */
record DnsServer(LookupContext place, InetAddress address, Duration patience) {
    private static final int PORT = 53;
    private static final int MESSAGE_MAX = 65535;
    private static final String NO_IPV6 = "this JVM has no IPv6";

    /** The most datagrams that match no question. More are an attack or a broken server. */
    private static final int MAX_STRAYS = 100;

    /** Receives answers as they come. */
    @FunctionalInterface
    interface Listener {
        void answered(DnsQuery query, byte[] answer);
    }

    /**
     * The server of a {@code nameserver} line.
     *
     * @param nameserver a literal; the scope of an IPv6 address is the name or the index of a link
     * @throws IOException if it is no address, or there is no such link
     */
    static DnsServer of(LookupContext place, String nameserver, Duration patience) throws IOException {
        int percent = nameserver.indexOf('%');
        InetAddress address;
        try {
            address = IpAddress.of(percent < 0 ? nameserver : nameserver.substring(0, percent))
                    .toInetAddress();
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no address", e);
        }
        if (percent >= 0) {
            int scope = scope(place, nameserver.substring(percent + 1));
            address = Inet6Address.getByAddress(null, address.getAddress(), scope);
        }
        return new DnsServer(place, address, patience);
    }

    private static int scope(LookupContext place, String scope) throws IOException {
        if (scope.matches("\\d{1,9}")) {
            return Integer.parseInt(scope);
        }
        return place.ifindex(scope).orElseThrow(() -> new IOException("there is no link " + scope));
    }

    /**
     * Asks all questions at once over UDP, and again over TCP those whose reply was truncated.
     *
     * @throws IOException if one of them was not answered, with the reason
     */
    void askByUdp(List<DnsQuery> queries, Deadline deadline, Listener listener) throws IOException {
        List<DnsQuery> truncated = new ArrayList<>();
        try {
            exchange(queries, deadline.orIn(patience), (query, answer) -> {
                if (DnsQuery.isTruncated(answer)) {
                    truncated.add(query);
                } else {
                    listener.answered(query, answer);
                }
            });
        } finally {
            askByTcp(truncated, deadline, listener);
        }
    }

    /**
     * Asks one question after the other over TCP, each on its own connection, since some servers close a connection
     * after one reply.
     *
     * @throws IOException if one of them was not answered, with the reason
     */
    void askByTcp(List<DnsQuery> queries, Deadline deadline, Listener listener) throws IOException {
        for (DnsQuery query : queries) {
            listener.answered(query, exchange(query, deadline.orIn(patience)));
        }
    }

    private void exchange(List<DnsQuery> queries, Deadline deadline, Listener listener) throws IOException {
        List<DnsQuery> open = new ArrayList<>(queries);
        try (DatagramChannel channel = openDatagramChannel()) {
            // From now on the kernel drops datagrams from any other address or port.
            channel.connect(new InetSocketAddress(address, PORT));
            for (DnsQuery query : queries) {
                channel.write(ByteBuffer.wrap(query.wire()));
            }
            DatagramPacket packet = new DatagramPacket(new byte[MESSAGE_MAX], MESSAGE_MAX);
            int strays = 0;
            while (!open.isEmpty()) {
                byte[] answer = receive(channel.socket(), packet, deadline);
                Optional<DnsQuery> answered = open.stream()
                        .filter(query -> query.isAnsweredBy(answer))
                        .findFirst();
                if (answered.isPresent()) {
                    open.remove(answered.get());
                    listener.answered(answered.get(), answer);
                } else if (++strays > MAX_STRAYS) {
                    throw new IOException("it sent " + strays + " datagrams that answer nothing");
                }
            }
        }
    }

    private static byte[] receive(DatagramSocket socket, DatagramPacket packet, Deadline deadline) throws IOException {
        socket.setSoTimeout(left(deadline));
        packet.setLength(MESSAGE_MAX);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private byte[] exchange(DnsQuery query, Deadline deadline) throws IOException {
        try (SocketChannel channel = place.openSocketChannel()) {
            Socket socket = channel.socket();
            socket.connect(new InetSocketAddress(address, PORT), left(deadline));
            byte[] question = query.wire();
            ByteBuffer sent = ByteBuffer.allocate(Short.BYTES + question.length)
                    .putShort((short) question.length)
                    .put(question)
                    .flip();
            while (sent.hasRemaining()) {
                channel.write(sent);
            }
            int length = ByteBuffer.wrap(read(socket, Short.BYTES, deadline)).getShort() & 0xffff;
            byte[] answer = read(socket, length, deadline);
            if (!query.isAnsweredBy(answer)) {
                throw new IOException("it answered another question");
            }
            return answer;
        } catch (SocketException e) {
            throw e.getCause() instanceof UnsupportedAddressTypeException ? new IOException(NO_IPV6, e) : e;
        }
    }

    private static byte[] read(Socket socket, int length, Deadline deadline) throws IOException {
        InputStream stream = socket.getInputStream();
        byte[] bytes = new byte[length];
        for (int got = 0; got < length; ) {
            socket.setSoTimeout(left(deadline));
            int count = stream.read(bytes, got, length - got);
            if (count < 0) {
                throw new EOFException("it closed the connection");
            }
            got += count;
        }
        return bytes;
    }

    private DatagramChannel openDatagramChannel() throws IOException {
        boolean v4 = address.getAddress().length == 4;
        try {
            return place.openDatagramChannel(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException e) {
            throw new IOException(NO_IPV6, e);
        }
    }

    /** The remaining milliseconds, never 0, which would mean no timeout. */
    private static int left(Deadline deadline) throws SocketTimeoutException {
        int millis = deadline.millis();
        if (millis == 0) {
            throw new SocketTimeoutException();
        }
        return millis;
    }
}
