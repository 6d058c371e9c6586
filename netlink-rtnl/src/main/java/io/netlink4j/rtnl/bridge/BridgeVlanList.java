package io.netlink4j.rtnl.bridge;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.message.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Lists what messages about VLANs have.
 *
 * @param content what of a message is listed
 * @param last the last VLAN of a range
 * @param behind the part of a range behind a VLAN
 */
record BridgeVlanList<T>(
        Function<BridgeVlanMessage, List<T>> content, ToIntFunction<T> last, BiFunction<T, Integer, List<T>> behind) {
    static final BridgeVlanList<BridgeVlan> VLANS =
            new BridgeVlanList<>(BridgeVlanMessage::vlans, BridgeVlan::last, BridgeVlan::behind);
    static final BridgeVlanList<BridgeVlanOptions> OPTIONS =
            new BridgeVlanList<>(BridgeVlanMessage::options, BridgeVlanOptions::last, BridgeVlanOptions::behind);

    /** Lists what {@code request} asks for, by the indexes of the links. */
    Map<Integer, List<T>> read(NetlinkSocket socket, Request request) {
        return BridgeDump.read(socket, request, BridgeVlanMessage.DESCRIPTOR, this::byLinks, this::distinct);
    }

    private Map<Integer, List<T>> byLinks(List<BridgeVlanMessage> messages) {
        Map<Integer, List<T>> found = new LinkedHashMap<>();
        for (BridgeVlanMessage message : messages) {
            found.computeIfAbsent(message.ifindex(), link -> new ArrayList<>()).addAll(content.apply(message));
        }
        return found;
    }

    private Map<Integer, List<T>> distinct(Map<Integer, List<T>> listed) {
        listed.replaceAll((link, ranges) -> ascending(ranges));
        return listed;
    }

    /** The kernel sends the VLANs of a link in their order. After additions it repeats the last ones. */
    private List<T> ascending(List<T> ranges) {
        List<T> ascending = new ArrayList<>(ranges.size());
        int sent = 0;
        for (T range : ranges) {
            ascending.addAll(behind.apply(range, sent));
            sent = Math.max(sent, last.applyAsInt(range));
        }
        return ascending;
    }
}
