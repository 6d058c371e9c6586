package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.FLAGS;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.NDM_FLAGS_MASK;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.NDM_STATE_MASK;
import static io.netlink4j.rtnl.neighbour.NeighbourAttributes.STATE;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;

/**
 * Entries of one forwarding table that the kernel deletes with one request, as {@code bridge fdb flush} does ({@code RTM_DELNEIGH} with {@code
 * NLM_F_BULK}). What is set must all match. Without any condition it is the whole table. The conditions on a remote endpoint are for a VXLAN, those on
 * a port and a VLAN for a bridge.
 *
 * {@snippet :
 * rtnl.fdb().flush(FdbFlush.of("br0").vlan(10).state(NeighbourState.REACHABLE));
 * }
 */
public final class FdbFlush {
    private static final int PERMANENT = NeighbourState.PERMANENT.bit();
    private static final int NOARP = NeighbourState.NOARP.bit();

    private final FdbEntry request;

    private FdbFlush(FdbEntry request) {
        this.request = request;
    }

    /** The table of a link, such as a bridge or a VXLAN. */
    public static FdbFlush of(LinkReference link) {
        return new FdbFlush(FdbEntry.any().link(link));
    }

    /** The table of the link with a name. */
    public static FdbFlush of(String link) {
        return of(LinkReference.of(link));
    }

    /** A copy for the table of the bridge of the link: the entries of this port ({@code NTF_MASTER}). */
    public FdbFlush masterTable() {
        return new FdbFlush(request.masterTable());
    }

    /** A copy for the table of the link itself, which is the default; beside that of its bridge if {@link #masterTable} was called, too. */
    public FdbFlush selfTable() {
        return new FdbFlush(request.selfTable());
    }

    /** A copy for the entries of a port of the bridge. */
    public FdbFlush port(LinkReference port) {
        return new FdbFlush(request.remoteLink(port));
    }

    /** A copy for the entries of the port with a name. */
    public FdbFlush port(String port) {
        return port(LinkReference.of(port));
    }

    /** A copy for the entries in a VLAN. */
    public FdbFlush vlan(int id) {
        return new FdbFlush(request.vlan(id));
    }

    /** A copy for the entries in a state: {@code PERMANENT}, {@code NOARP} if they are static, {@code REACHABLE} if they are dynamic. */
    public FdbFlush state(NeighbourState state) {
        return switch (state) {
            case PERMANENT -> states(PERMANENT, PERMANENT);
            case NOARP -> states(NOARP, NOARP | PERMANENT);
            case REACHABLE -> states(0, NOARP | PERMANENT);
            default -> throw unknown(state);
        };
    }

    /** A copy for the entries that are not in a state. Several are possible. */
    public FdbFlush exceptState(NeighbourState state) {
        return switch (state) {
            case PERMANENT -> states(0, PERMANENT);
            case NOARP -> states(0, NOARP);
            case REACHABLE -> states(NOARP, NOARP);
            default -> throw unknown(state);
        };
    }

    private FdbFlush states(int state, int mask) {
        return masked(STATE, NDM_STATE_MASK, state, mask);
    }

    private static IllegalArgumentException unknown(NeighbourState state) {
        return new IllegalArgumentException(
                "the entries of forwarding tables are PERMANENT, NOARP or REACHABLE, not " + state.name());
    }

    /** A copy for the entries with or without a flag. {@code USE} is that of entries that a program added. */
    public FdbFlush flag(NeighbourFlag flag, boolean on) {
        if (flag.bit() == 0) {
            throw new IllegalArgumentException("the kernel does not select by " + flag + " what it flushes");
        }
        return masked(FLAGS, NDM_FLAGS_MASK, on ? flag.bit() : 0, flag.bit());
    }

    private FdbFlush masked(Field<Integer> field, Attribute<Integer> key, int bits, int mask) {
        return new FdbFlush(request.with(field, (request.get(field) & ~mask) | bits)
                .with(key, request.get(key).orElse(0) | mask));
    }

    /** A copy for the entries with a remote endpoint ({@code NDA_DST}). */
    public FdbFlush remote(IpAddress address) {
        return new FdbFlush(request.remote(address));
    }

    /** A copy for the entries with a remote endpoint, given as a literal. */
    public FdbFlush remote(String address) {
        return remote(IpAddress.of(address));
    }

    /** A copy for the entries with a UDP port of the remote endpoint ({@code NDA_PORT}). */
    public FdbFlush remotePort(int port) {
        return new FdbFlush(request.remotePort(port));
    }

    /** A copy for the entries with a VNI at the remote endpoint ({@code NDA_VNI}). */
    public FdbFlush vni(long id) {
        return new FdbFlush(request.vni(id));
    }

    /** A copy for the entries with a VNI of this endpoint ({@code NDA_SRC_VNI}). */
    public FdbFlush sourceVni(long id) {
        return new FdbFlush(request.sourceVni(id));
    }

    /** A copy for the entries with a nexthop object ({@code NDA_NH_ID}). */
    public FdbFlush nextHopId(long id) {
        return new FdbFlush(request.nextHopId(id));
    }

    FdbEntry request() {
        return request.isMaster() ? request : request.selfTable();
    }

    /** The link and the table. */
    @Override
    public String toString() {
        Words words = new Words();
        words.add("dev", request.link().map(Words.LINKS));
        if (request.isMaster()) {
            words.add("master");
        }
        return words.toString();
    }
}
