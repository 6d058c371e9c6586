package io.netlink4j.core.diag;

import io.netlink4j.core.object.MulticastGroup;

/** The multicast groups of {@code NETLINK_SOCK_DIAG} ({@code SKNLGRP_*} of {@code linux/sock_diag.h}). There is none for new sockets. */
public enum SockDiagGroup implements MulticastGroup {
    /** An IPv4 TCP socket is gone. */
    INET_TCP_DESTROY(1),
    /** An IPv4 UDP socket is gone. */
    INET_UDP_DESTROY(2),
    /** An IPv6 TCP socket is gone. */
    INET6_TCP_DESTROY(3),
    /** An IPv6 UDP socket is gone. */
    INET6_UDP_DESTROY(4);

    private final int number;

    SockDiagGroup(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    /** The kernel's name: {@code SKNLGRP_INET_TCP_DESTROY}. */
    @Override
    public String toString() {
        return "SKNLGRP_" + name();
    }
}
