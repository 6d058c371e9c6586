package io.netlink4j.rtnl.address;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.RouteScope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An IPv4 or IPv6 address of a link, with its prefix length ({@code struct ifaddrmsg} and {@code IFA_*} of {@code
 * linux/if_addr.h}).
 *
 * <p>A request contains only what was set. For example, an IPv4 address has a broadcast address only if one was set.
 *
 * {@snippet :
 * rtnl.addresses().add(Address.of("192.168.15.1/24").link("veth-red").label("veth-red:1").withBroadcast());
 * }
 */
public final class Address extends NetlinkObject<Address> {
    private static final Schema.Builder KEYS = Schema.builder("address", "ifaddrmsg", 8);

    static final Field<Integer> FAMILY = KEYS.field("ifa_family", 0, 1, U8);
    static final Field<Integer> PREFIX_LENGTH = KEYS.field("ifa_prefixlen", 1, 1, U8);
    static final Field<Integer> LOW_FLAGS = KEYS.field("ifa_flags", 2, 1, U8);
    static final Field<Integer> SCOPE = KEYS.field("ifa_scope", 3, 1, U8);
    static final Field<Integer> INDEX = KEYS.field("ifa_index", 4, 4, S32);

    /** The address of the peer, or the address itself if there is no peer. */
    public static final Attribute<IpAddress> PREFIX = KEYS.add(1, "IFA_ADDRESS", ADDRESS);
    /** The address itself. An IPv6 address has this attribute only if there is a peer. */
    public static final Attribute<IpAddress> LOCAL = KEYS.add(2, "IFA_LOCAL", ADDRESS);
    /** A label of an IPv4 address, for programs that expect a link for each address. */
    public static final Attribute<String> LABEL = KEYS.add(3, "IFA_LABEL", LinkNames.LABEL);
    /** The IPv4 broadcast address. */
    public static final Attribute<IpAddress> BROADCAST = KEYS.add(4, "IFA_BROADCAST", ADDRESS);
    /** An IPv6 anycast address. */
    public static final Attribute<IpAddress> ANYCAST = KEYS.reported(5, "IFA_ANYCAST", ADDRESS);
    /** The valid and the preferred lifetime. */
    public static final Attribute<AddressLifetime> CACHEINFO =
            KEYS.add(Attribute.of(6, "IFA_CACHEINFO", AddressLifetime.CODEC).derivedFrom(AddressLifetime.CREATED_AT));
    /** A multicast group that the link joined. */
    public static final Attribute<IpAddress> MULTICAST = KEYS.reported(7, "IFA_MULTICAST", ADDRESS);
    /** The flags in 32 bits. */
    public static final Attribute<Long> FLAGS = KEYS.add(8, "IFA_FLAGS", U32);
    /** The metric of the prefix route that the kernel creates for the address. */
    public static final Attribute<Long> RT_PRIORITY =
            KEYS.add(Attribute.of(9, "IFA_RT_PRIORITY", U32).since("4.18"));
    /** The namespace of the address, by its nsid here. */
    public static final Attribute<Integer> TARGET_NETNSID = KEYS.requested(10, "IFA_TARGET_NETNSID", S32);
    /** The origin of the address ({@code IFAPROT_*}). */
    public static final Attribute<Integer> PROTO =
            KEYS.add(Attribute.of(11, "IFA_PROTO", U8).since("5.18"));
    /** The number of users of the multicast group. */
    public static final Attribute<Integer> MC_USERS = KEYS.reported(12, "IFA_MC_USERS", COUNT);

    static final Schema SCHEMA = KEYS.build();

    static final MessageType NEWADDR = new MessageType(20, "RTM_NEWADDR", SCHEMA);
    static final MessageType DELADDR = new MessageType(21, "RTM_DELADDR", SCHEMA);
    static final MessageType GETMULTICAST = new MessageType(58, "RTM_GETMULTICAST", SCHEMA);
    static final MessageType GETANYCAST = new MessageType(62, "RTM_GETANYCAST", SCHEMA);
    static final MessageType GETADDR = new MessageType(22, "RTM_GETADDR", SCHEMA);

