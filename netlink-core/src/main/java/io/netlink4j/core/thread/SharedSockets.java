package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FreeDescriptors;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/**
 * Keeps the JDK's own sockets out of foreign namespaces: with the first channel of a JVM comes a pair of unix sockets by which
 * it closes others, open for ever, and would keep alive for ever the namespace in which it was opened.
 *
 * <p>The JDK opens them in static initializers, together with the libraries and sockets by which it finds out about IPv6. Where
 * these fail for want of file descriptors, all channels of the JVM are broken for its life, so they do not begin without.
 */
public final class SharedSockets {
    // Half of them is room for what other threads open meanwhile.
    private static final int DESCRIPTORS = 12;

    // An epoll instance and an eventfd for each of the pollers, at most as many as processors for each direction.
    private static final int POLLERS = 4 * Math.min(Runtime.getRuntime().availableProcessors(), 32) + 4;

    private static volatile boolean open;
    private static volatile boolean pollersOpen;

    private SharedSockets() {}

    /**
     * Has them opened at home, before anything opens a channel elsewhere.
     *
     * @param operation what for, to be read after "cannot"
     */
    public static void keepHome(String operation) {
        if (open) {
            return;
        }
        FreeDescriptors.require(DESCRIPTORS, operation);
        try {
            NamespaceTasks.<Boolean, IOException>atHome(() -> {
                try (SocketChannel first = SocketChannel.open()) {
                    // They come with another library.
                    return first.supportedOptions().isEmpty();
                }
            });
            open = true;
        } catch (NetlinkException.Interrupted | NetlinkException.TimedOut e) {
            throw e;
        } catch (IOException | NetlinkException e) {
            // Whoever lacks a right for this lacks it for what comes next, and is told then.
        }
    }

    /**
     * Before the calling virtual thread waits for a channel: has the JDK open what it waits with, which breaks in the same way.
     *
     * @param operation what for, to be read after "cannot"
     */
    public static void openPollers(String operation) {
        if (pollersOpen) {
            return;
        }
        FreeDescriptors.require(POLLERS, operation);
        try (DatagramSocket silent = DatagramChannel.open().socket()) {
            silent.setSoTimeout(1);
            silent.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException e) {
            pollersOpen = true;
        } catch (IOException e) {
            // As above.
        }
    }
}
