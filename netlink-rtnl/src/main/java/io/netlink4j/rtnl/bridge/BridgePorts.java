package io.netlink4j.rtnl.bridge;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ports of the bridges of a network namespace, as {@code bridge link} shows them. {@code Links.change} sets their options ({@link
 * io.netlink4j.rtnl.link.Link#bridgePort}), and each event of a link has them too; but the kernel tells that an option or the state of a port has changed with
 * a message of its own.
 *
 * {@snippet :
 * try (var events = rtnl.bridgePorts().subscribe()) {
 *     if (events.next() instanceof Event.Changed<BridgePortMessage>(BridgePortMessage port, int flags)) {
 *         update(port.link(), port.options());
 *     }
 * }
 * }
 */
public final class BridgePorts {
    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public BridgePorts(RtnlSender sender) {
        this.sender = sender;
    }

    /**
     * Lists the ports of all bridges.
     *
     * @throws io.netlink4j.core.error.NetlinkException.DumpInterrupted if links were deleted during each of 16 attempts
     */
    public List<BridgePortMessage> list() {
        Request request =
                new Request(BridgePortMessage.GETLINK, 0, BridgePortMessage.portRequest(), () -> "list bridge ports");
        return BridgeDump.read(
                sender.socket(), request, BridgePortMessage.DESCRIPTOR, BridgePorts::ports, BridgePorts::distinct);
    }

    /** Lists the ports of a bridge. */
    public List<BridgePortMessage> list(LinkReference bridge) {
        LinkReference index = LinkReference.of(sender.ifindex(bridge, () -> "list ports of bridge " + bridge.label()));
        return list().stream()
                .filter(port -> port.bridge().equals(Optional.of(index)))
                .toList();
    }

    /** Lists the ports of the bridge with a name. */
    public List<BridgePortMessage> list(String bridge) {
        return list(LinkReference.of(bridge));
    }

    /** Bridges are listed beside their ports. */
    private static List<BridgePortMessage> ports(List<BridgePortMessage> messages) {
        return messages.stream().filter(BridgePortMessage::isPort).toList();
    }

    private static List<BridgePortMessage> distinct(List<BridgePortMessage> ports) {
        Map<Integer, BridgePortMessage> last = new LinkedHashMap<>();
        ports.forEach(port -> last.put(port.ifindex(), port));
        return new ArrayList<>(last.values());
    }

    /**
     * Subscribes to the ports of bridges: links that become ports, whose options or state in the spanning tree change, and that leave their bridge. The
     * subscription has a socket of its own in this namespace. It lives until it is closed.
     */
    public Subscription<BridgePortMessage> subscribe() {
        return ObjectSubscriptions.subscribe(sender.socket(), BridgePortMessage.DESCRIPTOR);
    }

    /** {@code bridge ports in namespace 'red'}. */
    @Override
    public String toString() {
        return "bridge ports in " + sender.where();
    }
}
