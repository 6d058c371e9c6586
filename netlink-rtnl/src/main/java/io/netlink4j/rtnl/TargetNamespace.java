package io.netlink4j.rtnl;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Another namespace, seen through a socket of this one by its number here ({@code IFLA_TARGET_NETNSID}, {@code IFA_TARGET_NETNSID},
 * {@code NETNSA_TARGET_NSID}): the way where there is a number and no handle. It needs {@code CAP_NET_ADMIN} over the other namespace,
 * for reading as well. The kernel offers these few things; for everything else open the namespace.
 *
 * <p>Indexes and numbers of namespaces in what is answered are those of the other namespace. Where the kernel does not know how,
 * which is before Linux 5.0, the answer is {@link NetlinkException.NotSupported}.
 */
public final class TargetNamespace {
    private final RtnlSender sender;
    private final int nsid;

    TargetNamespace(RtnlSender sender, int nsid) {
        if (nsid < 0) {
            throw new IllegalArgumentException("an nsid is not negative, as " + nsid + " is");
        }
        this.sender = sender;
        this.nsid = nsid;
    }

    /** Its links. */
    public List<Link> links() {
        return sender.list(
                new Request(RtnlProtocol.GETLINK, 0, there(LinkFilter.all().request(0)), operation("list links")),
                answering((type, flags, body) -> Link.decode(body), LinkAttributes.TARGET_NETNSID));
    }

    /**
     * Its link with a name or an alternative name.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public Link link(String name) {
        return sender.get(
                new Request(
                        RtnlProtocol.GETLINK,
                        0,
                        there(Links.meant(LinkReference.of(name))),
                        operation("get " + LinkReference.of(name).label())),
                answering((type, flags, body) -> Link.decode(body), LinkAttributes.TARGET_NETNSID));
    }

    /** The same where there may be none. */
    public Optional<Link> find(String name) {
        try {
            return Optional.of(link(name));
        } catch (NetlinkException.NotFound none) {
            return Optional.empty();
        }
    }

    /**
     * Creates a link there, with what the kernel takes in the request that creates it: no alternative names, and no description.
     *
     * @return the link as the kernel made it
     * @throws NetlinkException.AlreadyExists if the name is taken there
     */
    public Link create(Link link) {
        String name = link.name()
                .orElseThrow(() -> new IllegalArgumentException("a link needs a name to be created: " + link));
        LinkAddressLength.checkNew(link, () -> "add " + link.label() + " in " + sender.where());
        // A kernel that ignores the number would make the link here.
        links();
        sender.execute(
                RtnlProtocol.NEWLINK,
                NLM_F_CREATE | NLM_F_EXCL,
                there(LinkCreation.request(link)),
                operation("add " + link.label()));
        Link made = link(name);
        if (!LinkCreation.rest(link, made).equals(Link.indexed(made.index()))
                || (link.isUp() && !made.isUp())
                || !LinkCreation.alternativeNames(link, made).isEmpty()) {
            delete(made);
            throw new NetlinkException.NotSupported("cannot add " + link.label() + " in nsid " + nsid + " of "
                    + sender.where() + ": a part of it can only be set from inside: " + link);
        }
        return made;
    }

    /**
     * Deletes its link with a name, or one that was read through this.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public void delete(LinkReference link) {
        links();
        sender.execute(RtnlProtocol.DELLINK, 0, there(Links.meant(link)), operation("delete " + link.label()));
    }

    /** The same for a link with a name. */
    public void delete(String link) {
        delete(LinkReference.of(link));
    }

    /** Its addresses. */
    public List<Address> addresses() {
        return sender.list(
                new Request(
                        RtnlProtocol.GETADDR,
                        0,
                        Address.any().with(Address.TARGET_NETNSID, nsid),
                        operation("list addresses")),
                answering((type, flags, body) -> Address.decode(body), Address.TARGET_NETNSID));
    }

    /** The numbers that it gave to others, and what those are called here ({@link Nsid#currentNumber()}). */
    public List<Nsid> nsids() {
        return sender.list(
                new Request(RtnlProtocol.GETNSID, 0, Nsid.any().with(Nsid.TARGET_NSID, nsid), operation("list nsids")),
                (type, flags, body) -> Nsid.decode(body));
    }

    private Link there(Link link) {
        return link.with(LinkAttributes.TARGET_NETNSID, nsid);
    }

    private Supplier<String> operation(String verb) {
        return () -> verb + " in nsid " + nsid;
    }

    /** Kernels that do not know the key ignore it and answer for their own namespace, without it. */
    private <T extends NetlinkObject<?>> Decoder<T> answering(Decoder<T> decoder, Attribute<Integer> key) {
        return (type, flags, body) -> {
            T found = decoder.decode(type, flags, body);
            if (found != null && !found.has(key)) {
                throw new NetlinkException.NotSupported("cannot ask for nsid " + nsid + " in " + sender.where()
                        + ": this kernel does not know " + key.name());
            }
            return found;
        };
    }

    @Override
    public String toString() {
        return "nsid " + nsid + " of " + sender.where();
    }
}
