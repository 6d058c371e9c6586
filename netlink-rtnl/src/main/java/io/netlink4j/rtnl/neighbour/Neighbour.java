package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.CACHEINFO;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.DST;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.FAMILY;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.FLAGS;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.FLAGS_EXT;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.LINK;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.LLADDR;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.PROTOCOL;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.STATE;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.RouteProtocol;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A neighbour entry: the link-layer address of an IP address on a link ({@code struct ndmsg} and {@code NDA_*} of {@code
 * linux/neighbour.h}; all keys are in {@link NeighbourAttributes}). ARP or IPv6 neighbour discovery resolves it, or a program sets it.
 *
 * {@snippet :
 * rtnl.neighbours().add(Neighbour.of("192.168.15.2").at("02:00:00:00:00:02").link("veth-red"));
 * rtnl.neighbours().add(Neighbour.of("192.168.15.9").proxy().link("eth0"));
 * }
 *
 * <p>A new entry whose state was not set is {@code PERMANENT}, or {@code NONE} with the flag {@code USE} or {@code MANAGED}.
 */
public final class Neighbour extends NetlinkObject<Neighbour> {
    static final Schema SCHEMA = NeighbourAttributes.SCHEMA;

    static final MessageType NEWNEIGH = new MessageType(28, "RTM_NEWNEIGH", SCHEMA);
    static final MessageType DELNEIGH = new MessageType(29, "RTM_DELNEIGH", SCHEMA);
    static final MessageType GETNEIGH = new MessageType(30, "RTM_GETNEIGH", SCHEMA);

    /**
     * The descriptor of {@link Neighbour}: its messages, groups and identity. Entries of the forwarding tables of bridges have the same
     * messages and the family {@code AF_BRIDGE}.
     */
    public static final ObjectDescriptor<Neighbour> DESCRIPTOR = ObjectDescriptor.of(
                    "neighbour", "neighbours", SCHEMA, Neighbour::new)
            .messages(NEWNEIGH, DELNEIGH, GETNEIGH)
            .groups(RtnlGroup.NEIGH)
            .accepts(neighbour -> neighbour.family().isPresent())
            .link(LINK)
            .identity(Neighbour::link, Neighbour::address, Neighbour::isProxy)
            .errors(NeighbourErrors::add)
            .build();

    /** {@code AF_BRIDGE}: an entry of a forwarding table. */
    static final int AF_BRIDGE = 7;

    /** Represents a state that was not set. The kernel has no state with these bits. */
    private static final int UNSET = 0xffff;

    private static final List<Attribute<?>> FOREIGN = List.of(
            NeighbourAttributes.VLAN,
            NeighbourAttributes.PORT,
            NeighbourAttributes.VNI,
            NeighbourAttributes.SRC_VNI,
            NeighbourAttributes.NH_ID,
            NeighbourAttributes.FDB_EXT_ATTRS);
    private static final Set<NeighbourFlag> FOREIGN_FLAGS =
            EnumSet.of(NeighbourFlag.SELF, NeighbourFlag.MASTER, NeighbourFlag.STICKY, NeighbourFlag.LOCKED);

    Neighbour(Content content) {
        super(content);
    }

    private Neighbour(byte[] bytes) {
        super(bytes);
    }

    /** An empty entry: a header only, for requests. */
    static Neighbour any() {
        return DESCRIPTOR.empty();
    }

    /** The entry of an address. */
    public static Neighbour of(IpAddress address) {
        return any().with(FAMILY, address.family().number()).with(STATE, UNSET).with(DST, address);
    }

    /** The entry of an address, given as a literal. */
    public static Neighbour of(String address) {
        return of(IpAddress.of(address));
    }

    /** A copy with a link-layer address ({@code NDA_LLADDR}). */
    public Neighbour at(MacAddress mac) {
        return with(LLADDR, mac);
    }

    /** A copy with a link-layer address, such as {@code 02:00:00:00:00:02}. */
    public Neighbour at(String mac) {
        return at(MacAddress.of(mac));
    }

    /** A copy on a link. */
    public Neighbour link(LinkReference link) {
        return HeaderLink.set(this, LINK, link);
    }

    /** A copy on the link with a name. */
    public Neighbour link(String link) {
        return link(LinkReference.of(link));
    }

    /** A copy in a state. */
    public Neighbour state(NeighbourState state) {
        return with(STATE, state.bit());
    }

