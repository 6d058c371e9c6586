package io.netlink4j.core.resolve;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files and sockets of the namespace in which a name is looked up. {@code toString()} names the namespace in
 * messages.
 */
interface LookupContext {
    /** The file that a program inside finds as {@code /etc/FILE}. */
    Path etc(String file);

    /** The index of the link with that name inside. */
    Optional<Integer> ifindex(String link);

    /**
     * A UDP channel inside, neither bound nor connected.
     *
     * @throws UnsupportedOperationException if this JVM does not support the family
     */
    DatagramChannel openDatagramChannel(StandardProtocolFamily family) throws IOException;

    /** A TCP channel inside, neither bound nor connected. */
    SocketChannel openSocketChannel() throws IOException;
}
