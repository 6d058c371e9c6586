package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.rtnl.internal.OptionText.link;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of a forwarding table: where packets to a MAC address go ({@code struct ndmsg} of {@code linux/neighbour.h} with the family {@code
 * AF_BRIDGE}; all keys are in {@link NeighbourAttributes}). Bridges have such a table, and so do VXLANs and other links.
 *
 * {@snippet :
 * rtnl.fdb().add(FdbEntry.of("02:00:00:00:00:02").link("veth1").masterTable().state(NeighbourState.NOARP).vlan(10));
 * rtnl.fdb().append(FdbEntry.of("00:00:00:00:00:00").link("vxlan42").remote("192.0.2.2"));
 * }
 *
 * <p>A multicast address in the table of an Ethernet link without a forwarding table of its own is one that the link receives ({@code ip maddress add}).
 *
 * <p>An entry belongs to the table of its link ({@code self}), to that of the bridge of its link ({@code master}), or to both if {@link
 * #selfTable()} and {@link #masterTable()} were called. A new entry is {@code self} and {@code PERMANENT} if nothing was set, as with {@code bridge
 * fdb}.
 */
public final class FdbEntry extends NetlinkObject<FdbEntry> {
    /** The descriptor of {@link FdbEntry}: its messages, groups and identity. Neighbours have the same messages. */
    public static final ObjectDescriptor<FdbEntry> DESCRIPTOR = ObjectDescriptor.of(
                    "FDB entry", "FDB entries", Neighbour.SCHEMA, FdbEntry::new)
            .messages(Neighbour.NEWNEIGH, Neighbour.DELNEIGH, Neighbour.GETNEIGH)
            .groups(RtnlGroup.NEIGH)
            .accepts(entry -> entry.get(NeighbourAttributes.FAMILY) == Neighbour.AF_BRIDGE)
            .link(NeighbourAttributes.LINK)
            .identity(
                    FdbEntry::link,
                    FdbEntry::mac,
                    FdbEntry::vlan,
                    FdbEntry::isMaster,
                    FdbEntry::remote,
                    FdbEntry::vni,
                    FdbEntry::sourceVni,
                    FdbEntry::remotePort,
                    FdbEntry::nextHopId)
            .errors(rows -> {
                rows.on(Errno.EEXIST).means("there is such an entry already");
                rows.on(Errno.ENOENT).saysAnything().means("there is no such entry");
                rows.on(Errno.EPERM)
                        .of(Neighbour.NEWNEIGH)
                        .when(FdbEntry::isLearnedAtPort)
                        .means("the port is down or blocked, and takes only PERMANENT and NOARP entries; or"
                                + " CAP_NET_ADMIN is missing");
                rows.on(Errno.EOPNOTSUPP)
                        .says("non-unicast")
                        .means("an address that may have several remote endpoints is added and deleted, not replaced");
                rows.on(Errno.EOPNOTSUPP)
                        .saysAnything()
                        .means(refused -> refused.object().has(NeighbourAttributes.LLADDR)
                                ? "the link has no forwarding table, and no master with one"
                                : "the kernel does not flush the table of such a link with one request");
            })
            .build();

    /** The states in the order in which {@code bridge} takes one of several bits. */
    private static final List<NeighbourState> STATES =
            List.of(NeighbourState.PERMANENT, NeighbourState.NOARP, NeighbourState.STALE, NeighbourState.REACHABLE);

    private static final int FIXED = NeighbourState.PERMANENT.bit() | NeighbourState.NOARP.bit();
    private static final int USE = NeighbourFlag.USE.bit();
    private static final int SELF = 2;
    private static final int MASTER = 4;
    private static final int TABLES = SELF | MASTER;
    private static final int STICKY = 0x40;
    private static final int NOTIFY = 1;
    private static final int INACTIVE = 2;
    private static final int EXTERN_LEARNED = 0x10;
    private static final int OFFLOADED = 0x20;
    private static final int ROUTER = NeighbourFlag.ROUTER.bit();
    private static final long LOCKED = NeighbourFlag.LOCKED.extendedBit();

    private FdbEntry(Content content) {
        super(content);
    }

    private FdbEntry(byte[] bytes) {
        super(bytes);
    }

