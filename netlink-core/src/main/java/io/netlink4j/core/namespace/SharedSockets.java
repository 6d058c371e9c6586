package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.NamespaceThread;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Keeps the JDK's own sockets out of foreign namespaces: with the first channel of a JVM comes a pair of unix sockets by which
 * it closes others, open for ever, and would keep alive for ever the namespace in which it was opened.
 */
final class SharedSockets {
    private static volatile boolean open;

    private SharedSockets() {}

    /** Has them opened at home, before anything opens a channel elsewhere. */
    static void keepHome() {
        if (open) {
            return;
        }
        try {
            NamespaceThread.<Boolean, IOException>atHome(() -> {
                SocketChannel.open().close();
                return true;
            });
            open = true;
        } catch (IOException | NetlinkException e) {
            // Whoever lacks a right or a descriptor for this lacks it for what comes next, and is told then.
        }
    }
}