    /** The descriptor of {@link Address}: its messages, groups and identity. */
    public static final ObjectDescriptor<Address> DESCRIPTOR = ObjectDescriptor.of(
                    "address", "addresses", SCHEMA, Address::new)
            .messages(NEWADDR, DELADDR, GETADDR, GETMULTICAST, GETANYCAST)
            .groups(RtnlGroup.IPV4_IFADDR, RtnlGroup.IPV6_IFADDR)
            .accepts(address -> IpFamily.ofNumber(address.get(FAMILY)).isPresent())
            .link(INDEX)
            .identity(Address::link, Address::address, Address::peer, Address::prefixLength)
            .errors(AddressErrors::add)
            .build();

    private static final Address NONE = DESCRIPTOR.empty();

    private Address(Content content) {
        super(content);
    }

    private Address(byte[] bytes) {
        super(bytes);
    }

    /** An empty address: the start of a request for all addresses. */
    static Address any() {
        return NONE;
    }

    /**
     * An address with its prefix length: {@code 192.168.15.1/24}, {@code 2001:db8::1/64}. Without a prefix length it is a host address:
     * {@code /32} or {@code /128}. An address of {@code 127.0.0.0/8} gets the scope {@code host}, every other one {@code global}.
     *
     * @throws IllegalArgumentException if {@code literal} is not such a literal
     */
    public static Address of(String literal) {
        return of(IpInterface.of(literal));
    }

    /** An address with its prefix length. */
    public static Address of(IpInterface value) {
        IpAddress address = value.address();
        Address bare = NONE.with(FAMILY, value.family().number())
                .with(PREFIX_LENGTH, value.prefixLength())
                .with(PREFIX, address);
        return address instanceof Ipv4Address
                ? bare.with(LOCAL, address).scope(address.isLoopback() ? RouteScope.HOST : RouteScope.UNIVERSE)
                : bare;
    }

    /** The family: IPv4 or IPv6. */
    public IpFamily family() {
        return IpFamily.ofNumber(get(FAMILY))
                .orElseThrow(() -> new NetlinkException.Malformed("an address of the family " + get(FAMILY)));
    }

    /**
     * The address itself.
     *
     * @throws NetlinkException.Malformed if the kernel reported none
     */
    public IpAddress address() {
        return get(LOCAL)
                .or(() -> get(PREFIX))
                .or(() -> get(MULTICAST))
                .or(() -> get(ANYCAST))
                .orElseThrow(() -> new NetlinkException.Malformed("an address without IFA_ADDRESS"));
    }

    /** The prefix length of the address, or of the peer if there is one. */
    public int prefixLength() {
        return get(PREFIX_LENGTH);
    }

    /** The address with its prefix length. */
    public IpInterface toInterface() {
        return IpInterface.of(address(), checkedPrefixLength());
    }

    /** The address with its prefix length, which is not checked. For messages. */
    String literal() {
        return address() + "/" + prefixLength();
    }

    /** The network of the address, or of the peer if there is one. The kernel adds a route to it. */
    public IpPrefix network() {
        return IpPrefix.containing(peer().orElseGet(this::address), checkedPrefixLength());
    }

    private int checkedPrefixLength() {
        int bits = prefixLength();
        if (bits > address().family().bits()) {
            throw new NetlinkException.Malformed("an address with the prefix length " + bits + ": " + address());
        }
        return bits;
    }

    /** The peer: the address of the other end of a point-to-point link. */
    public Optional<IpAddress> peer() {
        return get(LOCAL).flatMap(local -> get(PREFIX).filter(peer -> !peer.equals(local)));
    }

    /** A copy with a peer. The prefix length becomes that of {@code literal}; without one it is {@code /32} or {@code /128}. */
    public Address peer(String literal) {
        return peer(IpInterface.of(literal));
    }

    /** A copy with a peer. The prefix length becomes that of {@code peer}. */
    public Address peer(IpInterface peer) {
        IpAddress local = address();
        return with(PREFIX, requireFamily(peer.address())).with(LOCAL, local).with(PREFIX_LENGTH, peer.prefixLength());
    }

    /** The link; empty if none was set. */
    public Optional<LinkReference> link() {
        return HeaderLink.get(this, INDEX);
    }

    /** A copy on a link. */
    public Address link(LinkReference link) {
        return HeaderLink.set(this, INDEX, link);
    }

    /** A copy on the link with a name. */
    public Address link(String link) {
        return link(LinkReference.of(link));
    }

    /** The label of an IPv4 address. The kernel uses the name of the link if none was set. */
    public Optional<String> label() {
        return get(LABEL);
    }

