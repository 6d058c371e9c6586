package io.netlink4j.examples.tour;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls from one node to an address. The result in words is the answer, or why there was none.
 *
 * @param node where the call comes from
 * @param patience how long to wait for an answer
 */
record Caller(Node node, Duration patience) {
    static final String REFUSED = "refused";
    static final String NO_ANSWER = "no answer";
    static final String NETWORK_UNREACHABLE = "network unreachable";

    /** One that waits for an answer which should come at once, even if the machine is busy. */
    static Caller in(Node node) {
        return new Caller(node, Duration.ofSeconds(5));
    }

    /** One that expects no answer, and so does not wait for long. */
    Caller hasty() {
        return new Caller(node, Duration.ofMillis(300));
    }

    /** Asks the {@link Responder} by TCP. */
    String tcp(String address) throws IOException {
        return tcp(address, Responder.PORT, "");
    }

    /** Asks the {@link Responder} by UDP. */
    String udp(String address) throws IOException {
        try (DatagramChannel channel = node.sockets().openDatagramChannel()) {
            channel.connect(socketAddress(address, Responder.PORT));
            channel.socket().setSoTimeout(milliseconds());
            channel.socket().send(new DatagramPacket(new byte[] {'?'}, 1));
            DatagramPacket answer = new DatagramPacket(new byte[64], 64);
            channel.socket().receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException | SocketException e) {
            return inWords(address, e);
        }
    }

    /** Gets the page of a web server, and answers its status and its text. */
    String web(String address) throws IOException {
        String page = tcp(address, 80, "GET / HTTP/1.1\r\nHost: " + address + "\r\nConnection: close\r\n\r\n");
        String[] parts = page.split("\r\n\r\n", 2);
        return parts.length == 2 ? parts[0].split(" ", 3)[1] + " " + parts[1] : page;
    }

    private String tcp(String address, int port, String question) throws IOException {
        try (SocketChannel channel = node.sockets().openSocketChannel()) {
            channel.socket().connect(socketAddress(address, port), milliseconds());
            channel.socket().setSoTimeout(milliseconds());
            channel.socket().getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
            return new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException | SocketException e) {
            return inWords(address, e);
        }
    }

    private String inWords(String address, IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> NO_ANSWER;
            case ConnectException _, PortUnreachableException _ -> REFUSED;
            default -> hasNoRoute(address) ? NETWORK_UNREACHABLE : e.toString();
        };
    }

    /** The JDK has a type for most errors but not for this one, and its text depends on the user's language. */
    private boolean hasNoRoute(String address) {
        try {
            node.routes().lookup(address);
            return false;
        } catch (NetlinkException.Unreachable e) {
            return true;
        }
    }

    private int milliseconds() {
        return Math.toIntExact(patience.toMillis());
    }

    private static InetSocketAddress socketAddress(String address, int port) {
        return new InetSocketAddress(IpAddress.of(address).toInetAddress(), port);
    }
}
