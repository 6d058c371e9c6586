package io.netlink4j.rtnl.bridge;

import io.netlink4j.core.MessageVisitor;
import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.collection.WatchedList;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads a dump that the kernel continues behind a number of links, whichever these are now, and behind a number of VLANs of the next one ({@code
 * br_vlan_rtm_dump}, {@code rtnl_bridge_getlink}). It marks no change, so a dump in parts is read again, with an eye on the VLANs and links
 * that are deleted.
 */
final class BridgeDump<T extends NetlinkObject<T>> implements MessageVisitor {
    private final ObjectDescriptor<T> type;
    private final List<T> messages = new ArrayList<>();
    private int parts;

    private BridgeDump(ObjectDescriptor<T> type) {
        this.type = type;
    }

    /**
     * Reads what {@code request} asks for.
     *
     * @param content makes the list of the messages
     * @param distinct removes what is there twice, since something was added meanwhile
     */
    static <T extends NetlinkObject<T>, L> L read(
            NetlinkSocket socket,
            Request request,
            ObjectDescriptor<T> type,
            Function<List<T>, L> content,
            UnaryOperator<L> distinct) {
        BridgeDump<T> dump = read(socket, request, type);
        if (dump.parts <= 1) {
            return content.apply(dump.messages);
        }
        WatchedList<NetlinkObject<?>> list = new WatchedList<>(() -> ObjectSubscriptions.subscribe(
                socket, List.of(BridgeVlanMessage.DESCRIPTOR, Link.DESCRIPTOR), RtnlGroup.BRVLAN, RtnlGroup.LINK));
        return list.of(
                () -> content.apply(read(socket, request, type).messages),
                distinct,
                () -> request + " in " + socket.where());
    }

    private static <T extends NetlinkObject<T>> BridgeDump<T> read(
            NetlinkSocket socket, Request request, ObjectDescriptor<T> type) {
        BridgeDump<T> dump = new BridgeDump<>(type);
        socket.dump(request, dump);
        return dump;
    }

    @Override
    public boolean visit(int message, int flags, MemorySegment memory, long offset, long end) {
        if (offset == MessageHeader.LENGTH) {
            parts++;
        }
        T object = type.decodeCreated(message, flags, MessageHeader.body(memory, offset, end));
        if (object != null) {
            messages.add(object);
        }
        return true;
    }

    @Override
    public boolean restart() {
        messages.clear();
        parts = 0;
        return true;
    }
}
