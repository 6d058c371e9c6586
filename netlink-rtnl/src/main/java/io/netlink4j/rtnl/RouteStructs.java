package io.netlink4j.rtnl;

import io.netlink4j.core.error.NetlinkException;

/** Checks of C structures inside attributes. */
final class RouteStructs {
    private RouteStructs() {}

    static void atLeast(int expected, int length, String struct) {
        if (length < expected) {
            throw new NetlinkException.Malformed(
                    length + " bytes are too short for " + struct + ", which takes " + expected);
        }
    }
}
