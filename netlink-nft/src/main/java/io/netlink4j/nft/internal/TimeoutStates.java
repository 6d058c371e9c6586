package io.netlink4j.nft.internal;

import java.util.List;

/** The states of connections that have a timeout, by their number in the kernel less 1. Public for the packages of this module. */
public final class TimeoutStates {
    /** {@code enum ctattr_timeout_tcp}. */
    private static final List<String> TCP = List.of(
            "syn_sent",
            "syn_recv",
            "established",
            "fin_wait",
            "close_wait",
            "last_ack",
            "time_wait",
            "close",
            "syn_sent2",
            "retrans",
            "unack");

    /** {@code enum ctattr_timeout_udp}. */
    private static final List<String> UDP = List.of("unreplied", "replied");

    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;

    private TimeoutStates() {}

    /** The states of a protocol; empty for one that nft has no states of. */
    public static List<String> of(int protocol) {
        return switch (protocol) {
            case IPPROTO_TCP -> TCP;
            case IPPROTO_UDP -> UDP;
            default -> List.of();
        };
    }
}
