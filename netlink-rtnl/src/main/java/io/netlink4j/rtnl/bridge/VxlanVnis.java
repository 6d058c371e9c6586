package io.netlink4j.rtnl.bridge;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.function.Supplier;

/**
 * The VNIs that VXLANs with {@code external} and {@code vnifilter} receive ({@code RTM_*TUNNEL}), as {@code bridge vni} handles them, since Linux 5.18.
 *
 * <p>Every method may be called by any thread and blocks until the kernel has replied.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("vx0").kind(Vxlan.defaults().external(true).vniFilter(true).destinationPort(4789)));
 * rtnl.vxlanVnis().replace("vx0", VxlanVni.range(100, 199));
 * }
 */
public final class VxlanVnis {
    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public VxlanVnis(RtnlSender sender) {
        this.sender = sender;
    }

    /** Lists the VNIs of a VXLAN. Those in a row with the same group are one range. */
    public List<VxlanVni> list(LinkReference vxlan) {
        Supplier<String> operation = () -> "list VNIs of " + vxlan.label();
        return list(VxlanVniMessage.of(sender.ifindex(vxlan, operation)), operation);
    }

    /** Lists the VNIs of the VXLAN with a name. */
    public List<VxlanVni> list(String vxlan) {
        return list(LinkReference.of(vxlan));
    }

    /** Lists the VNIs of a VXLAN with {@link VxlanVni#STATS}, each for itself. */
    public List<VxlanVni> statistics(LinkReference vxlan) {
        Supplier<String> operation = () -> "list statistics of VNIs of " + vxlan.label();
        return list(VxlanVniMessage.of(sender.ifindex(vxlan, operation)).withStatistics(), operation);
    }

    /** As above, for the VXLAN with a name. */
    public List<VxlanVni> statistics(String vxlan) {
        return statistics(LinkReference.of(vxlan));
    }

    private List<VxlanVni> list(VxlanVniMessage asked, Supplier<String> operation) {
        return sender
                .list(
                        new Request(VxlanVniMessage.DESCRIPTOR.requested(), 0, asked, operation),
                        VxlanVniMessage.DESCRIPTOR::decodeCreated)
                .stream()
                .filter(message -> message.ifindex() == asked.ifindex())
                .flatMap(message -> message.vnis().stream())
                .toList();
    }

    /**
     * Adds VNIs, or changes the group of those that are there; the kernel does not tell one from the other. All are requested at once; a
     * refused one does not keep the kernel from the others.
     *
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if another VXLAN of the namespace has one at the same port
     */
    public void replace(LinkReference vxlan, VxlanVni... vnis) {
        send(VxlanVniMessage.DESCRIPTOR.created(), "replace", vxlan, List.of(vnis));
    }

    /** As above, for the VXLAN with a name. */
    public void replace(String vxlan, VxlanVni... vnis) {
        replace(LinkReference.of(vxlan), vnis);
    }

    /**
     * Deletes VNIs.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if the VXLAN lacks one; those before it are deleted
     */
    public void delete(LinkReference vxlan, VxlanVni vni) {
        send(VxlanVniMessage.DESCRIPTOR.deleted(), "delete", vxlan, List.of(vni.bare()));
    }

    /** As above, for the VXLAN with a name. */
    public void delete(String vxlan, VxlanVni vni) {
        delete(LinkReference.of(vxlan), vni);
    }

    /**
     * Subscribes to VNIs: those that are added, changed and deleted. The subscription has a socket of its own in this namespace. It lives until
     * it is closed.
     */
    public Subscription<VxlanVniMessage> subscribe() {
        return ObjectSubscriptions.subscribe(sender.socket(), VxlanVniMessage.DESCRIPTOR);
    }

    private void send(MessageType type, String verb, LinkReference vxlan, List<VxlanVni> vnis) {
        int ifindex = sender.ifindex(vxlan, () -> verb + " VNIs of " + vxlan.label());
        sender.batch(vnis.stream()
                        .map(vni -> new Request(
                                type,
                                0,
                                VxlanVniMessage.of(ifindex, vni),
                                () -> verb + " VNI " + vni + " of " + vxlan.label()))
                        .toList())
                .orThrow();
    }

    /** {@code VNIs in namespace 'red'}. */
    @Override
    public String toString() {
        return "VNIs in " + sender.where();
    }
}
