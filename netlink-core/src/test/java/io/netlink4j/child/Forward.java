package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;

/** Switches forwarding on in its own namespace, and prints the result. */
public final class Forward {
    private Forward() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        try (NetworkNamespace here = NetworkNamespace.current()) {
            here.sysctl().ipv4Forwarding(true);
            System.out.println("done");
        } catch (NetlinkException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
