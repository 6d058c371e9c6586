package io.netlink4j.rtnl.link;

import static io.netlink4j.core.message.MessageHeader.NLM_F_APPEND;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NamespaceId;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.MadeLinks;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The links of a namespace, as {@code ip link} handles them. A {@link LinkReference} refers to a link: a {@link Link}, its index ({@link
 * LinkReference#of(int)}), its name or one of its alternative names.
 *
 * {@snippet :
 * Link bridge = rtnl.links().add(Link.named("v-net-0").kind(Bridge.defaults()).up());
 * rtnl.links().master("veth-red-br", bridge);
 * rtnl.links().change("veth-red-br", link -> link.mtu(9000).alias("to the red room").up());
 * rtnl.links().delete("v-net-0");
 * }
 */
public final class Links extends ObjectCollection<Link, LinkFilter> {
    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public Links(RtnlSender sender) {
        super(sender, Link.DESCRIPTOR);
    }

    @Override
    protected LinkFilter defaultFilter() {
        return LinkFilter.all();
    }

    @Override
    protected String describe(Link link) {
        return link.label();
    }

    /**
     * The link with a name or an alternative name.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public Link get(String name) {
        return get(LinkReference.of(name));
    }

    /**
     * The link with an index.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public Link get(int ifindex) {
        return get(LinkReference.of(ifindex));
    }

    /**
     * The current state of the link that {@code link} refers to.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public Link get(LinkReference link) {
        Request request = new Request(Link.GETLINK, 0, LinkRequests.query(meant(link)), () -> "get " + link.label());
        try {
            return sender().get(request, descriptor()::decodeCreated);
        } catch (NetlinkException.NotFound none) {
            throw sender().noSuchLink(link, () -> "get " + link.label());
        } catch (NetlinkException.Invalid | NetlinkException.NotSupported refused) {
            // Kernels before 5.5 have no alternative names and refuse the attribute.
            if (!meant(link).has(LinkAttributes.ALT_IFNAME)) {
                throw refused;
            }
            return list().stream()
                    .filter(listed -> listed.isCalled(link.name().orElse("")))
                    .findFirst()
                    .orElseThrow(() -> sender().noSuchLink(link, () -> "get " + link.label()));
        }
    }

    @Override
    public Link get(Link link) {
        return get((LinkReference) link);
    }

    /**
     * The index of the link with a name or an alternative name. This is cheaper than {@link #get}.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public int index(String name) {
        return sender().ifindex(name, () -> "find link '" + Printable.of(name) + "'");
    }

    /** The links of a group, to change or delete all of them with one request. */
    public LinkGroup group(long number) {
        return new LinkGroup(this, sender(), number);
    }

    /** The link with a name or an alternative name, if there is one. */
    public Optional<Link> find(String name) {
        return find(LinkReference.of(name));
    }

    /** The current state of the link that {@code link} refers to; empty if there is none. */
    public Optional<Link> find(LinkReference link) {
        return find(meant(link));
    }

    /**
     * Whether the kernel has a kind of link, such as {@code wireguard}, even if only another interface creates it, as for {@code tun}. It is asked to create a link without a transmit queue, which it
     * always refuses. As for a new link, it loads the module of the kind if it can.
     *
     * @throws NetlinkException.NotPermitted without CAP_NET_ADMIN in the user namespace that owns the network namespace
     */
    public boolean supports(String kind) {
        Link impossible = Link.any().kind(UnknownKind.of(kind)).with(LinkAttributes.NUM_TX_QUEUES, 0);
        try {
            sender().execute(
                            Link.NEWLINK,
                            NLM_F_CREATE | NLM_F_EXCL,
                            impossible,
                            () -> "ask for the link kind '" + Printable.of(kind) + "'");
            throw new IllegalStateException("the kernel created a " + kind + " without a queue");
        } catch (NetlinkException.NotPermitted | NetlinkException.Interrupted | NetlinkException.TimedOut e) {
            throw e;
        } catch (NetlinkException refused) {
            return !refused.report().message().equals(Optional.of(LinkErrors.NO_SUCH_KIND));
        }
    }

    /**
     * Adds a link with everything that was set on it. If a part fails, the link is deleted again. The link may be one that was listed: then
     * what only the kernel decides is omitted, also the index unless {@link Link#requestIndex} sets one.
     *
     * <p>The kernel silently ignores options of a kind that are newer than itself; {@link KnownKind#missingIn} finds them without a request.
     *
     * @return the link as the kernel echoes it at its creation. Bridge-port options and carrier state are not included; call {@link #get}
     * @throws NetlinkException.AlreadyExists if the name, or the name of the peer, is taken
     * @throws NetlinkException.NotSupported if the kernel has no such kind
     */
    @Override
    public Link add(Link link) {
        return new LinkCreator(sender(), link).create();
    }

    /**
     * Adds a link, or changes the one with its name as {@link #change(Link)} does. The kind of a link cannot be changed, nor can the peer of a
     * pair; what is set on the peer that it has is changed there.
     */
    @Override
    public Link replace(Link link) {
        return find(link).isPresent() ? change(link) : add(link);
    }

    /**
     * Changes a link to {@code link}. If {@code link} has an index, its name is the new name.
     *
     * <p>If a program made {@code link}, such as {@code Link.named("v0").mtu(1400)}, everything that is set on it is sent in one request.
     *
     * <p>If {@code link} was read, it is compared with the current link, which costs one more request, and the differences are sent. So what another
     * program changed since {@code link} was read is changed back; {@link #change(String, UnaryOperator)} touches nothing else. A master, a description, alternative names and reasons of protodown that {@code
     * link} lacks are removed. Other attributes and options of its kind that it lacks stay unchanged. The carrier (except of a dummy), the
     * state of a bridge port and the active port of a bond also stay unchanged, since the kernel changes them by itself; {@link
     * #change(String, UnaryOperator)} sets them. Alternative names, and port options for a new master, need requests of their own: if one
     * is refused, the previous ones are done.
     *
     * @return the new state of the link; for a link that was moved to another namespace, the link as requested
     * @throws NetlinkException.NotFound if there is none
     */
    @Override
    public Link change(Link link) {
        LinkUpdater change = new LinkUpdater(this, sender(), () -> "change " + link.label());
        if (LinkRequests.wasRead(link)) {
            change.sendDifference(link);
        } else {
            change.send(link);
        }
        return find(link).orElse(link);
    }

    /** Changes a link by what {@code changes} sets on an empty link. */
    public Link change(String link, UnaryOperator<Link> changes) {
        return change(LinkReference.of(link), changes);
    }

    /** As above, for a link that was read or made. */
    public Link change(LinkReference link, UnaryOperator<Link> changes) {
        change(link, changes, () -> "change " + link.label());
        return find(link).orElseGet(() -> changes.apply(meant(link)));
    }

    private void change(LinkReference link, UnaryOperator<Link> changes, Supplier<String> operation) {
        Link changed = changes.apply(Link.any());
        Link meant = meant(link);
        if (meant.index() == 0 && changed.has(LinkAttributes.IFNAME)) {
            changed = changed.with(LinkAttributes.INDEX, sender().ifindex(link, operation));
        } else if (meant.index() != 0) {
            changed = changed.with(LinkAttributes.INDEX, meant.index());
        } else {
            String name = link.name().orElse("");
            changed = LinkNames.isName(name)
                    ? changed.with(LinkAttributes.IFNAME, name)
                    : changed.with(LinkAttributes.ALT_IFNAME, name);
        }
        change(changed, operation);
    }

    void change(Link link, Supplier<String> operation) {
        new LinkUpdater(this, sender(), operation).send(link);
    }

    /** Sets the port options of {@code wanted} on {@code made}. */
    void changePort(Link wanted, Link made, Supplier<String> operation) {
        new LinkUpdater(this, sender(), operation).sendRest(wanted, made);
    }

    /** Sets a link administratively up. */
    public void up(String link) {
        up(LinkReference.of(link));
    }

    /** Sets a link administratively up. */
    public void up(LinkReference link) {
        change(link, Link::up, () -> "set " + link.label() + " up");
    }

    /** Sets a link administratively down. */
    public void down(String link) {
        down(LinkReference.of(link));
    }

    /** Sets a link administratively down. */
    public void down(LinkReference link) {
        change(link, Link::down, () -> "set " + link.label() + " down");
    }

    /** Renames a link. */
    public void rename(String link, String name) {
        rename(LinkReference.of(link), name);
    }

    /** Renames a link. */
    public void rename(LinkReference link, String name) {
        change(link, any -> any.name(name), () -> "rename " + link.label() + " to '" + Printable.of(name) + "'");
    }

    /** Sets the MTU in bytes. */
    public void mtu(String link, int bytes) {
        mtu(LinkReference.of(link), bytes);
    }

    /** Sets the MTU in bytes. */
    public void mtu(LinkReference link, int bytes) {
        change(link, any -> any.mtu(bytes), () -> "set the MTU of " + link.label() + " to " + bytes);
    }

    /**
     * Sets the link-layer address.
     *
     * @throws NetlinkException.Invalid if it is not a unicast address, or has another length than the addresses of the link
     */
    public void macAddress(String link, String address) {
        macAddress(LinkReference.of(link), MacAddress.of(address));
    }

    /** As above, for a link that was read or made. */
    public void macAddress(LinkReference link, MacAddress address) {
        change(link, any -> any.macAddress(address), () -> "set the MAC address of " + link.label() + " to " + address);
    }

    /** Sets the master of a link: a bridge, bond or other link. */
    public void master(String link, String master) {
        master(LinkReference.of(link), LinkReference.of(master));
    }

    /** Sets the master of a link: a bridge, bond or other link. */
    public void master(String link, LinkReference master) {
        master(LinkReference.of(link), master);
    }

    /** Sets the master of a link: a bridge, bond or other link. */
    public void master(LinkReference link, LinkReference master) {
        change(link, any -> any.master(master), () -> "give " + link.label() + " the master " + master.label());
    }

    /** Removes a link from its master. */
    public void noMaster(String link) {
        noMaster(LinkReference.of(link));
    }

    /** Removes a link from its master. */
    public void noMaster(LinkReference link) {
        change(link, Link::noMaster, () -> "take " + link.label() + " from its master");
    }

    /** Moves a link to another namespace. There it is down and has no addresses, routes or master. */
    public void move(String link, NetworkNamespace namespace) {
        move(LinkReference.of(link), namespace);
    }

    /** Moves a link to another namespace. There it is down and has no addresses, routes or master. */
    public void move(LinkReference link, NetworkNamespace namespace) {
        change(link, any -> any.in(namespace), () -> "move " + link.label() + " to " + namespace);
    }

    /** Adds an alternative name of at most 127 bytes to a link, since Linux 5.5. */
    public void addAlternativeName(String link, String name) {
        addAlternativeName(LinkReference.of(link), name);
    }

    /** Adds an alternative name of at most 127 bytes to a link, since Linux 5.5. */
    public void addAlternativeName(LinkReference link, String name) {
        sender().execute(
                        Link.NEWLINKPROP,
                        NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND,
                        meant(link).with(LinkAttributes.PROP_LIST, List.of(LinkNames.checkAlternative(name))),
                        () -> "give " + link.label() + " the alternative name '" + Printable.of(name) + "'");
    }

    /** Removes an alternative name from a link. */
    public void deleteAlternativeName(String link, String name) {
        deleteAlternativeName(LinkReference.of(link), name);
    }

    /** Removes an alternative name from a link. */
    public void deleteAlternativeName(LinkReference link, String name) {
        sender().execute(
                        Link.DELLINKPROP,
                        0,
                        meant(link).with(LinkAttributes.PROP_LIST, List.of(name)),
                        () -> "take the alternative name '" + Printable.of(name) + "' from " + link.label());
    }

    /**
     * Deletes a link with its addresses and routes. Deleting one end of a veth pair deletes the other end, too.
     *
     * @throws NetlinkException.NotFound if there is none
     * @throws NetlinkException.NotSupported if it is a physical device
     */
    public void delete(LinkReference link) {
        delete(meant(link));
    }

    /** Deletes the link with a name. */
    public void delete(String link) {
        delete(LinkReference.of(link));
    }

    /** Deletes the link with a name if it exists, and returns whether it existed. */
    public boolean deleteIfExists(String link) {
        return deleteIfExists(Link.named(link));
    }

    @Override
    @SuppressWarnings("exports")
    protected Link outgoing(Operation operation, Link link, LinkIndexes indexes) {
        return operation == Operation.DELETE ? meant(link) : link;
    }

    /** The kernel refuses {@code NLM_F_REPLACE} for a link. */
    @Override
    protected int flags(Operation operation) {
        return operation == Operation.CHANGE ? 0 : super.flags(operation);
    }

    /** The kernel reports the index of a peer as that of the lower link. */
    @Override
    @SuppressWarnings("exports")
    protected void noteLinks(Link wanted, Link added, MadeLinks made) {
        noteLink(wanted, added, added.index(), made);
        wanted.kind()
                .flatMap(LinkCreationRequest::peer)
                .ifPresent(peer -> added.link()
                        .flatMap(LinkReference::ifindex)
                        .ifPresent(index -> noteLink(peer, peer, index, made)));
    }

    private void noteLink(Link wanted, LinkReference link, int index, MadeLinks made) {
        if (!wanted.has(LinkAttributes.NET_NS_PID) && !wanted.has(LinkAttributes.TARGET_NETNSID)) {
            NamespaceId here = sender().socket().namespaceId();
            made.add(wanted.namespace().map(NetworkNamespace::id).orElse(here), link, index);
        }
    }

    @Override
    protected boolean standsAlone(Operation operation, Link link) {
        boolean renames = link.index() != 0 && link.has(LinkAttributes.IFNAME);
        return operation != Operation.CHANGE || renames || !LinkUpdater.takesOneRequest(link);
    }

    /**
     * Waits until packets can pass a link: it exists, is up, has a carrier and is operational.
     *
     * @return the link in that state
     * @throws NetlinkException.TimedOut after {@code longest}; the message contains the link as it was last seen
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public Link awaitUp(LinkReference link, Duration longest) {
        return until(meant(link), found -> found.filter(LinkRequests::isOperational), "up", longest);
    }

    /** Waits until packets can pass the link with a name. */
    public Link awaitUp(String link, Duration longest) {
        return awaitUp(LinkReference.of(link), longest);
    }

    /** Waits until the link that {@code link} refers to exists and meets {@code condition}. */
    public Link await(LinkReference link, Predicate<? super Link> condition, Duration longest) {
        return await(meant(link), condition, longest);
    }

    /** Waits until the link with a name exists and meets {@code condition}. */
    public Link await(String link, Predicate<? super Link> condition, Duration longest) {
        return await(LinkReference.of(link), condition, longest);
    }

    /** Waits until no link has the name or the index of {@code link}. */
    public void awaitGone(LinkReference link, Duration longest) {
        awaitGone(meant(link), longest);
    }

    /** Waits until no link has a name. */
    public void awaitGone(String link, Duration longest) {
        awaitGone(LinkReference.of(link), longest);
    }

    @Override
    protected List<RtnlGroup> waitGroups() {
        return List.of(RtnlGroup.LINK, RtnlGroup.IPV6_IFINFO);
    }

    @Override
    protected boolean isAbout(Link link, int message, byte[] body) {
        return link.index() == 0 || descriptor().decode(body).index() == link.index();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Changes of statistics cause no event. A link that moves to another namespace is reported as deleted, with {@link
     * LinkAttributes#NEW_NETNSID}.
     */
    @Override
    public Subscription<Link> subscribe(MulticastGroup... groups) {
        return super.subscribe(groups);
    }

    /** The request that refers to a link: by its index if that is known. */
    static Link meant(LinkReference link) {
        return link.ifindex()
                .map(index -> Link.any().with(LinkAttributes.INDEX, index))
                .orElseGet(() -> Link.named(link.name()
                        .orElseThrow(() -> new IllegalArgumentException("a link needs a name or an index"))));
    }
}
