package io.netlink4j.core.resolve;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The namespace in which names are looked up: its files and sockets. {@code toString()} names it in messages. */
interface LookupContext {
    /** The file that a program inside would find as {@code /etc/FILE}. */
    Path etc(String file);

    /** The index of the link of that name inside. */
    OptionalInt ifindex(String link);

    /**
     * A UDP channel that lives inside, neither bound nor connected.
     *
     * @throws UnsupportedOperationException if this JVM does not know the family
     */
    DatagramChannel openDatagramChannel(StandardProtocolFamily family) throws IOException;

    /** A TCP channel that lives inside, neither bound nor connected. */
    SocketChannel openSocketChannel() throws IOException;
}