    /** A copy with another label of at most 15 bytes, for IPv4: the name of the link, optionally followed by a colon and a suffix. */
    public Address label(String label) {
        if (family() == IpFamily.IPV6) {
            throw new IllegalArgumentException("an IPv6 address such as " + literal() + " has no label");
        }
        return with(LABEL, label);
    }

    /** The broadcast address. */
    public Optional<IpAddress> broadcast() {
        return get(BROADCAST);
    }

    /** A copy with a broadcast address. */
    public Address broadcast(IpAddress address) {
        return with(BROADCAST, requireFamily(address));
    }

    /** A copy with a broadcast address. */
    public Address broadcast(String address) {
        return broadcast(IpAddress.of(address));
    }

    /**
     * A copy with the broadcast address of its network, or of the network of its peer: all host bits are set. A {@code /32} or {@code /31}
     * network has none; then the copy has none either. {@code ip addr add ... brd +} does the same.
     *
     * @throws IllegalArgumentException for IPv6, which has no broadcast addresses
     */
    public Address withBroadcast() {
        if (family() == IpFamily.IPV6) {
            throw new IllegalArgumentException(toInterface() + " has no broadcast address: IPv6 has none");
        }
        return network().broadcast().map(this::broadcast).orElseGet(() -> without(BROADCAST));
    }

    /** The scope. The kernel chooses it for IPv6. */
    public RouteScope scope() {
        return new RouteScope(get(SCOPE));
    }

    /** A copy with another scope. */
    public Address scope(RouteScope scope) {
        return with(SCOPE, scope.number());
    }

    /** The lifetime; {@link AddressLifetime#FOREVER} if none was reported or set. */
    public AddressLifetime lifetime() {
        return get(CACHEINFO).orElse(AddressLifetime.FOREVER);
    }

    /** A copy with a lifetime, in whole seconds. */
    public Address lifetime(AddressLifetime lifetime) {
        return with(CACHEINFO, lifetime);
    }

    /** A copy with a lifetime, in whole seconds. */
    public Address lifetime(Duration preferred, Duration valid) {
        return lifetime(AddressLifetime.of(preferred, valid));
    }

    /** The flags, in the order of {@code ip}. */
    public Set<AddressFlag> flags() {
        return AddressFlag.of(flagBits());
    }

    long flagBits() {
        return get(FLAGS).orElseGet(() -> (long) get(LOW_FLAGS));
    }

    /** Whether it has a flag. */
    public boolean has(AddressFlag flag) {
        return (flagBits() & flag.bit()) != 0;
    }

    /**
     * A copy with or without a flag.
     *
     * @throws IllegalArgumentException if only the kernel sets that flag, or if it is one of IPv6 and the address is one of IPv4
     */
    public Address flag(AddressFlag flag, boolean on) {
        if (!flag.isSettable()) {
            throw new IllegalArgumentException("only the kernel sets the flag " + flag + " of an address");
        }
        if (on && flag.isForIpv6Only() && family() == IpFamily.IPV4) {
            throw new IllegalArgumentException("an IPv4 address such as " + literal() + " cannot be " + flag);
        }
        return flagBits((flagBits() & ~flag.bit()) | (on ? flag.bit() : 0));
    }

    Address flagBits(long bits) {
        Address low = with(LOW_FLAGS, (int) (bits & 0xff));
        return bits == 0 && !has(FLAGS) ? low : low.with(FLAGS, bits);
    }

    /** The metric of the prefix route that the kernel creates for the address, since Linux 4.18. */
    public Optional<Long> metric() {
        return get(RT_PRIORITY);
    }

    /** A copy with another metric of the prefix route. */
    public Address metric(long metric) {
        return with(RT_PRIORITY, metric);
    }

    /** The origin of the address ({@code IFAPROT_*}), since Linux 5.18; empty if it has none. */
    public Optional<Integer> protocol() {
        return get(PROTO);
    }

    /** A copy with an origin of 4 to 255. The kernel uses the lower numbers. */
    public Address protocol(int number) {
        return with(PROTO, number);
    }

    private IpAddress requireFamily(IpAddress other) {
        if (other.family() != family()) {
            throw new IllegalArgumentException(other + " is no " + family() + " address, as " + address() + " is");
        }
        return other;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Address copy(Content content) {
        return new Address(content);
    }

    /** As {@code ip addr} shows it, in one line: {@code inet 192.168.15.1/24 scope global veth-red valid_lft forever ...}. */
    @Override
    public String toString() {
        try {
            return AddressText.ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
