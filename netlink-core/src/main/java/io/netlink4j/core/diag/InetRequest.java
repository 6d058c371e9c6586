package io.netlink4j.core.diag;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;

/**
 * A request about sockets with IP addresses: {@code struct inet_diag_req_v2} and {@code INET_DIAG_REQ_*} of {@code linux/inet_diag.h}.
 *
 * <pre>
 *   0        1          2     3              4        8       10      12       28       44   48          56
 *  +--------+----------+-----+--------------+--------+-------+-------+--------+--------+----+-----------+
 *  | family | protocol | ext | raw_protocol | states | sport | dport | src[4] | dst[4] | if | cookie[2] |
 *  +--------+----------+-----+--------------+--------+-------+-------+--------+--------+----+-----------+
 * </pre>
 */
final class InetRequest {
    private static final Schema.Builder KEYS = Schema.builder("inet socket request", "inet_diag_req_v2", 56);

    static final Field<Integer> FAMILY = KEYS.field("sdiag_family", 0, 1, Codecs.U8);
    static final Field<Integer> PROTOCOL = KEYS.field("sdiag_protocol", 1, 1, Codecs.U8);
    static final Field<Integer> EXT = KEYS.field("idiag_ext", 2, 1, Codecs.U8);
    static final Field<Integer> RAW_PROTOCOL = KEYS.field("pad", 3, 1, Codecs.U8);
    static final Field<Integer> STATES = KEYS.field("idiag_states", 4, 4, Codecs.S32);
    static final Field<Integer> SPORT = KEYS.field("id.idiag_sport", 8, 2, Codecs.BE16);
    static final Field<Integer> DPORT = KEYS.field("id.idiag_dport", 10, 2, Codecs.BE16);
    static final Field<IpAddress> SRC = KEYS.field("id.idiag_src", 12, 16, Codecs.ADDRESS);
    static final Field<IpAddress> DST = KEYS.field("id.idiag_dst", 28, 16, Codecs.ADDRESS);
    static final Field<Integer> IF = KEYS.field("id.idiag_if", 44, 4, Codecs.COUNT);
    static final Field<Long> COOKIE = KEYS.field("id.idiag_cookie", 48, 8, Cookies.CODEC);

    static final Attribute<byte[]> BYTECODE = KEYS.requested(1, "INET_DIAG_REQ_BYTECODE", Codecs.BINARY);
    static final Attribute<byte[]> SK_BPF_STORAGES = KEYS.requested(2, "INET_DIAG_REQ_SK_BPF_STORAGES", Codecs.BINARY);
    static final Attribute<Long> LONG_PROTOCOL = KEYS.requested(3, "INET_DIAG_REQ_PROTOCOL", Codecs.U32);

    static final Schema SCHEMA = KEYS.build();

    /** All attributes that have to be asked for. */
    static final int EVERYTHING = 0xff;

    /** No attribute beyond those that come unasked. */
    static final int LITTLE = 0;

    private InetRequest() {}

    private static Nest of(Transport transport, IpFamily family) {
        int number = transport.number();
        Nest request = Nest.empty(SCHEMA)
                .with(FAMILY, family.number())
                .with(PROTOCOL, number & 0xff)
                .with(STATES, SocketState.ALL)
                .with(COOKIE, Cookies.ANY);
        return number > 0xff ? request.with(LONG_PROTOCOL, (long) number) : request;
    }

    /** Requests all sockets that {@code filter}, which is resolved, may select. */
    static Nest dump(Transport transport, IpFamily family, SocketFilter filter, int extensions) {
        Nest request = of(transport, family).with(STATES, filter.states()).with(EXT, extensions);
        byte[] program = filter.program();
        return program == null ? request : request.with(BYTECODE, program);
    }

    /**
     * Requests one socket.
     *
     * @param local the local address; it is the destination of what the socket receives
     */
    static Nest exact(Transport transport, IpAddress local, int localPort, IpAddress remote, int remotePort) {
        if (local.family() != remote.family()) {
            throw new IllegalArgumentException(
                    "a socket has two addresses of one family, not " + local + " and " + remote);
        }
        return of(transport, local.family())
                .with(EXT, EVERYTHING)
                .with(RAW_PROTOCOL, transport == Transport.RAW ? localPort : 0)
                .with(SRC, local)
                .with(SPORT, localPort)
                .with(DST, remote)
                .with(DPORT, remotePort);
    }

    /** Requests the socket that {@code socket} describes, and no other one with its addresses. */
    static Nest exact(InetSocket socket) {
        return exact(
                        socket.transport(),
                        socket.localAddress(),
                        socket.localPort(),
                        socket.remoteAddress(),
                        socket.remotePort())
                .with(IF, socket.ifindex())
                .with(COOKIE, socket.cookie());
    }

    /** The request with both ends exchanged: to look a UDP socket up, the kernel takes the request's source for that of a packet. */
    static Nest exchanged(Nest request) {
        return request.with(SRC, request.get(DST))
                .with(SPORT, request.get(DPORT))
                .with(DST, request.get(SRC))
                .with(DPORT, request.get(SPORT));
    }

    /** The module that answers such a request. */
    static String module(Nest request) {
        int number = request.get(LONG_PROTOCOL).map(Long::intValue).orElseGet(() -> request.get(PROTOCOL));
        return Transport.of(number)
                .map(transport -> (transport == Transport.UDPLITE ? Transport.UDP : transport) + "_diag")
                .orElse("protocol " + number);
    }
}