    /** The entry of a MAC address. */
    public static FdbEntry of(MacAddress mac) {
        return any().with(NeighbourAttributes.LLADDR, mac);
    }

    /** The entry of a MAC address, given as a literal. */
    public static FdbEntry of(String mac) {
        return of(MacAddress.of(mac));
    }

    static FdbEntry any() {
        return DESCRIPTOR.empty().with(NeighbourAttributes.FAMILY, Neighbour.AF_BRIDGE);
    }

    /** The MAC address; all zeros in a VXLAN for those that have no entry. */
    public MacAddress mac() {
        return require(NeighbourAttributes.LLADDR);
    }

    /** The link. */
    public Optional<LinkReference> link() {
        return HeaderLink.get(this, NeighbourAttributes.LINK);
    }

    /** A copy on a link. */
    public FdbEntry link(LinkReference link) {
        return HeaderLink.set(this, NeighbourAttributes.LINK, link);
    }

    /** A copy on the link with a name. */
    public FdbEntry link(String link) {
        return link(LinkReference.of(link));
    }

    /** The bridge, if the entry belongs to its table; as the kernel reports it ({@code NDA_MASTER}). */
    public Optional<LinkReference> bridge() {
        return get(NeighbourAttributes.MASTER);
    }

    /** Whether it belongs to the table of the bridge of its link. */
    public boolean isMaster() {
        return flag(MASTER) || has(NeighbourAttributes.MASTER);
    }

    /** A copy in the table of the bridge of its link ({@code NTF_MASTER}). */
    public FdbEntry masterTable() {
        return flag(MASTER, true);
    }

    private boolean isLearnedAtPort() {
        return isMaster() && (get(NeighbourAttributes.STATE) & FIXED) == 0;
    }

    /** Whether it belongs to the table of its link. */
    public boolean isSelf() {
        return flag(SELF) || !isMaster();
    }

    /** A copy in the table of its link ({@code NTF_SELF}). */
    public FdbEntry selfTable() {
        return flag(SELF, true);
    }

    /** Whether the entry stays when the address appears at another port ({@code NTF_STICKY}). */
    public boolean isSticky() {
        return flag(STICKY);
    }

    /** A copy that stays when the address appears at another port. */
    public FdbEntry sticky() {
        return flag(STICKY, true);
    }

    /** Whether a program learned it, and the kernel does not age it ({@code NTF_EXT_LEARNED}). */
    public boolean isExternLearned() {
        return flag(EXTERN_LEARNED);
    }

    /** A copy that a program learned. */
    public FdbEntry externLearned() {
        return flag(EXTERN_LEARNED, true);
    }

    /** Whether the remote endpoint is a router ({@code NTF_ROUTER}), in a VXLAN that answers for neighbours. */
    public boolean isRouter() {
        return flag(ROUTER);
    }

    /** A copy whose remote endpoint is a router. */
    public FdbEntry router() {
        return flag(ROUTER, true);
    }

    /** A copy that counts as learned from a packet at this moment ({@code NTF_USE}). The kernel does not report this. */
    public FdbEntry used() {
        return flag(USE, true);
    }

    /** Whether hardware forwards by it; as the kernel reports it ({@code NTF_OFFLOADED}). */
    public boolean isOffloaded() {
        return flag(OFFLOADED);
    }

    /** Whether the station has not authenticated yet at a locked port; as the kernel reports it ({@code NTF_EXT_LOCKED}). */
    public boolean isLocked() {
        return (get(NeighbourAttributes.FLAGS_EXT).orElse(0L) & LOCKED) != 0;
    }

    /** Whether the kernel reports when the address falls silent and when it speaks again ({@code FDB_NOTIFY_BIT}). */
    public boolean isActivityReported() {
        return (activity() & NOTIFY) != 0;
    }

    /** A copy whose activity the kernel reports, an entry of a bridge ({@code activity_notify} of {@code bridge fdb}). */
    public FdbEntry reportActivity() {
        return activity(NeighbourAttributes.ACTIVITY_NOTIFY, activity() | NOTIFY);
    }

    /** Whether the address is silent ({@code FDB_NOTIFY_INACTIVE_BIT}). */
    public boolean isInactive() {
        return (activity() & INACTIVE) != 0;
    }

