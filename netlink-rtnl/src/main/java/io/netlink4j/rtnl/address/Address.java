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
 * <p>Nothing is added to what was asked for: an IPv4 address has a broadcast address only if one is set.
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

    /** The peer's address; where there is no peer, the address itself. */
    public static final Attribute<IpAddress> PREFIX = KEYS.add(1, "IFA_ADDRESS", ADDRESS);
    /** The address itself; IPv6 has it only where there is a peer. */
    public static final Attribute<IpAddress> LOCAL = KEYS.add(2, "IFA_LOCAL", ADDRESS);
    /** A name for the address, for the programs that take IPv4 addresses for links. */
    public static final Attribute<String> LABEL = KEYS.add(3, "IFA_LABEL", LinkNames.LABEL);
    /** The IPv4 broadcast address. */
    public static final Attribute<IpAddress> BROADCAST = KEYS.add(4, "IFA_BROADCAST", ADDRESS);
    /** An IPv6 anycast address. */
    public static final Attribute<IpAddress> ANYCAST = KEYS.reported(5, "IFA_ANYCAST", ADDRESS);
    /** How long it is there and how long preferred. */
    public static final Attribute<AddressLifetime> CACHEINFO = KEYS.add(6, "IFA_CACHEINFO", AddressLifetime.CODEC);
    /** A multicast group that the link joined. */
    public static final Attribute<IpAddress> MULTICAST = KEYS.reported(7, "IFA_MULTICAST", ADDRESS);
    /** The flags in 32 bits. */
    public static final Attribute<Long> FLAGS = KEYS.add(8, "IFA_FLAGS", U32);
    /** The metric of the route that it brings along. */
    public static final Attribute<Long> RT_PRIORITY =
            KEYS.add(Attribute.of(9, "IFA_RT_PRIORITY", U32).since("4.18"));
    /** The namespace that is asked about or in which it lies, by its number here. */
    public static final Attribute<Integer> TARGET_NETNSID = KEYS.requested(10, "IFA_TARGET_NETNSID", S32);
    /** Who added it. */
    public static final Attribute<Integer> PROTO =
            KEYS.add(Attribute.of(11, "IFA_PROTO", U8).since("5.18"));
    /** How many want the multicast group. */
    public static final Attribute<Integer> MC_USERS = KEYS.reported(12, "IFA_MC_USERS", COUNT);

    static final Schema SCHEMA = KEYS.build();

    static final MessageType NEWADDR = new MessageType(20, "RTM_NEWADDR", SCHEMA);
    static final MessageType DELADDR = new MessageType(21, "RTM_DELADDR", SCHEMA);
    static final MessageType GETADDR = new MessageType(22, "RTM_GETADDR", SCHEMA);

    /** What is true of all addresses. */
    public static final ObjectDescriptor<Address> DESCRIPTOR = ObjectDescriptor.of(
                    "address", "addresses", SCHEMA, Address::new)
            .messages(NEWADDR, DELADDR, GETADDR)
            .groups(RtnlGroup.IPV4_IFADDR, RtnlGroup.IPV6_IFADDR)
            .accepts(address -> IpFamily.ofNumber(address.get(FAMILY)).isPresent())
            .link(INDEX)
            .identity(Address::link, Address::address, Address::peer, Address::prefixLength)
            .derived(CACHEINFO)
            .refusals(AddressErrors::add)
            .build();

    private static final Address NONE = DESCRIPTOR.empty();

    private Address(Content content) {
        super(content);
    }

    private Address(byte[] bytes) {
        super(bytes);
    }

    /** The address of which nothing is said: what a request for all addresses begins with. */
    static Address any() {
        return NONE;
    }

    /**
     * An address with its prefix length: {@code 192.168.15.1/24}, {@code 2001:db8::1/64}; without a prefix length it is that
     * of a single host. One of {@code 127.0.0.0/8} has the scope of the host, every other one is global.
     *
     * @throws IllegalArgumentException if it is no such literal
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

    /** IPv4 or IPv6. */
    public IpFamily family() {
        return IpFamily.ofNumber(get(FAMILY))
                .orElseThrow(() -> new NetlinkException.Malformed("an address of the family " + get(FAMILY)));
    }

    /**
     * The address itself.
     *
     * @throws NetlinkException.Malformed where the kernel reported none
     */
    public IpAddress address() {
        return get(LOCAL)
                .or(() -> get(PREFIX))
                .orElseThrow(() -> new NetlinkException.Malformed("an address without IFA_ADDRESS"));
    }

    /** How many bits of the address, or of the peer's if there is one, are those of the network. */
    public int prefixLength() {
        return get(PREFIX_LENGTH);
    }

    /** The address with its prefix length. */
    public IpInterface toInterface() {
        return IpInterface.of(address(), checkedPrefixLength());
    }

    /** For messages: the address with its prefix length, whatever that is. */
    String literal() {
        return address() + "/" + prefixLength();
    }

    /** The network that is reached through the link because of this address. */
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

    /** The other end of a point-to-point link. */
    public Optional<IpAddress> peer() {
        return get(LOCAL).flatMap(local -> get(PREFIX).filter(peer -> !peer.equals(local)));
    }

    /** A copy with another end, to which the prefix length then belongs; without one it is that of a single host. */
    public Address peer(String literal) {
        return peer(IpInterface.of(literal));
    }

    /** A copy with another end, to which the prefix length then belongs. */
    public Address peer(IpInterface peer) {
        IpAddress local = address();
        return with(PREFIX, requireFamily(peer.address())).with(LOCAL, local).with(PREFIX_LENGTH, peer.prefixLength());
    }

    /** The link; empty as long as none was set. */
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

    /** The label of an IPv4 address, which is the link's name if not set. */
    public Optional<String> label() {
        return get(LABEL);
    }

    /** A copy with another label, of at most 15 bytes: the link's name, or that with a colon and more. */
    public Address label(String label) {
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
     * A copy with the broadcast address of its network, or of the peer's network if there is a peer: the one whose host bits are all set. A
     * network of one or two addresses, {@code /32} or {@code /31}, has none, and the copy has none then. This is what {@code ip addr add ...
     * brd +} does.
     *
     * @throws IllegalArgumentException for IPv6, which has no broadcast addresses
     */
    public Address withBroadcast() {
        if (family() == IpFamily.IPV6) {
            throw new IllegalArgumentException(toInterface() + " has no broadcast address: IPv6 has none");
        }
        return network().broadcast().map(this::broadcast).orElseGet(() -> without(BROADCAST));
    }

    /** How far it is valid. The kernel decides it for IPv6. */
    public RouteScope scope() {
        return new RouteScope(get(SCOPE));
    }

    /** A copy with another scope. */
    public Address scope(RouteScope scope) {
        return with(SCOPE, scope.number());
    }

    /** How long it is there and how long preferred; for ever if nothing was reported or set. */
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

    /** The flags, in the order in which {@code ip} shows them. */
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
     * A copy with a flag, or without.
     *
     * @throws IllegalArgumentException if only the kernel sets that flag
     */
    public Address flag(AddressFlag flag, boolean on) {
        if (!flag.isSettable()) {
            throw new IllegalArgumentException("only the kernel sets the flag " + flag + " of an address");
        }
        return flagBits((flagBits() & ~flag.bit()) | (on ? flag.bit() : 0));
    }

    Address flagBits(long bits) {
        Address low = with(LOW_FLAGS, (int) (bits & 0xff));
        return bits == 0 && !has(FLAGS) ? low : low.with(FLAGS, bits);
    }

    /** The metric of the route that it brings along, since Linux 4.18. */
    public Optional<Long> metric() {
        return get(RT_PRIORITY);
    }

    /** A copy with another metric of the route that it brings along. */
    public Address metric(long metric) {
        return with(RT_PRIORITY, metric);
    }

    /** Who added it ({@code IFAPROT_*}), since Linux 5.18; empty if nobody said. */
    public Optional<Integer> protocol() {
        return get(PROTO);
    }

    /** A copy that says who added it: 4 to 255, for the numbers below are the kernel's. */
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
            return AddressText.of(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
