package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import java.util.List;
import java.util.Map;

/**
 * The result of asking the name servers for a full name.
 *
 * @param addresses the IPv4 addresses and then the IPv6 addresses, each in a server's order
 * @param reasons why servers sent no usable reply, by server
 */
record DnsResult(Kind kind, List<IpAddress> addresses, Map<String, String> reasons) {
    /** The kind of result. */
    enum Kind {
        FOUND,
        NO_SUCH_NAME,
        /** The name exists but has no address. */
        NO_ADDRESS,
        /** No server knew, and at least one answered SERVFAIL. */
        SERVER_FAILURE,
        /** Servers were reached, but sent no usable reply. */
        NO_ANSWER,
        /** No server could be reached. */
        UNREACHABLE
    }

    boolean isFound() {
        return kind == Kind.FOUND;
    }

    /** Whether a server answered that there is no such address. */
    boolean isDenied() {
        return kind == Kind.NO_SUCH_NAME || kind == Kind.NO_ADDRESS;
    }
}
