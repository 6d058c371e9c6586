package io.netlink4j.core;

import io.netlink4j.core.error.NetlinkException;

/** Runs in a process without capabilities. */
public final class RequestWithoutRights {
    private RequestWithoutRights() {}

    /** Prints what everybody may read, and the refusal of what only some may do. */
    public static void main(String[] arguments) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL)) {
            System.out.println(socket.get(RouteMessages.get("lo"), RouteMessages.NAMES));
            socket.execute(RouteMessages.addBridge("bridge"));
        } catch (NetlinkException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
