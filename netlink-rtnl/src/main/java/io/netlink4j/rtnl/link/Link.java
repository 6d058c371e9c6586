package io.netlink4j.rtnl.link;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.NamespaceReference;
import io.netlink4j.rtnl.link.LinkInet6.AddressGeneration;
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
 * <p>One that was read from the kernel holds all that the kernel told. One that a program makes holds what was set, and only
 * that is sent. What has no accessor here is reached with the keys of {@link LinkAttributes}. Statistics and the like, which
 * the kernel only reports, are left out when a link is sent.
 *
 * {@snippet :
 * Link cable = Link.named("veth-red-br").master("v-net-0").mtu(9000).up().kind(Veth.to("veth-red"));
 * }
 */
public final class Link extends NetlinkObject<Link> implements LinkReference {
    static final Schema SCHEMA = LinkAttributes.SCHEMA;

    static final MessageType NEWLINK = new MessageType(16, "RTM_NEWLINK", SCHEMA);
    static final MessageType DELLINK = new MessageType(17, "RTM_DELLINK", SCHEMA);
    static final MessageType GETLINK = new MessageType(18, "RTM_GETLINK", SCHEMA);
    static final MessageType NEWLINKPROP = new MessageType(108, "RTM_NEWLINKPROP", SCHEMA);
    static final MessageType DELLINKPROP = new MessageType(109, "RTM_DELLINKPROP", SCHEMA);

    /**
     * What is true of all links. A message of the family {@code AF_BRIDGE} tells of a port, and one of a wireless driver has only its own
     * attribute: neither is a link.
     */
    public static final ObjectDescriptor<Link> DESCRIPTOR = ObjectDescriptor.of("link", "links", SCHEMA, Link::reported)
            .messages(NEWLINK, DELLINK, GETLINK, new MessageType(19, "RTM_SETLINK", SCHEMA), NEWLINKPROP, DELLINKPROP)
            .groups(RtnlGroup.LINK)
            .accepts(link -> link.get(LinkAttributes.FAMILY) == 0 && !link.has(LinkAttributes.WIRELESS))
            .identity(Link::index)
            .refusals(LinkErrors::add)
            .build();

    private static final Link NONE = DESCRIPTOR.empty().with(LinkAttributes.CHANGE, 0L);

    Link(Content content) {
        super(content);
    }

    /** A link as the kernel reports it, with all of its flags meant. */
    private static Link reported(byte[] body) {
        LinkAttributes.CHANGE
                .codec()
                .write(LinkFlag.SETTABLE, MemorySegment.ofArray(body), LinkAttributes.CHANGE.offset());
        return new Link(Content.of(body));
    }

    /** The link of which nothing is said: what a request for all links begins with. */
    static Link any() {
        return NONE;
    }

    /**
     * A link with a name of 1 to 15 bytes, to be created or meant; with an alternative name of up to 127 bytes it can only
     * be meant. In the name of a link to be created {@code %d} stands for the first number that is free.
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
     * The link with an index, to be meant or changed.
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

    /** The index, which the kernel gave; unique in its namespace. */
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

    /** The alternative names; the kernel has them since Linux 5.5. */
    public List<String> alternativeNames() {
        return get(LinkAttributes.PROP_LIST).orElse(List.of());
    }

    /** A copy with one alternative name more, of 1 to 127 bytes. */
    public Link alternativeName(String name) {
        List<String> names = new ArrayList<>(alternativeNames());
        names.add(name);
        return with(LinkAttributes.PROP_LIST, names);
    }

    /** Whether this is its name or one of its alternative names. */
    public boolean isCalled(String name) {
        return name().filter(name::equals).isPresent() || alternativeNames().contains(name);
    }

    /** The kind with its options; empty for a link that is not virtual. */
    public Optional<LinkKind> kind() {
        Optional<LinkKind> kind = get(LinkAttributes.LINKINFO).flatMap(LinkInfo::kind);
        return LinkParts.wasRead(this) ? kind.map(LinkParts::reported) : kind;
    }

    /** A copy of another kind or with other options of its kind. */
    public Link kind(LinkKind kind) {
        return with(LinkAttributes.LINKINFO, info().kind(kind));
    }

    /** What the bridge that it belongs to makes of it; empty for a link that belongs to none. */
    public Optional<BridgePort> bridgePort() {
        return get(LinkAttributes.LINKINFO).flatMap(LinkInfo::bridgePort);
    }

    /** A copy for which its bridge has other options. */
    public Link bridgePort(BridgePort port) {
        return with(LinkAttributes.LINKINFO, info().bridgePort(port));
    }

    private LinkInfo info() {
        return get(LinkAttributes.LINKINFO).orElse(LinkInfo.NONE);
    }

    /** The flags, in the order in which {@code ip} shows them. */
    public Set<LinkFlag> flags() {
        return LinkFlag.of(get(LinkAttributes.FLAGS));
    }

    /** Whether it was switched on ({@code IFF_UP}); whether packets pass is said by {@link #operationalState()}. */
    public boolean isUp() {
        return has(LinkFlag.UP);
    }

    /** Whether it has a flag. */
    public boolean has(LinkFlag flag) {
        return (get(LinkAttributes.FLAGS) & flag.bit()) != 0;
    }

    /** A copy that is switched on. */
    public Link up() {
        return flag(LinkFlag.UP, true);
    }

    /** A copy that is switched off. */
    public Link down() {
        return flag(LinkFlag.UP, false);
    }

    /**
     * A copy in which a flag is set or not; flags that were not mentioned stay as they are in the kernel.
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

    /** Whether packets pass. */
    public OperationalState operationalState() {
        return get(LinkAttributes.OPERSTATE).orElse(OperationalState.UNKNOWN);
    }

