package io.netlink4j.rtnl;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.rtnl.address.AddressLabels;
import io.netlink4j.rtnl.address.Addresses;
import io.netlink4j.rtnl.bridge.BridgeMst;
import io.netlink4j.rtnl.bridge.BridgePorts;
import io.netlink4j.rtnl.bridge.BridgeVlans;
import io.netlink4j.rtnl.bridge.VxlanVnis;
import io.netlink4j.rtnl.counters.LinkCounterList;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.neighbour.ForwardingDatabase;
import io.netlink4j.rtnl.neighbour.NeighbourTables;
import io.netlink4j.rtnl.neighbour.Neighbours;
import io.netlink4j.rtnl.nexthop.NexthopObjects;
import io.netlink4j.rtnl.nsid.Nsids;
import io.netlink4j.rtnl.object.Batch;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.MplsRoutes;
import io.netlink4j.rtnl.route.Routes;
import io.netlink4j.rtnl.rule.RoutingRules;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Links, addresses, routes and neighbours of one network namespace, over one {@code NETLINK_ROUTE} socket ({@code
 * rtnetlink(7)}).
 *
 * <p>Thread-safe, also for virtual threads: concurrent calls run one after the other. Reading needs no privilege. Changes need {@code
 * CAP_NET_ADMIN} in the user namespace that owns the network namespace. A refused request throws a {@link
 * io.netlink4j.core.error.NetlinkException}.
 *
 * {@snippet :
 * try (var red = NetworkNamespace.create("red");
 *         var host = Rtnl.open();
 *         var inRed = Rtnl.open(red)) {
 *     host.links().add(Link.named("veth-host").up().kind(Veth.to(Link.named("veth-red").in(red))));
 *     inRed.addresses().add("veth-red", "192.168.15.1/24");
 *     inRed.links().up("veth-red");
 * }
 * }
 */
public final class Rtnl implements AutoCloseable {
    private final RtnlSender sender;

    private Rtnl(NetlinkSocket socket) {
        this.sender = new RtnlSender(socket);
    }

    /** Opens the calling thread's network namespace. */
    public static Rtnl open() {
        return new Rtnl(NetlinkSocket.open(RtnlProtocol.PROTOCOL));
    }

    /** Opens {@code namespace}. No thread has to enter it. */
    public static Rtnl open(NetworkNamespace namespace) {
        return new Rtnl(NetlinkSocket.open(RtnlProtocol.PROTOCOL, namespace));
    }

    /** The protocol {@code NETLINK_ROUTE}: its messages and their attributes. */
    public static Protocol protocol() {
        return RtnlProtocol.PROTOCOL;
    }

    /** The links: physical and virtual network devices. */
    public Links links() {
        return new Links(sender);
    }

    /** The IPv4 and IPv6 addresses of the links. */
    public Addresses addresses() {
        return new Addresses(sender);
    }

    /** The labels of IPv6 addresses, which the choice of a source address compares. */
    public AddressLabels addressLabels() {
        return new AddressLabels(sender);
    }

    /** The counters of links, bridges and bonds by groups. */
    public LinkCounterList counters() {
        return new LinkCounterList(sender);
    }

    /** The IPv4 and IPv6 routes, and route lookups. */
    public Routes routes() {
        return new Routes(sender);
    }

    /** The MPLS routes: what happens to packets with a label. */
    public MplsRoutes mplsRoutes() {
        return new MplsRoutes(sender);
    }

    /** The neighbours: the link-layer addresses of IP addresses on the links. */
    public Neighbours neighbours() {
        return new Neighbours(sender);
    }

    /** The parameters of the tables of neighbours. */
    public NeighbourTables neighbourTables() {
        return new NeighbourTables(sender);
    }

    /** The IPv4 and IPv6 routing rules, which select the table for the route of a packet. */
    public RoutingRules rules() {
        return new RoutingRules(sender);
    }

    /** The forwarding tables of bridges, VXLANs and other links. */
    public ForwardingDatabase fdb() {
        return new ForwardingDatabase(sender);
    }

    /** The ports of bridges, as {@code bridge link} shows them, and their events. */
    public BridgePorts bridgePorts() {
        return new BridgePorts(sender);
    }

    /** The VLANs of bridges and of their ports. */
    public BridgeVlans bridgeVlans() {
        return new BridgeVlans(sender);
    }

