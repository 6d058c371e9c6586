package io.netlink4j.examples.sockets;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.diag.InetSocket;
import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A raw socket of IP.
 *
 * @param protocol the number of the IP protocol, which is in the place of the port
 * @param state the number of the state
 */
record RawSocket(
        IpFamily family,
        IpAddress local,
        int protocol,
        IpAddress remote,
        int state,
        long receiveQueue,
        long sendQueue,
        long inode) {
    private static final int HEX = 16;
    private static final int WORD_DIGITS = 8;

    /** The raw sockets of a namespace, also from a kernel without the module {@code raw_diag}, which describes them in files alone. */
    static List<RawSocket> list(NetworkNamespace namespace) {
        try (SockDiag sockets = SockDiag.open(namespace)) {
            return sockets.raw().list().stream().map(RawSocket::of).toList();
        } catch (NetlinkException.NotSupported noModule) {
            return namespace.call(() ->
                    Arrays.stream(IpFamily.values()).flatMap(RawSocket::read).toList());
        }
    }

    private static RawSocket of(InetSocket socket) {
        return new RawSocket(
                socket.family(),
                socket.localAddress(),
                socket.localPort(),
                socket.remoteAddress(),
                socket.state().number(),
                socket.receiveQueue(),
                socket.sendQueue(),
                socket.inode());
    }

    private static Stream<RawSocket> read(IpFamily family) {
        Path file = Path.of("/proc/thread-self/net", family == IpFamily.IPV6 ? "raw6" : "raw");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().skip(1).map(line -> of(family, line))
                    : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of a file: addresses in words of the machine's byte order, all numbers but the inode in hexadecimal. */
    private static RawSocket of(IpFamily family, String line) {
        String[] words = line.strip().split("[\\s:]+", -1);
        return new RawSocket(
                family,
                address(words[1]),
                Integer.parseInt(words[2], HEX),
                address(words[3]),
                Integer.parseInt(words[5], HEX),
                Long.parseLong(words[7], HEX),
                Long.parseLong(words[6], HEX),
                Long.parseLong(words[13]));
    }

    private static IpAddress address(String digits) {
        ByteBuffer bytes = ByteBuffer.allocate(digits.length() / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < digits.length(); at += WORD_DIGITS) {
            bytes.putInt(Integer.parseUnsignedInt(digits.substring(at, at + WORD_DIGITS), HEX));
        }
        return IpAddress.of(bytes.array());
    }
}
