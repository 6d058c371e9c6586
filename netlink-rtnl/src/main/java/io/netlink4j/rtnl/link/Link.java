package io.netlink4j.rtnl.link;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.NamespaceReference;
import io.netlink4j.rtnl.link.LinkInet6.AddressGeneration;
import io.netlink4j.rtnl.link.kind.BondPort;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network device, real or virtual ({@code struct ifinfomsg} of {@code linux/rtnetlink.h} and {@code IFLA_*} of {@code
 * linux/if_link.h}).
 *
 * <p>A link that was read holds all attributes that the kernel reported. A link that a program makes holds what was set, and only that is
 * sent. Use the keys of {@link LinkAttributes} for attributes without an accessor. Attributes that the kernel only reports, such as
 * statistics, are omitted when a link is sent.
 *
 * {@snippet :
 * Link cable = Link.named("veth-red-br").master("v-net-0").mtu(9000).up().kind(Veth.to("veth-red"));
 * }
 */
public final class Link extends LinkSettings implements LinkReference {
    static final Schema SCHEMA = LinkAttributes.SCHEMA;

    static final MessageType NEWLINK = new MessageType(16, "RTM_NEWLINK", SCHEMA);
    static final MessageType DELLINK = new MessageType(17, "RTM_DELLINK", SCHEMA);
    static final MessageType GETLINK = new MessageType(18, "RTM_GETLINK", SCHEMA);
    static final MessageType NEWLINKPROP = new MessageType(108, "RTM_NEWLINKPROP", SCHEMA);
    static final MessageType DELLINKPROP = new MessageType(109, "RTM_DELLINKPROP", SCHEMA);

    /**
     * The descriptor of {@link Link}: its messages, groups and identity. A message of the family {@code AF_BRIDGE} describes a bridge port,
     * and a wireless event holds only its own attribute: neither is a link.
     */
    public static final ObjectDescriptor<Link> DESCRIPTOR = ObjectDescriptor.of("link", "links", SCHEMA, Link::reported)
            .messages(NEWLINK, DELLINK, GETLINK, new MessageType(19, "RTM_SETLINK", SCHEMA), NEWLINKPROP, DELLINKPROP)
            .groups(RtnlGroup.LINK)
            .accepts(link -> link.get(LinkAttributes.FAMILY) == 0 && !link.has(LinkAttributes.WIRELESS))
            .identity(Link::index)
            .errors(LinkErrors::add)
            .build();

    private static final Link NONE = DESCRIPTOR.empty().with(LinkAttributes.CHANGE, 0L);

    Link(Content content) {
        super(content);
    }

    /** A link as the kernel reports it. The change mask covers all flags that can be set. */
    private static Link reported(byte[] body) {
        LinkAttributes.CHANGE
                .codec()
                .write(LinkFlag.SETTABLE, MemorySegment.ofArray(body), LinkAttributes.CHANGE.offset());
        return new Link(Content.of(body));
    }

    /** An empty link: the start of a request for all links. */
    static Link any() {
        return NONE;
    }

    /**
     * A link with a name of 1 to 15 bytes, to create a link or to refer to one. An alternative name of up to 127 bytes can only refer to a
     * link. In the name of a new link the kernel replaces {@code %d} by the first free number.
     *
     * @throws IllegalArgumentException if it is empty, has more than 127 bytes, or contains a NUL character or a slash
     */
    public static Link named(String name) {
        LinkNames.checkAny(name);
        return LinkNames.isName(name)
                ? NONE.with(LinkAttributes.IFNAME, name)
                : NONE.with(LinkAttributes.ALT_IFNAME, name);
    }

    /**
     * A link with an index, to refer to a link or to change it.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Link indexed(int ifindex) {
        if (ifindex <= 0) {
            throw new IllegalArgumentException("a link's index is positive, not " + ifindex);
        }
        return NONE.with(LinkAttributes.INDEX, ifindex);
    }

    int index() {
        return get(LinkAttributes.INDEX);
    }

    /** The index. The kernel assigns it, unique in the namespace. */
    @Override
    public Optional<Integer> ifindex() {
        int index = index();
        return index > 0 ? Optional.of(index) : Optional.empty();
    }

    /** The name. */
    @Override
    public Optional<String> name() {
        return get(LinkAttributes.IFNAME).or(() -> get(LinkAttributes.ALT_IFNAME));
    }

    /** A copy with another name of 1 to 15 bytes. */
    public Link name(String name) {
        return without(LinkAttributes.ALT_IFNAME).with(LinkAttributes.IFNAME, name);
    }

    /** The alternative names, since Linux 5.5. */
    public List<String> alternativeNames() {
        return get(LinkAttributes.PROP_LIST).orElse(List.of());
    }

