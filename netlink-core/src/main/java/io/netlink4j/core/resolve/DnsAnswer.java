package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import java.util.List;

/**
 * The answer of a name server to one question.
 *
 * @param kind what it means
 * @param code the response code, such as {@code NXDOMAIN}
 * @param addresses the addresses of the name, or of the name that it is an alias of
 */
record DnsAnswer(Kind kind, String code, List<IpAddress> addresses) {
    /** What an answer means. */
    enum Kind {
        /** The name exists and has these addresses of the family, if any. */
        ADDRESSES,
        /** There is no such name. */
        NO_SUCH_NAME,
        /** The server failed to find out; another may succeed. */
        SERVER_FAILURE,
        /** The server did not understand the question; without EDNS it may. */
        FORMAT_ERROR,
        /** The server refuses, or knows nothing and does not ask others; another may know. */
        REFUSAL
    }
}
