package io.netlink4j.rtnl;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds links by their names in the namespace of a socket. */
final class LinkResolver {
    /** What kernels answer to {@code IFLA_ALT_IFNAME} that do not know it, which are those before 5.5. */
    private static final Set<Errno> NOT_KNOWN = Set.of(Errno.EINVAL, Errno.EOPNOTSUPP);

    private static final Link WITHOUT_STATISTICS =
            Link.any().with(LinkAttributes.EXT_MASK, LinkAttributes.RTEXT_FILTER_SKIP_STATS);

    private final NetlinkSocket socket;

    LinkResolver(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** The index of the link that has the name, or the alternative name. */
    OptionalInt find(String name) {
        Link wanted = WITHOUT_STATISTICS.with(
                LinkNames.isShort(name) ? LinkAttributes.IFNAME : LinkAttributes.ALT_IFNAME, name);
        Request request = new Request(RtnlProtocol.GETLINK, 0, wanted, () -> "find link '" + name + "'");
        try {
            int[] index = new int[1];
            socket.read(request, (type, flags, memory, offset, end) -> {
                index[0] = LinkAttributes.INDEX
                        .codec()
                        .read(memory, offset + LinkAttributes.INDEX.offset(), LinkAttributes.INDEX.size());
                return true;
            });
            return OptionalInt.of(index[0]);
        } catch (NetlinkException.NotFound none) {
            return OptionalInt.empty();
        } catch (NetlinkException refused) {
            if (refused.errno().filter(NOT_KNOWN::contains).isEmpty()) {
                throw refused;
            }
            return findInList(name);
        }
    }

    private OptionalInt findInList(String name) {
        Request request = new Request(RtnlProtocol.GETLINK, 0, Link.any(), () -> "list links");
        List<Link> found = socket.list(request, (type, flags, body) -> {
            Link link = Link.decode(body);
            return link.isCalled(name) ? link : null;
        });
        return found.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(found.getFirst().index());
    }
}
