package io.netlink4j.rtnl.bridge;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The states of bridge ports in the instances of the multiple spanning tree, as {@code bridge mst} handles them ({@code IFLA_BRIDGE_MST} in {@code
 * RTM_GETLINK} and {@code RTM_SETLINK} of the family {@code AF_BRIDGE}), since Linux 5.18.
 *
 * <p>The bridge has the option {@link io.netlink4j.rtnl.link.kind.BridgeOptions#MST_ENABLE}, and {@link BridgeVlanOptions#spanningTreeInstance(int)}
 * says which VLAN belongs to which instance. Every method may be called by any thread and blocks until the kernel has replied.
 *
 * {@snippet :
 * rtnl.bridgeVlans().change("br0", BridgeVlanOptions.range(10, 19).spanningTreeInstance(1));
 * rtnl.bridgeMst().change("veth1", new MstState(1, 4));
 * }
 */
public final class BridgeMst {
    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public BridgeMst(RtnlSender sender) {
        this.sender = sender;
    }

    /**
     * Lists the states of all ports of bridges with {@code mst_enabled}, by the indexes of the links. The kernel does not mark a list during
     * which links were deleted: this method notices it by their events and begins again.
     *
     * @throws io.netlink4j.core.error.NetlinkException.DumpInterrupted if links were deleted during each of 16 attempts
     */
    public Map<Integer, List<MstState>> list() {
        Request request = new Request(
                BridgePortMessage.GETLINK, 0, BridgePortMessage.mstRequest(), () -> "list states of spanning trees");
        return BridgeDump.read(
                sender.socket(),
                request,
                BridgePortMessage.DESCRIPTOR,
                BridgeMst::states,
                // A link that is there twice takes one place.
                UnaryOperator.identity());
    }

    private static Map<Integer, List<MstState>> states(List<BridgePortMessage> messages) {
        Map<Integer, List<MstState>> found = new LinkedHashMap<>();
        for (BridgePortMessage message : messages) {
            List<MstState> states = message.states();
            if (!states.isEmpty()) {
                found.put(message.ifindex(), states);
            }
        }
        return found;
    }

    /** Lists the states of a port; none if its bridge has one spanning tree only. */
    public List<MstState> list(LinkReference port) {
        int ifindex = sender.ifindex(port, () -> "list states of spanning trees of " + port.label());
        return list().getOrDefault(ifindex, List.of());
    }

    /** As above, for the port with a name. */
    public List<MstState> list(String port) {
        return list(LinkReference.of(port));
    }

    /**
     * Changes the state of a port in an instance. It is also the state of the port's VLANs that belong to it ({@link BridgeVlan#state()}).
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotSupported if the link is no bridge port
     */
    public void change(LinkReference port, MstState state) {
        Supplier<String> operation = () -> "set " + state + " of " + port.label();
        BridgePortMessage message = BridgePortMessage.of(sender.ifindex(port, operation), state);
        sender.execute(BridgePortMessage.SETLINK, 0, message, operation);
    }

    /** As above, for the port with a name. */
    public void change(String port, MstState state) {
        change(LinkReference.of(port), state);
    }

    /** {@code spanning trees in namespace 'red'}. */
    @Override
    public String toString() {
        return "spanning trees in " + sender.where();
    }
}
