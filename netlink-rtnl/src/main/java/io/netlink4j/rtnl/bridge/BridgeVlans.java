package io.netlink4j.rtnl.bridge;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The VLANs of the bridges in a network namespace and of their ports ({@code RTM_*VLAN}), as {@code bridge vlan} handles them. A link is a
 * bridge or a port of one; the bridge filters only with {@code vlan_filtering}.
 *
 * <p>Every method may be called by any thread and blocks until the kernel has replied.
 *
 * {@snippet :
 * rtnl.bridgeVlans().replace("veth1", BridgeVlan.of(10).pvid().untagged());
 * rtnl.bridgeVlans().delete("veth1", BridgeVlan.range(100, 200));
 * }
 */
public final class BridgeVlans {
    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public BridgeVlans(RtnlSender sender) {
        this.sender = sender;
    }

    /**
     * Lists the VLANs of all bridges and ports, by the indexes of the links. VLANs that are alike are one range. The kernel does not mark a
     * list during which VLANs or links were deleted: this method notices it by their events and begins again. Without the right to enter the
     * namespace of the socket, the list is what the kernel sent. All this holds for the other lists, too.
     *
     * @throws io.netlink4j.core.error.NetlinkException.DumpInterrupted if something was deleted during each of 16 attempts
     */
    public Map<Integer, List<BridgeVlan>> list() {
        return list(0, 0, BridgeVlanList.VLANS, () -> "list VLANs");
    }

    /** Lists the VLANs of a bridge or of a port. */
    public List<BridgeVlan> list(LinkReference link) {
        return list(link, 0, BridgeVlanList.VLANS, () -> "list VLANs of " + link.label());
    }

    /** Lists the VLANs of the bridge or the port with a name. */
    public List<BridgeVlan> list(String link) {
        return list(LinkReference.of(link));
    }

    /** Lists the VLANs of a bridge or of a port with {@link BridgeVlan#STATS}, each VLAN for itself. */
    public List<BridgeVlan> statistics(LinkReference link) {
        return list(
                link,
                BridgeVlanMessage.STATISTICS,
                BridgeVlanList.VLANS,
                () -> "list statistics of VLANs of " + link.label());
    }

    /** As above, for the bridge or the port with a name. */
    public List<BridgeVlan> statistics(String link) {
        return statistics(LinkReference.of(link));
    }

    /** Lists the options of VLANs that hold for a whole bridge. VLANs that are alike are one range. */
    public List<BridgeVlanOptions> options(LinkReference bridge) {
        return list(
                bridge,
                BridgeVlanMessage.GLOBAL,
                BridgeVlanList.OPTIONS,
                () -> "list options of VLANs of " + bridge.label());
    }

    /** As above, for the bridge with a name. */
    public List<BridgeVlanOptions> options(String bridge) {
        return options(LinkReference.of(bridge));
    }

    private <T> List<T> list(LinkReference link, long what, BridgeVlanList<T> list, Supplier<String> operation) {
        int ifindex = sender.ifindex(link, operation);
        return list(ifindex, what, list, operation).getOrDefault(ifindex, List.of());
    }

    private <T> Map<Integer, List<T>> list(int ifindex, long what, BridgeVlanList<T> list, Supplier<String> operation) {
        return list.read(
                sender.socket(),
                new Request(
                        BridgeVlanMessage.DESCRIPTOR.requested(),
                        0,
                        BridgeVlanMessage.asked(ifindex, what),
                        operation));
    }

    /**
     * Adds VLANs, or changes whether those that are there are {@code PVID} and untagged; the kernel does not tell one from the other. Other
     * options are set, too, with requests of their own.
     *
     * @param link a bridge or a port of one
     */
    public void replace(LinkReference link, BridgeVlan... vlans) {
        for (BridgeVlan vlan : vlans) {
            send(BridgeVlanMessage.DESCRIPTOR.created(), "replace", link, vlan.bare());
            if (vlan.options().byteLength() > vlan.bare().byteLength()) {
                change(link, vlan.options());
            }
        }
    }

    /** As above, for the bridge or the port with a name. */
    public void replace(String link, BridgeVlan... vlans) {
        replace(LinkReference.of(link), vlans);
    }

    /**
     * Changes the options of existing VLANs, such as their state or tunnel, but not {@code PVID} and untagged.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if the link lacks one
     */
    public void change(LinkReference link, BridgeVlan vlan) {
        send(BridgeVlanMessage.DESCRIPTOR.created(), "change", link, vlan.changed());
    }

    /** As above, for the bridge or the port with a name. */
    public void change(String link, BridgeVlan vlan) {
        change(LinkReference.of(link), vlan);
    }

    /**
     * Changes options of VLANs that hold for a whole bridge. The bridge itself must have the VLANs.
     *
     * @param bridge the bridge
     */
    public void change(LinkReference bridge, BridgeVlanOptions options) {
        Supplier<String> operation = () -> "change options of VLAN " + options.vlans() + " of " + bridge.label();
        BridgeVlanMessage message = BridgeVlanMessage.of(sender.ifindex(bridge, operation), options);
        sender.execute(BridgeVlanMessage.DESCRIPTOR.created(), 0, message, operation);
    }

    /** As above, for the bridge with a name. */
    public void change(String bridge, BridgeVlanOptions options) {
        change(LinkReference.of(bridge), options);
    }

    /** Deletes VLANs. Those of a range that the link lacks are skipped. */
    public void delete(LinkReference link, BridgeVlan vlan) {
        send(BridgeVlanMessage.DESCRIPTOR.deleted(), "delete", link, vlan.bare());
    }

    /** As above, for the bridge or the port with a name. */
    public void delete(String link, BridgeVlan vlan) {
        delete(LinkReference.of(link), vlan);
    }

    /**
     * Subscribes to the VLANs of bridges and ports: those that are added, changed and deleted. An event has those of one link that are alike.
     * The subscription has a socket of its own in this namespace. It lives until it is closed.
     */
    public Subscription<BridgeVlanMessage> subscribe() {
        return ObjectSubscriptions.subscribe(sender.socket(), BridgeVlanMessage.DESCRIPTOR);
    }

    private void send(MessageType type, String verb, LinkReference link, BridgeVlan vlan) {
        Supplier<String> operation = () -> verb + " VLAN " + vlan + " of " + link.label();
        sender.execute(type, 0, BridgeVlanMessage.of(sender.ifindex(link, operation), vlan), operation);
    }

    /** {@code VLANs in namespace 'red'}. */
    @Override
    public String toString() {
        return "VLANs in " + sender.where();
    }
}