    /** A copy with an additional alternative name of 1 to 127 bytes. */
    public Link alternativeName(String name) {
        List<String> names = new ArrayList<>(alternativeNames());
        names.add(LinkNames.checkAlternative(name));
        return with(LinkAttributes.PROP_LIST, names);
    }

    /** Whether {@code name} is its name or one of its alternative names. */
    public boolean isCalled(String name) {
        return name().filter(name::equals).isPresent() || alternativeNames().contains(name);
    }

    /** The kind with its options; empty for a physical link. */
    public Optional<LinkKind> kind() {
        Optional<LinkKind> kind = get(LinkAttributes.LINKINFO).flatMap(LinkInfo::kind);
        return LinkRequests.wasRead(this) ? kind.map(LinkRequests::reported) : kind;
    }

    /** A copy with another kind or with other options of its kind. */
    public Link kind(LinkKind kind) {
        return with(LinkAttributes.LINKINFO, info().kind(kind));
    }

    /** The bridge-port options; empty for a link that is no port of a bridge. */
    public Optional<BridgePort> bridgePort() {
        return get(LinkAttributes.LINKINFO).flatMap(info -> info.port(BridgePort.TYPE));
    }

    /** A copy with other bridge-port options. */
    public Link bridgePort(BridgePort port) {
        return with(LinkAttributes.LINKINFO, info().port(BridgePort.TYPE, port));
    }

    /** The options as a port of a bond; empty for a link that is no port of a bond. */
    public Optional<BondPort> bondPort() {
        return get(LinkAttributes.LINKINFO).flatMap(info -> info.port(BondPort.TYPE));
    }

    /** A copy with other options as a port of a bond. */
    public Link bondPort(BondPort port) {
        return with(LinkAttributes.LINKINFO, info().port(BondPort.TYPE, port));
    }

    private LinkInfo info() {
        return get(LinkAttributes.LINKINFO).orElse(LinkInfo.NONE);
    }

    /** The flags, in the order in which {@code ip} shows them. */
    public Set<LinkFlag> flags() {
        return LinkFlag.of(get(LinkAttributes.FLAGS));
    }

    /** Whether it is administratively up ({@code IFF_UP}). {@link #operationalState()} says whether packets pass. */
    public boolean isUp() {
        return has(LinkFlag.UP);
    }

    /** Whether it has a flag. */
    public boolean has(LinkFlag flag) {
        return (get(LinkAttributes.FLAGS) & flag.bit()) != 0;
    }

    /** A copy that is administratively up. */
    public Link up() {
        return flag(LinkFlag.UP, true);
    }

    /** A copy that is administratively down. */
    public Link down() {
        return flag(LinkFlag.UP, false);
    }

    /**
     * A copy with or without a flag. Flags that were not mentioned stay unchanged in the kernel.
     *
     * @throws IllegalArgumentException if only the kernel sets that flag
     */
    public Link flag(LinkFlag flag, boolean on) {
        if (!flag.isSettable()) {
            throw new IllegalArgumentException("only the kernel sets the flag " + flag + " of a link");
        }
        long flags = (get(LinkAttributes.FLAGS) & ~flag.bit()) | (on ? flag.bit() : 0);
        return with(LinkAttributes.FLAGS, flags).with(LinkAttributes.CHANGE, get(LinkAttributes.CHANGE) | flag.bit());
    }

    /** The operational state: whether packets pass. */
    public OperationalState operationalState() {
        return get(LinkAttributes.OPERSTATE).orElse(OperationalState.UNKNOWN);
    }

    /** The hardware type, {@code ARPHRD_*} of {@code linux/if_arp.h}: 1 for Ethernet. */
    public int hardwareType() {
        return get(LinkAttributes.TYPE);
    }

    /** The MTU in bytes. */
    public Optional<Integer> mtu() {
        return get(LinkAttributes.MTU);
    }

    /** A copy with another MTU in bytes. */
    public Link mtu(int bytes) {
        return with(LinkAttributes.MTU, CheckedCodecs.inRange(bytes, 0, Integer.MAX_VALUE, "an MTU"));
    }

    /** The link-layer address; empty for links that have none, such as tunnels. */
    public Optional<MacAddress> macAddress() {
        return get(LinkAttributes.ADDRESS);
    }

    /** A copy with another link-layer address. */
    public Link macAddress(MacAddress address) {
        return with(LinkAttributes.ADDRESS, address);
    }

    /** A copy with another link-layer address: {@code 52:54:00:12:34:56}. */
    public Link macAddress(String address) {
        return macAddress(MacAddress.of(address));
    }

    /** The permanent link-layer address of the hardware. */
    public Optional<MacAddress> permanentAddress() {
        return get(LinkAttributes.PERM_ADDRESS);
    }

