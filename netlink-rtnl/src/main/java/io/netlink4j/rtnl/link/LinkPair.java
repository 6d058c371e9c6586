package io.netlink4j.rtnl.link;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.kind.LinkKind;
import java.util.Optional;
import java.util.function.Function;

/** The two ends of a pair, such as a veth, each in its namespace. */
final class LinkPair {
    private LinkPair() {}

    /** Calls {@code body} with a sender for the namespace that {@code link} is meant for. */
    static <T> T inNamespaceOf(RtnlSender sender, Link link, Function<RtnlSender, T> body) {
        Optional<NetworkNamespace> elsewhere = link.namespace();
        if (elsewhere.isEmpty()) {
            return body.apply(sender);
        }
        try (NetlinkSocket socket = NetlinkSocket.open(sender.socket().protocol(), elsewhere.get())) {
            return body.apply(new RtnlSender(socket));
        }
    }

    /** A copy without its peer, and without its kind if that has no other options. */
    static Link withoutPeer(Link link) {
        LinkKind kind = link.kind().orElseThrow();
        LinkKind rest = LinkKinds.peer(kind.kind())
                .map(key -> LinkKinds.of(kind.kind(), kind.data().without(key)))
                .orElse(kind);
        return rest.data().byteLength() == 0 ? LinkRequests.withoutKind(link) : link.kind(rest);
    }

    /**
     * Whether {@code peer} is the other end of {@code current} already.
     *
     * @param there sends in the namespace of {@code peer}
     */
    static boolean isOtherEnd(Link peer, Link current, RtnlSender there) {
        Optional<Link> found =
                peer.name().flatMap(name -> new Links(there).find(name)).filter(end -> pointsAt(current, end));
        return found.filter(end -> pointsAt(end, current))
                .filter(end -> kind(end).equals(kind(current)))
                .filter(end -> end.get(LinkAttributes.LINK_NETNSID)
                        .map(nsid -> isIn(nsid, current, there))
                        .orElseGet(() -> !current.has(LinkAttributes.LINK_NETNSID)))
                .isPresent();
    }

    private static boolean pointsAt(Link from, Link to) {
        return from.link().flatMap(LinkReference::ifindex).equals(to.ifindex());
    }

    private static Optional<String> kind(Link link) {
        return link.kind().map(LinkKind::kind);
    }

    /** Indexes are those of a namespace, so they alone do not tell that {@code link} is the one to which the other end points. */
    private static boolean isIn(int nsid, Link link, RtnlSender there) {
        try {
            return new TargetLinks(there, nsid)
                    .find(link.name().orElse(""))
                    .filter(found -> found.ifindex().equals(link.ifindex()))
                    .filter(found -> found.macAddress().equals(link.macAddress()))
                    .isPresent();
        } catch (NetlinkException.NotPermitted | NetlinkException.Invalid | NetlinkException.NotSupported unknown) {
            return false;
        }
    }
}
