package io.netlink4j.core.diag;

import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.EOPNOTSUPP;
import static io.netlink4j.core.error.Errno.ESTALE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;

import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import java.util.List;

/** {@code NETLINK_SOCK_DIAG}: one message for the requests and replies of all families. Its first byte is the family. */
final class SockDiagProtocol {
    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int AF_PACKET = 17;

    static final MessageType BY_FAMILY = new MessageType(
            20,
            "SOCK_DIAG_BY_FAMILY",
            List.of(
                    InetRequest.SCHEMA,
                    UnixSocketAttributes.REQUEST,
                    NetlinkEndpointAttributes.REQUEST,
                    PacketSocketAttributes.REQUEST,
                    InetSocketAttributes.SCHEMA,
                    UnixSocketAttributes.SCHEMA,
                    NetlinkEndpointAttributes.SCHEMA,
                    PacketSocketAttributes.SCHEMA),
            SockDiagProtocol::schema);

    static final MessageType DESTROY = new MessageType(21, "SOCK_DESTROY", InetRequest.SCHEMA);

    static final Protocol PROTOCOL =
            Protocol.of("NETLINK_SOCK_DIAG", 4, List.of(BY_FAMILY, DESTROY), ErrorExplainer.of(Nest.class, rows -> {
                rows.on(ENOENT)
                        .flags(NLM_F_DUMP)
                        .means(
                                Kind.NOT_SUPPORTED,
                                refused -> "this kernel has no " + module(refused.object()) + ", which lists them");
                rows.on(ENOENT, ESTALE).means(Kind.NOT_FOUND, "there is no such socket");
                rows.on(EOPNOTSUPP).of(DESTROY).means("this kernel cannot destroy such sockets");
            }));

    private SockDiagProtocol() {}

    private static Schema schema(boolean isRequest, int family) {
        return switch (family) {
            case AF_INET, AF_INET6 -> isRequest ? InetRequest.SCHEMA : InetSocketAttributes.SCHEMA;
            case AF_UNIX -> isRequest ? UnixSocketAttributes.REQUEST : UnixSocketAttributes.SCHEMA;
            case AF_NETLINK -> isRequest ? NetlinkEndpointAttributes.REQUEST : NetlinkEndpointAttributes.SCHEMA;
            case AF_PACKET -> isRequest ? PacketSocketAttributes.REQUEST : PacketSocketAttributes.SCHEMA;
            default -> Schema.UNKNOWN;
        };
    }

    private static String module(Nest request) {
        return switch (request.schema()) {
            case Schema schema when schema == InetRequest.SCHEMA -> InetRequest.module(request);
            case Schema schema when schema == UnixSocketAttributes.REQUEST -> "unix_diag";
            case Schema schema when schema == NetlinkEndpointAttributes.REQUEST -> "netlink_diag";
            default -> "af_packet_diag";
        };
    }
}