    /** The link-layer broadcast address, or the other end of a point-to-point link. */
    public Optional<MacAddress> broadcastAddress() {
        return get(LinkAttributes.BROADCAST);
    }

    /** The master: the bridge, bond or other link that it belongs to. */
    public Optional<LinkReference> master() {
        return get(LinkAttributes.MASTER).filter(master -> master.ifindex().orElse(1) != 0);
    }

    /** A copy with a master: a bridge, bond or other link. */
    public Link master(LinkReference master) {
        return with(LinkAttributes.MASTER, master);
    }

    /** A copy with the master of that name: a bridge, bond or other link. */
    public Link master(String master) {
        return master(LinkReference.of(master));
    }

    /** A copy that requests to have no master. */
    public Link noMaster() {
        return with(LinkAttributes.MASTER, LinkReference.of(0));
    }

    /** The lower link, or the peer of a pair. If {@link #linkNamespaceId()} is present, the index belongs to that namespace. */
    public Optional<LinkReference> link() {
        return get(LinkAttributes.LINK).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with a lower link. */
    public Link link(LinkReference link) {
        return with(LinkAttributes.LINK, link);
    }

    /** A copy with the lower link of that name. */
    public Link link(String link) {
        return link(LinkReference.of(link));
    }

    /** The nsid of the namespace of {@link #link()}; empty if that is this namespace. */
    public Optional<Integer> linkNamespaceId() {
        return get(LinkAttributes.LINK_NETNSID).map(Optional::of).orElseGet(Optional::empty);
    }

    /** A copy to be created in a namespace or moved there. The handle has to stay open until the request is done. */
    public Link in(NetworkNamespace namespace) {
        return with(LinkAttributes.NET_NS_FD, new NamespaceReference(namespace));
    }

    /** The namespace that was set with {@link #in}. */
    public Optional<NetworkNamespace> namespace() {
        return get(LinkAttributes.NET_NS_FD).map(NamespaceReference::namespace);
    }

    /** A copy that requests an index in the namespace in which it is created or to which it is moved. Otherwise the kernel chooses. */
    public Link requestIndex(int ifindex) {
        return with(
                LinkAttributes.NEW_IFINDEX,
                CheckedCodecs.inRange(ifindex, 1, Integer.MAX_VALUE, "the index of a link"));
    }

    /** The description ({@code ifalias}). */
    public Optional<String> alias() {
        return get(LinkAttributes.IFALIAS);
    }

    /** A copy with another description, of at most 255 bytes. An empty one removes it. */
    public Link alias(String text) {
        return with(LinkAttributes.IFALIAS, text);
    }

    /** The number of the link group; 0 if not set. */
    public Optional<Long> group() {
        return get(LinkAttributes.GROUP);
    }

    /** A copy in another link group. */
    public Link group(long number) {
        return with(LinkAttributes.GROUP, number);
    }

    /** The length of the transmit queue, in packets. */
    public Optional<Integer> transmitQueueLength() {
        return get(LinkAttributes.TXQLEN);
    }

    /** A copy with another length of the transmit queue, in packets. */
    public Link transmitQueueLength(int packets) {
        return with(
                LinkAttributes.TXQLEN,
                CheckedCodecs.inRange(packets, 0, Integer.MAX_VALUE, "the length of a transmit queue"));
    }

    /** The number of users of promiscuous mode, such as the bridge that it belongs to. */
    public int promiscuity() {
        return get(LinkAttributes.PROMISCUITY).orElse(0);
    }

    /** A copy with or without the flag {@code PROMISC}: it receives all packets. */
    public Link promiscuous(boolean on) {
        return flag(LinkFlag.PROMISC, on);
    }

    /** A copy with or without the flag {@code ALLMULTI}: it receives all multicasts. */
    public Link allMulticast(boolean on) {
        return flag(LinkFlag.ALLMULTI, on);
    }

    /** The name of the queueing discipline. */
    public Optional<String> queueingDiscipline() {
        return get(LinkAttributes.QDISC);
    }

    /** The statistics. */
    public Optional<LinkStatistics> statistics() {
        return get(LinkAttributes.STATS64);
    }

    /** How it generates its IPv6 addresses; empty if IPv6 is off. */
    public Optional<AddressGeneration> addressGeneration() {
        return inet6().addressGeneration();
    }

    /** A copy with another generation of IPv6 addresses. */
    public Link addressGeneration(AddressGeneration mode) {
        return inet6(inet6().addressGeneration(mode));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Link copy(Content content) {
        return new Link(content);
    }

    /** As {@code ip -d link} shows it, in one line. Other links are shown as {@code if} with their index. */
    @Override
    public String toString() {
        try {
            return LinkText.ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