    /** The VNIs that VXLANs with a filter receive. */
    public VxlanVnis vxlanVnis() {
        return new VxlanVnis(sender);
    }

    /** The states of bridge ports in the instances of the multiple spanning tree. */
    public BridgeMst bridgeMst() {
        return new BridgeMst(sender);
    }

    /** The nexthop objects and groups of them, which routes share. */
    public NexthopObjects nexthops() {
        return new NexthopObjects(sender);
    }

    /** A new batch of changes of objects of any type, in any namespace. */
    public static Batch batch() {
        return new Batch();
    }

    /** The nsids: the numbers that this namespace has for other namespaces. */
    public Nsids nsids() {
        return new Nsids(sender);
    }

    /** Another namespace, by its nsid in this namespace. It needs no handle and offers few operations. */
    public TargetNamespace target(int nsid) {
        return new TargetNamespace(sender, nsid);
    }

    /**
     * Subscribes to links, bridge ports, addresses, routes, neighbours, rules, nexthops and nsids at once, in the order of the kernel, as {@code ip monitor}
     * does. {@link Links#subscribe}, {@link Addresses#subscribe} and so on subscribe to one type of objects. The subscription has a socket
     * of its own in this namespace. It lives until it is closed, even if this {@code Rtnl} is closed earlier.
     *
     * {@snippet :
     * try (var events = rtnl.subscribe(RtnlGroup.LINK, RtnlGroup.IPV6_ROUTE)) {
     *     switch (events.next()) {
     *         case Event.Changed<NetlinkObject<?>>(Link link, int flags) -> update(link);
     *         case Event.Deleted<NetlinkObject<?>>(Route route) -> forget(route);
     *         case Event.Overrun<NetlinkObject<?>> lost -> listAgain();
     *         default -> {}
     *     }
     * }
     * }
     *
     * @param groups the groups to subscribe to; all if none is given
     * @throws IllegalArgumentException if a group carries other objects
     */
    public Subscription<NetlinkObject<?>> subscribe(RtnlGroup... groups) {
        return ObjectSubscriptions.subscribe(socket(), RtnlProtocol.reported(), groups);
    }

    /**
     * Subscribes as {@link #subscribe} does, in this namespace and in all namespaces that have an nsid here, over one socket, as {@code ip
     * monitor all-nsid} does.
     *
     * <p>A namespace is heard from the moment it has an nsid: after {@link Nsids#assign} or {@code ip netns set}, or because a link here has
     * its peer there. The others are not heard, and neither is one over which the calling thread lacks {@code CAP_NET_BROADCAST}. If a
     * namespace is removed, there is one event about its nsid here and none about its objects. The names are looked up with this {@code
     * Rtnl}; after it is closed, events of further namespaces have no name.
     *
     * {@snippet :
     * rtnl.nsids().assign(red);
     * try (var events = rtnl.subscribeAllNamespaces(RtnlGroup.LINK)) {
     *     switch (events.next()) {
     *         case Event.Changed<NamespaceObject>(NamespaceObject(var nsid, var name, Link link), int flags) -> update(nsid, link);
     *         case Event.Overrun<NamespaceObject> lost -> listAgain();
     *         default -> {}
     *     }
     * }
     * }
     *
     * @param groups the groups to subscribe to; all if none is given
     * @throws IllegalArgumentException if a group carries other objects
     * @throws io.netlink4j.core.error.NetlinkException.NotPermitted if the calling thread lacks {@code CAP_NET_BROADCAST} over this namespace
     */
    public Subscription<NamespaceObject> subscribeAllNamespaces(RtnlGroup... groups) {
        Set<MulticastGroup> chosen = ObjectSubscriptions.groups(RtnlProtocol.reported(), groups);
        NamespaceEvents decoder = new NamespaceEvents(nsids(), chosen.contains(RtnlGroup.NSID));
        Set<MulticastGroup> joined = new LinkedHashSet<>(chosen);
        joined.add(RtnlGroup.NSID);
        return socket().subscribeAllNamespaces(decoder, MulticastGroup.numbers(joined));
    }

    /** The socket, for requests that this library has no method for. */
    public NetlinkSocket socket() {
        return sender.socket();
    }

    /** Closes the socket and ends pending waits for events. */
    @Override
    public void close() {
        socket().close();
    }

    /** {@code rtnetlink in namespace 'red'}. */
    @Override
    public String toString() {
        return "rtnetlink in " + sender.where();
    }
}