    /** A copy that counts as silent until a packet comes from it; its activity is reported ({@code inactive}). */
    public FdbEntry inactive() {
        return activity(NeighbourAttributes.ACTIVITY_NOTIFY, activity() | NOTIFY | INACTIVE);
    }

    /** A copy that does not count as used at this moment if it replaces an entry ({@code norefresh}). */
    public FdbEntry withoutRefresh() {
        return activity(NeighbourAttributes.DONT_REFRESH, true);
    }

    private int activity() {
        return get(NeighbourAttributes.FDB_EXT_ATTRS)
                .flatMap(properties -> properties.get(NeighbourAttributes.ACTIVITY_NOTIFY))
                .orElse(0);
    }

    private <V> FdbEntry activity(Attribute<V> key, V value) {
        Nest properties =
                get(NeighbourAttributes.FDB_EXT_ATTRS).orElseGet(() -> Nest.empty(NeighbourAttributes.ACTIVITY));
        return with(NeighbourAttributes.FDB_EXT_ATTRS, properties.with(key, value));
    }

    /** The state: {@code PERMANENT} for an address of the bridge itself, {@code NOARP} for a static entry, {@code REACHABLE} for one that ages. */
    public NeighbourState state() {
        int bits = get(NeighbourAttributes.STATE);
        return STATES.stream()
                .filter(state -> (bits & state.bit()) != 0)
                .findFirst()
                .orElse(NeighbourState.NONE);
    }

    /** A copy in a state: {@code PERMANENT}, {@code NOARP} or {@code REACHABLE}. */
    public FdbEntry state(NeighbourState state) {
        return with(
                NeighbourAttributes.STATE,
                switch (state) {
                    case PERMANENT -> NeighbourState.PERMANENT.bit() | NeighbourState.NOARP.bit();
                    case NOARP -> NeighbourState.NOARP.bit() | NeighbourState.REACHABLE.bit();
                    default -> state.bit();
                });
    }

    /** The VLAN ({@code NDA_VLAN}); empty for packets without one, and in a request also for all VLANs of the link, if the bridge filters VLANs. */
    public Optional<Integer> vlan() {
        return get(NeighbourAttributes.VLAN);
    }

    /** A copy in a VLAN. */
    public FdbEntry vlan(int id) {
        return with(NeighbourAttributes.VLAN, id);
    }

    /** The remote endpoint of a VXLAN ({@code NDA_DST}). */
    public Optional<IpAddress> remote() {
        return get(NeighbourAttributes.DST);
    }

    /** A copy with a remote endpoint. */
    public FdbEntry remote(IpAddress address) {
        return with(NeighbourAttributes.DST, address);
    }

    /** A copy with a remote endpoint, given as a literal. */
    public FdbEntry remote(String address) {
        return remote(IpAddress.of(address));
    }

    /** The UDP port of the remote endpoint, if it is not that of the VXLAN ({@code NDA_PORT}). */
    public Optional<Integer> remotePort() {
        return get(NeighbourAttributes.PORT);
    }

    /** A copy with another UDP port of the remote endpoint. */
    public FdbEntry remotePort(int port) {
        return with(NeighbourAttributes.PORT, CheckedCodecs.inRange(port, 1, 0xffff, "a port"));
    }

    /** The VNI at the remote endpoint, if it is not that of the VXLAN ({@code NDA_VNI}). */
    public Optional<Long> vni() {
        return get(NeighbourAttributes.VNI);
    }

    /** A copy with another VNI at the remote endpoint. */
    public FdbEntry vni(long id) {
        return with(NeighbourAttributes.VNI, id);
    }

    /** The VNI of this endpoint, in a VXLAN with {@code external} ({@code NDA_SRC_VNI}). */
    public Optional<Long> sourceVni() {
        return get(NeighbourAttributes.SRC_VNI);
    }

    /** A copy with a VNI of this endpoint, in a VXLAN with {@code external}. It is refused for another VXLAN, where the kernel would ignore it. */
    public FdbEntry sourceVni(long id) {
        return with(NeighbourAttributes.SRC_VNI, id);
    }