    /** The hardware type, {@code ARPHRD_*} of {@code linux/if_arp.h}: 1 for Ethernet. */
    public int hardwareType() {
        return get(LinkAttributes.TYPE);
    }

    /** The largest packet, in bytes. */
    public Optional<Integer> mtu() {
        return get(LinkAttributes.MTU);
    }

    /** A copy with another MTU in bytes. */
    public Link mtu(int bytes) {
        return with(LinkAttributes.MTU, bytes);
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

    /** The link-layer address that the hardware has. */
    public Optional<MacAddress> permanentAddress() {
        return get(LinkAttributes.PERM_ADDRESS);
    }

    /** The link-layer broadcast address, or the other end of a point-to-point link. */
    public Optional<MacAddress> broadcastAddress() {
        return get(LinkAttributes.BROADCAST);
    }

    /** The bridge, bond or other link that it belongs to. */
    public Optional<LinkReference> master() {
        return get(LinkAttributes.MASTER).filter(master -> master.ifindex().orElse(1) != 0);
    }

    /** A copy that belongs to a bridge, bond or other link. */
    public Link master(LinkReference master) {
        return with(LinkAttributes.MASTER, master);
    }

    /** A copy that belongs to the bridge, bond or other link with a name. */
    public Link master(String master) {
        return master(LinkReference.of(master));
    }

    /** A copy that belongs to no other link, and says so. */
    public Link noMaster() {
        return with(LinkAttributes.MASTER, LinkReference.of(0));
    }

    /** The link below, or the other end of a pair; its index belongs to another namespace if {@link #linkNamespaceId()} is there. */
    public Optional<LinkReference> link() {
        return get(LinkAttributes.LINK).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy that lies on another link. */
    public Link link(LinkReference link) {
        return with(LinkAttributes.LINK, link);
    }

    /** A copy that lies on the link with a name. */
    public Link link(String link) {
        return link(LinkReference.of(link));
    }

    /** The number that this namespace gave to the one in which {@link #link()} lies; empty if that is this one. */
    public Optional<Integer> linkNamespaceId() {
        return get(LinkAttributes.LINK_NETNSID).map(Optional::of).orElseGet(Optional::empty);
    }

    /** A copy to be created in a namespace, or to be moved there; the handle has to be open until that is done. */
    public Link in(NetworkNamespace namespace) {
        return with(LinkAttributes.NET_NS_FD, new NamespaceReference(namespace));
    }

    /** The namespace that was asked for with {@link #in}. */
    public Optional<NetworkNamespace> namespace() {
        return get(LinkAttributes.NET_NS_FD).map(NamespaceReference::namespace);
    }

    /** A copy that asks for an index where it is created or moved to; without, the kernel chooses. */
    public Link requestIndex(int ifindex) {
        return with(LinkAttributes.NEW_IFINDEX, ifindex);
    }

    /** The description that somebody gave it. */
    public Optional<String> alias() {
        return get(LinkAttributes.IFALIAS);
    }

    /** A copy with another description, of at most 255 bytes; an empty one takes it away. */
    public Link alias(String text) {
        return with(LinkAttributes.IFALIAS, text);
    }

    /** The number by which links are handled together, 0 if not set. */
    public Optional<Long> group() {
        return get(LinkAttributes.GROUP);
    }

    /** A copy in another group. */
    public Link group(long number) {
        return with(LinkAttributes.GROUP, number);
    }

    /** The length of the transmit queue, in packets. */
    public Optional<Integer> transmitQueueLength() {
        return get(LinkAttributes.TXQLEN);
    }

    /** A copy with another length of the transmit queue, in packets. */
    public Link transmitQueueLength(int packets) {
        return with(LinkAttributes.TXQLEN, packets);
    }

    /** How many want the link to receive everything, the bridge that it belongs to included. */
    public int promiscuity() {
        return get(LinkAttributes.PROMISCUITY).orElse(0);
    }

    /** A copy that receives everything because of the flag {@code PROMISC}, or not. */
    public Link promiscuous(boolean on) {
        return flag(LinkFlag.PROMISC, on);
    }

    /** A copy that receives every multicast because of the flag {@code ALLMULTI}, or not. */
    public Link allMulticast(boolean on) {
        return flag(LinkFlag.ALLMULTI, on);
    }

    /** The name of the queueing discipline. */
    public Optional<String> queueingDiscipline() {
        return get(LinkAttributes.QDISC);
    }

    /** What it has counted. */
    public Optional<LinkStatistics> statistics() {
        return get(LinkAttributes.STATS64);
    }

    /** How it makes its own IPv6 addresses; empty where IPv6 is off. */
    public Optional<AddressGeneration> addressGeneration() {
        return get(LinkAttributes.AF_SPEC)
                .flatMap(families -> families.get(LinkFamilies.INET6))
                .flatMap(LinkInet6::addressGeneration);
    }

    /** A copy that makes its own IPv6 addresses in another way, or none. */
    public Link addressGeneration(AddressGeneration mode) {
        LinkFamilies families = get(LinkAttributes.AF_SPEC).orElse(LinkFamilies.NONE);
        LinkInet6 inet6 = families.get(LinkFamilies.INET6).orElse(LinkInet6.NONE);
        return with(LinkAttributes.AF_SPEC, families.with(LinkFamilies.INET6, inet6.addressGeneration(mode)));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Link copy(Content content) {
        return new Link(content);
    }

    /** As {@code ip -d link} shows it, in one line; other links are shown as {@code if} with their index. */
    @Override
    public String toString() {
        try {
            return LinkText.of(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
