package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import java.util.List;

/**
 * The reply of a name server to one question.
 *
 * @param kind the meaning of the reply
 * @param code the response code, such as {@code NXDOMAIN}
 * @param addresses the addresses of the name, or of its canonical name if it is an alias
 */
record DnsAnswer(Kind kind, String code, List<IpAddress> addresses) {
    /** The meaning of a reply. */
    enum Kind {
        /** The name exists and has these addresses of the family, if any. */
        ADDRESSES,
        /** There is no such name. */
        NO_SUCH_NAME,
        /** The server failed. Another may succeed. */
        SERVER_FAILURE,
        /** The server did not understand the question. It may understand it without EDNS. */
        FORMAT_ERROR,
        /** The server refuses, or does not know and does not ask others. Another server may know. */
        REFUSAL
    }
}
