package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code NETLINK_ROUTE} and its messages ({@code linux/rtnetlink.h}). */
final class RtnlProtocol {
    static final MessageType NEWLINK = new MessageType(16, "RTM_NEWLINK", Link.SCHEMA);
    static final MessageType DELLINK = new MessageType(17, "RTM_DELLINK", Link.SCHEMA);
    static final MessageType GETLINK = new MessageType(18, "RTM_GETLINK", Link.SCHEMA);
    static final MessageType SETLINK = new MessageType(19, "RTM_SETLINK", Link.SCHEMA);
    static final MessageType NEWLINKPROP = new MessageType(108, "RTM_NEWLINKPROP", Link.SCHEMA);
    static final MessageType DELLINKPROP = new MessageType(109, "RTM_DELLINKPROP", Link.SCHEMA);

    static final MessageType NEWADDR = new MessageType(20, "RTM_NEWADDR", Address.SCHEMA);
    static final MessageType DELADDR = new MessageType(21, "RTM_DELADDR", Address.SCHEMA);
    static final MessageType GETADDR = new MessageType(22, "RTM_GETADDR", Address.SCHEMA);

    static final MessageType NEWROUTE = new MessageType(24, "RTM_NEWROUTE", Route.SCHEMA);
    static final MessageType DELROUTE = new MessageType(25, "RTM_DELROUTE", Route.SCHEMA);
    static final MessageType GETROUTE = new MessageType(26, "RTM_GETROUTE", Route.SCHEMA);

    static final MessageType NEWNEIGH = new MessageType(28, "RTM_NEWNEIGH", Neighbour.SCHEMA);
    static final MessageType DELNEIGH = new MessageType(29, "RTM_DELNEIGH", Neighbour.SCHEMA);
    static final MessageType GETNEIGH = new MessageType(30, "RTM_GETNEIGH", Neighbour.SCHEMA);

    static final MessageType NEWNSID = new MessageType(88, "RTM_NEWNSID", Nsid.SCHEMA);
    static final MessageType DELNSID = new MessageType(89, "RTM_DELNSID", Nsid.SCHEMA);
    static final MessageType GETNSID = new MessageType(90, "RTM_GETNSID", Nsid.SCHEMA);

    static final Protocol PROTOCOL = Protocol.of(
            "NETLINK_ROUTE",
            0,
            List.of(
                    NEWLINK,
                    DELLINK,
                    GETLINK,
                    SETLINK,
                    NEWLINKPROP,
                    DELLINKPROP, //
                    NEWADDR,
                    DELADDR,
                    GETADDR, //
                    NEWROUTE,
                    DELROUTE,
                    GETROUTE, //
                    NEWNEIGH,
                    DELNEIGH,
                    GETNEIGH, //
                    NEWNSID,
                    DELNSID,
                    GETNSID),
            RtnlProtocol::explain);

    private RtnlProtocol() {}

    private static @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        Schema schema = request.body().schema();
        if (schema == Link.SCHEMA) {
            return LinkRefusals.TABLE.explain(request, errno, report);
        }
        if (schema == Address.SCHEMA) {
            return AddressRefusals.TABLE.explain(request, errno, report);
        }
        if (schema == Route.SCHEMA) {
            return RouteRefusals.TABLE.explain(request, errno, report);
        }
        if (schema == Neighbour.SCHEMA) {
            return NeighbourRefusals.TABLE.explain(request, errno, report);
        }
        return schema == Nsid.SCHEMA ? NsidRefusals.TABLE.explain(request, errno, report) : null;
    }
}
