package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.Rtnl;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** Whether the JDK's channels can speak IPv6. */
final class JdkIpv6 {
    private static final String LOOPBACK = "lo";

    private JdkIpv6() {}

    /**
     * Has the JDK look for IPv6. It does so when it makes its first socket, and never again; where it finds no IPv6 address it does
     * without for good. So in a namespace that is as new as ours {@code lo} is up while it looks.
     */
    static boolean find() throws IOException {
        try (Rtnl here = Rtnl.open()) {
            if (here.links().get(LOOPBACK).isUp()) {
                return isThere();
            }
            here.links().up(LOOPBACK);
            try {
                return isThere();
            } finally {
                here.links().down(LOOPBACK);
            }
        }
    }

    private static boolean isThere() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            return channel.isOpen();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
