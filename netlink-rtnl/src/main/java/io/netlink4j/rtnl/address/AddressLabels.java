package io.netlink4j.rtnl.address;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.function.Supplier;

/** The labels of IPv6 addresses in a network namespace ({@code RTM_*ADDRLABEL}), as {@code ip addrlabel} handles them. */
public final class AddressLabels {
    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public AddressLabels(RtnlSender sender) {
        this.sender = sender;
    }

    /** Lists the labels. The kernel begins with ten of RFC 6724. */
    public List<AddressLabel> list() {
        AddressLabel asked = AddressLabel.DESCRIPTOR.empty().with(AddressLabel.FAMILY, IpFamily.IPV6.number());
        Request request = new Request(AddressLabel.DESCRIPTOR.requested(), 0, asked, () -> "list address labels");
        return sender.list(request, AddressLabel.DESCRIPTOR::decodeCreated);
    }

    /**
     * Adds a label.
     *
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the prefix has one for the same links
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such link
     */
    public void add(AddressLabel label) {
        send(AddressLabel.DESCRIPTOR.created(), NLM_F_CREATE | NLM_F_EXCL, "add", label);
    }

    /**
     * Deletes the label of a prefix.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if the prefix has none
     */
    public void delete(AddressLabel label) {
        send(AddressLabel.DESCRIPTOR.deleted(), 0, "delete", label);
    }

    private void send(MessageType type, int flags, String verb, AddressLabel label) {
        Supplier<String> operation = () -> verb + " address label " + label;
        AddressLabel resolved = HeaderLink.resolve(label, AddressLabel.INDEX, link -> sender.ifindex(link, operation));
        sender.execute(type, flags, resolved, operation);
    }

    /** {@code address labels in namespace 'red'}. */
    @Override
    public String toString() {
        return "address labels in " + sender.where();
    }
}
