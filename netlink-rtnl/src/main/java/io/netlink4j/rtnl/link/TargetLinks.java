package io.netlink4j.rtnl.link;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.internal.TargetReplyCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The links of another namespace, by its nsid in this one ({@code IFLA_TARGET_NETNSID}). {@code TargetNamespace.links()} returns them. */
public final class TargetLinks {
    private final RtnlSender sender;
    private final int nsid;

    /** Called by {@code TargetNamespace}. Programs call {@code TargetNamespace.links()} instead. */
    @SuppressWarnings("exports")
    public TargetLinks(RtnlSender sender, int nsid) {
        this.sender = sender;
        this.nsid = nsid;
    }

    /** All links. */
    public List<Link> list() {
        return sender.list(
                new Request(Link.GETLINK, 0, there(LinkFilter.request()), operation("list links")), answers());
    }

    /**
     * The link with a name or an alternative name.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public Link get(String name) {
        return sender.get(
                new Request(
                        Link.GETLINK,
                        0,
                        there(LinkRequests.query(Links.meant(LinkReference.of(name)))),
                        operation("get " + LinkReference.of(name).label())),
                answers());
    }

    /** The link with a name or an alternative name; empty if there is none. */
    public Optional<Link> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (NetlinkException.NotFound none) {
            return Optional.empty();
        }
    }

    /**
     * Adds a link there. Only what the kernel accepts in the create request is supported: no alternative names and no description.
     *
     * @return the link as the kernel created it
     * @throws NetlinkException.AlreadyExists if the name is taken there
     */
    public Link add(Link link) {
        String name = link.name()
                .orElseThrow(() -> new IllegalArgumentException("a link needs a name to be created: " + link));
        LinkAddressLength.checkNew(link, () -> "add " + link.label() + " in " + sender.where());
        // A kernel that ignores the nsid would create the link here.
        list();
        sender.execute(
                Link.NEWLINK,
                NLM_F_CREATE | NLM_F_EXCL,
                there(LinkCreationRequest.request(link)),
                operation("add " + link.label()));
        Link made = get(name);
        if (!LinkCreationRequest.rest(link, made).equals(Link.indexed(made.index()))
                || (link.isUp() && !made.isUp())
                || !LinkCreationRequest.alternativeNames(link, made).isEmpty()) {
            delete(made);
            throw new NetlinkException.NotSupported("cannot add " + link.label() + " in nsid " + nsid + " of "
                    + sender.where() + ": a part of it can only be set from inside: " + link);
        }
        return made;
    }

    /**
     * Deletes the link with a name, or one that was read through this.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public void delete(LinkReference link) {
        list();
        sender.execute(Link.DELLINK, 0, there(Links.meant(link)), operation("delete " + link.label()));
    }

    /** Deletes the link with a name. */
    public void delete(String link) {
        delete(LinkReference.of(link));
    }

    private Link there(Link link) {
        return link.with(LinkAttributes.TARGET_NETNSID, nsid);
    }

    private Supplier<String> operation(String verb) {
        return () -> verb + " in nsid " + nsid;
    }

    private Decoder<Link> answers() {
        return TargetReplyCheck.check(Link.DESCRIPTOR, LinkAttributes.TARGET_NETNSID, nsid, sender.where());
    }
}
