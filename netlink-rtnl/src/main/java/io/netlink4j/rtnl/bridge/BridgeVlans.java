package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.list;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** Lists the VLANs of all bridges and ports, by the indexes of the links. VLANs that are alike are one range. */
    public Map<Integer, List<BridgeVlan>> list() {
        return list(BridgeVlanMessage.of(0), () -> "list VLANs");
    }

    /** Lists the VLANs of a bridge or of a port. */
    public List<BridgeVlan> list(LinkReference link) {
        Supplier<String> operation = () -> "list VLANs of " + link.label();
        int ifindex = sender.ifindex(link, operation);
        return list(BridgeVlanMessage.of(ifindex), operation).getOrDefault(ifindex, List.of());
    }

    /** Lists the VLANs of the bridge or the port with a name. */
    public List<BridgeVlan> list(String link) {
        return list(LinkReference.of(link));
    }

    private Map<Integer, List<BridgeVlan>> list(BridgeVlanMessage asked, Supplier<String> operation) {
        MessageType get = BridgeVlanMessage.DESCRIPTOR.requested();
        Map<Integer, List<BridgeVlan>> found = new LinkedHashMap<>();
        for (BridgeVlanMessage message :
                sender.list(new Request(get, 0, asked, operation), BridgeVlanMessage.DESCRIPTOR::decodeCreated)) {
            found.computeIfAbsent(message.ifindex(), link -> new ArrayList<>()).addAll(message.vlans());
        }
        return found;
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