    /**
     * A proxy entry: this host answers for the address if forwarding is on. It does so on the link of the entry, or on all links for an
     * IPv4 address without a link. IPv6 also needs {@code proxy_ndp}. The kernel does not delete an entry without a link when its namespace
     * is removed, and a later namespace may get the entry. So delete it before.
     */
    public Neighbour proxy() {
        return flags(NeighbourFlag.PROXY);
    }

    /** A copy with additional flags. */
    public Neighbour flags(NeighbourFlag... flags) {
        int bits = Arrays.stream(flags).mapToInt(NeighbourFlag::bit).reduce(get(FLAGS), (a, b) -> a | b);
        long before = get(FLAGS_EXT).orElse(0L);
        long extended =
                Arrays.stream(flags).mapToLong(NeighbourFlag::extendedBit).reduce(before, (a, b) -> a | b);
        Neighbour flagged = with(FLAGS, bits);
        return extended == before ? flagged : flagged.with(FLAGS_EXT, extended);
    }

    /** A copy with an origin ({@code NDA_PROTOCOL}). */
    public Neighbour protocol(RouteProtocol protocol) {
        return with(PROTOCOL, protocol);
    }

    /** The family of the address; empty for an entry of the forwarding table of a bridge. */
    public Optional<IpFamily> family() {
        return IpFamily.ofNumber(get(FAMILY));
    }

    /** The address; empty for most entries of the forwarding table of a bridge. */
    public Optional<IpAddress> address() {
        return get(DST);
    }

    /** The link-layer address; empty if it is not resolved or the link has none. */
    public Optional<MacAddress> mac() {
        return get(LLADDR);
    }

    /** The link; empty if none was set. */
    public Optional<LinkReference> link() {
        return HeaderLink.get(this, LINK);
    }

    /** The state; the state of a new entry if none was set. */
    public NeighbourState state() {
        int bit = get(STATE);
        return bit == UNSET ? initialState() : NeighbourState.of(bit);
    }

    /** The state that {@code ip neigh} chooses: an entry that the kernel has to resolve has none yet. */
    NeighbourState initialState() {
        Set<NeighbourFlag> flags = flags();
        return flags.contains(NeighbourFlag.USE) || flags.contains(NeighbourFlag.MANAGED)
                ? NeighbourState.NONE
                : NeighbourState.PERMANENT;
    }

    /** The flags. */
    public Set<NeighbourFlag> flags() {
        return NeighbourFlag.in(get(FLAGS), get(FLAGS_EXT).orElse(0L));
    }

    /** Whether this host answers for the address. */
    public boolean isProxy() {
        return (get(FLAGS) & NeighbourFlag.PROXY.bit()) != 0;
    }

    /** Whether the neighbour is a router. */
    public boolean isRouter() {
        return (get(FLAGS) & NeighbourFlag.ROUTER.bit()) != 0;
    }

    /** The origin of the entry. */
    public Optional<RouteProtocol> protocol() {
        return get(PROTOCOL);
    }

    /** When it was last confirmed, used and changed. */
    public Optional<NeighbourCacheInfo> cacheInfo() {
        return get(CACHEINFO);
    }

    /** The entry as it is sent, with the state {@code unset} if none was set. */
    Neighbour sent(NeighbourState unset) {
        int state = get(STATE);
        return with(STATE, state == UNSET ? unset.bit() : state).with(FLAGS, get(FLAGS) & ~NeighbourFlag.OFFLOAD.bit());
    }

    /** What is set and only an entry of a forwarding table has. */
    Optional<Object> foreign() {
        Set<NeighbourFlag> flags = flags();
        return Stream.concat(
                        FOREIGN_FLAGS.stream().filter(flags::contains),
                        FOREIGN.stream().filter(this::has))
                .findFirst();
    }

    /** The identity of the entry, without any other attribute. */
    Neighbour key() {
        Neighbour key = any().with(FAMILY, get(FAMILY)).with(FLAGS, get(FLAGS) & NeighbourFlag.PROXY.bit());
        Neighbour onLink = link().map(key::link).orElse(key);
        return address().map(address -> onLink.with(DST, address)).orElse(onLink);
    }

    /** The text of {@link #toString()} with names for links, since the kernel reports only the index. */
    public String toString(Function<LinkReference, String> names) {
        return NeighbourText.neighbour(this, names.andThen(Printable::of));
    }

    /** The entry as {@code ip neigh} writes it: {@code 192.168.15.2 dev if7 lladdr 02:00:00:00:00:02 PERMANENT}. */
    @Override
    public String toString() {
        try {
            return NeighbourText.neighbour(this, Words.LINKS);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Neighbour copy(Content content) {
        return new Neighbour(content);
    }
}
