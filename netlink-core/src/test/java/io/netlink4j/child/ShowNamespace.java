package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;

/** Asks for something native twice: after a failed initialiser the second error would be another one. */
public final class ShowNamespace {
    private ShowNamespace() {}

    /** Prints the namespace of this thread, or why that is impossible. */
    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                System.out.println(here);
            } catch (NetlinkException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
