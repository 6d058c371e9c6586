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
 * Keeps the JDK's internal sockets out of foreign namespaces. With its first channel, a JVM opens a pair of unix
 * sockets and never closes it. Opened inside a namespace, the pair would keep that namespace alive for ever.
 *
 * <p>The JDK opens it in static initializers, together with libraries and with sockets that test for IPv6. If these
 * fail because there are no file descriptors left, all channels of the JVM are broken for its life. So this class makes
 * sure that there are enough first.
 */
public final class SharedSockets {
    // Half of them are for what other threads open meanwhile.
    private static final int DESCRIPTORS = 12;

    // The JDK has at most one poller for each processor and direction; each opens an epoll instance and an eventfd.
    private static final int POLLERS = 4 * Math.min(Runtime.getRuntime().availableProcessors(), 32) + 4;

    private static volatile boolean open;
    private static volatile boolean pollersOpen;

    private SharedSockets() {}

    /**
     * Opens the JDK's internal sockets at home, if that was not done yet. Call it before a channel is opened elsewhere.
     *
     * @param operation what the caller does, to be read after "cannot"
     */
    public static void keepHome(String operation) {
        if (open) {
            return;
        }
        FreeDescriptors.require(DESCRIPTORS, operation);
        try {
            NamespaceTasks.<Boolean, IOException>atHome(() -> {
                try (SocketChannel first = SocketChannel.open()) {
                    // Socket options are in another library, which is loaded with this.
                    return first.supportedOptions().isEmpty();
                }
            });
            open = true;
        } catch (NetlinkException.Interrupted | NetlinkException.TimedOut e) {
            throw e;
        } catch (IOException | NetlinkException e) {
            // A caller without the privilege for this lacks it for the next step, too, which reports it.
        }
    }

    /**
     * Opens the JDK's pollers, if that was not done yet. They break in the same way as its internal sockets. Call it
     * before a virtual thread waits for a channel.
     *
     * @param operation what the caller does, to be read after "cannot"
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