    /** Whether it has what only an entry of a VXLAN has. */
    boolean isRemote() {
        return Stream.of(
                        NeighbourAttributes.DST,
                        NeighbourAttributes.PORT,
                        NeighbourAttributes.VNI,
                        NeighbourAttributes.SRC_VNI,
                        NeighbourAttributes.NH_ID)
                .anyMatch(this::has);
    }

    /** Whether the kernel reported it with the remote endpoint of another, as far as that sets one. A port and a VNI are not reported if they are those of the VXLAN. */
    boolean hasEndpointOf(FdbEntry other) {
        return (other.remote().isEmpty() || other.remote().equals(remote()))
                && (other.nextHopId().isEmpty() || other.nextHopId().equals(nextHopId()))
                && (other.remotePort().isEmpty()
                        || remotePort().isEmpty()
                        || other.remotePort().equals(remotePort()))
                && (other.vni().isEmpty() || vni().isEmpty() || other.vni().equals(vni()));
    }

    /** Whether its MAC address may have several remote endpoints: the all-zero address or a multicast address, of a VXLAN. */
    boolean mayHaveOtherRemotes() {
        return remote().isPresent()
                && isSelf()
                && (mac().isMulticast() || mac().equals(MacAddress.of(new byte[mac().length()])));
    }

    /** The link to the remote endpoint ({@code NDA_IFINDEX}); {@code via} of {@code bridge fdb}. */
    public Optional<LinkReference> remoteLink() {
        return get(NeighbourAttributes.IFINDEX);
    }

    /** A copy with a link to the remote endpoint. */
    public FdbEntry remoteLink(LinkReference link) {
        return with(NeighbourAttributes.IFINDEX, link);
    }

    /** The nexthop object with the remote endpoints ({@code NDA_NH_ID}). */
    public Optional<Long> nextHopId() {
        return get(NeighbourAttributes.NH_ID);
    }

    /** A copy with a nexthop object, one for forwarding tables. */
    public FdbEntry nextHopId(long id) {
        return with(NeighbourAttributes.NH_ID, id);
    }

    private boolean flag(int bit) {
        return (get(NeighbourAttributes.FLAGS) & bit) != 0;
    }

    private FdbEntry flag(int bit, boolean on) {
        int flags = get(NeighbourAttributes.FLAGS);
        return with(NeighbourAttributes.FLAGS, on ? flags | bit : flags & ~bit);
    }

    /** Whether the kernel reported it for a port of a bridge. Of its own addresses a bridge says that it is their master. */
    private boolean isOfBridge() {
        return bridge().isPresent() && !bridge().equals(link());
    }

    /** The entry as it is sent, with the defaults of {@code bridge fdb}. */
    FdbEntry sent() {
        FdbEntry table = flag(TABLES) ? this : isOfBridge() ? masterTable() : selfTable();
        FdbEntry stated = table.get(NeighbourAttributes.STATE) == 0 ? table.state(NeighbourState.PERMANENT) : table;
        // The kernel refuses a locked entry.
        FdbEntry unlocked = isLocked() ? stated.without(NeighbourAttributes.FLAGS_EXT) : stated;
        return unlocked.flag(OFFLOADED, false).without(NeighbourAttributes.MASTER);
    }

    /** What a request for one entry needs. {@code vxlan_fdb_get} of the kernel takes the VNI of this endpoint from {@code NDA_VNI}. */
    FdbEntry key() {
        FdbEntry key = of(mac()).with(NeighbourAttributes.FLAGS, sent().get(NeighbourAttributes.FLAGS) & TABLES);
        FdbEntry onLink = link().map(key::link).orElse(key);
        FdbEntry inVlan = vlan().map(onLink::vlan).orElse(onLink);
        return sourceVni().map(inVlan::vni).orElse(inVlan);
    }

    @Override
    public Schema schema() {
        return Neighbour.SCHEMA;
    }

    @Override
    protected FdbEntry copy(Content content) {
        return new FdbEntry(content);
    }

    /** The entry as {@code bridge fdb} writes it: {@code 02:00:00:00:00:02 dev if7 vlan 10 master if3 static}. */
    @Override
    public String toString() {
        try {
            return FdbText.ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
