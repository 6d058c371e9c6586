package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.AddressLengths;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The neighbours of a network namespace, those of ARP and of IPv6 neighbour discovery ({@code RTM_*NEIGH}).
 *
 * <p>The identity of an entry is its link, its address, and whether it is a proxy entry. The kernel does not echo entries, so {@link #add},
 * {@link #replace} and {@link #change} read the entry again. Kernels before 5.0 have no message for that; there these methods return what
 * was sent. A link-layer address with another length than those of the link is refused before it is sent, since the kernel would truncate
 * it.
 *
 * <p>The kernel does not mark a dump during which entries were deleted: {@link #list} notices it by their events and begins again, {@link #forEach} does
 * not. The kernel keeps the entries of all namespaces in one hash table for each family. While the table grows, because any namespace gets
 * entries, a listing may miss some, and the kernel does not tell.
 */
public final class Neighbours extends ObjectCollection<Neighbour, NeighbourFilter> {
    /** {@code NUD_VALID}. */
    private static final Set<NeighbourState> VALID =
            EnumSet.complementOf(EnumSet.of(NeighbourState.NONE, NeighbourState.INCOMPLETE, NeighbourState.FAILED));

    private static final Set<NeighbourState> KEPT = EnumSet.of(NeighbourState.PERMANENT, NeighbourState.NOARP);

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public Neighbours(RtnlSender sender) {
        super(sender, Neighbour.DESCRIPTOR);
    }

    @Override
    protected NeighbourFilter defaultFilter() {
        return NeighbourFilter.all();
    }

    @Override
    protected NeighbourFilter prepared(NeighbourFilter filter) {
        return filter.listed(new Links(sender()));
    }

    /** False: {@code neigh_dump_table} continues behind a number of entries of a hash bucket, whichever these are now. */
    @Override
    protected boolean isChangeMarked() {
        return false;
    }

    /** Lists the neighbours on a link. */
    public List<Neighbour> list(LinkReference link) {
        return list(NeighbourFilter.all().link(link));
    }

    /** Lists the neighbours on the link with a name. */
    public List<Neighbour> list(String link) {
        return list(LinkReference.of(link));
    }

    /**
     * The entry with the link and the address of {@code wanted}.
     *
     * @throws NetlinkException.NotFound if there is none
     * @throws NetlinkException.NotSupported on kernels before 5.0
     */
    @Override
    public Neighbour get(Neighbour wanted) {
        Supplier<String> operation = () -> "find " + describe(wanted);
        checkLink(operation, wanted);
        Neighbour key = resolved(wanted.key(), operation);
        return sender().get(new Request(descriptor().requested(), 0, key, operation), descriptor()::decodeCreated);
    }

    @Override
    protected Neighbour installed(Neighbour sent) {
        try {
            return find(sent).orElse(sent);
        } catch (NetlinkException.NotSupported old) {
            return sent;
        }
    }

    /**
     * Deletes the entries that {@code filter} accepts, as {@code ip neigh flush} does. If the filter requires no states, {@code PERMANENT}
     * and {@code NOARP} entries stay. The kernel learns an entry in use again, so it may exist soon after.
     *
     * @return the deleted entries
     * @throws NetlinkException the first refusal, after every entry was tried; the others are suppressed in it
     */
    @Override
    public List<Neighbour> flush(NeighbourFilter filter) {
        return flushing(filter)
                .only(neighbour -> filter.hasStates() || !isKept(neighbour))
                .once();
    }

    private static boolean isKept(Neighbour neighbour) {
        return KEPT.stream().anyMatch(state -> state.bit() == neighbour.get(NeighbourAttributes.STATE));
    }

    /** Deletes the learned entries of a link: those that are neither {@code PERMANENT} nor {@code NOARP}. */
    public List<Neighbour> flush(LinkReference link) {
        return flush(NeighbourFilter.all().link(link));
    }

    /** Deletes the learned entries of the link with a name. */
    public List<Neighbour> flush(String link) {
        return flush(LinkReference.of(link));
    }

    @Override
    @SuppressWarnings("exports")
    protected Neighbour outgoing(Operation operation, Neighbour neighbour, LinkIndexes indexes) {
        checkLink(() -> sentence(operation, neighbour), neighbour);
        if (operation == Operation.DELETE) {
            return neighbour.sent(NeighbourState.NONE);
        }
        if (neighbour.isProxy() && neighbour.mac().isPresent()) {
            throw new IllegalArgumentException("cannot " + sentence(operation, neighbour)
                    + ": a proxy entry has no link-layer address, which the kernel would ignore");
        }
        neighbour.foreign().ifPresent(key -> {
            throw new IllegalArgumentException("cannot " + sentence(operation, neighbour) + ": " + key
                    + " is for forwarding tables, and the kernel would ignore it");
        });
        checkAddress(operation, neighbour, indexes);
        neighbour
                .mac()
                .ifPresent(mac -> neighbour
                        .link()
                        .flatMap(link -> indexes.addressLength(link, this::addressLength))
                        .ifPresent(length -> AddressLengths.check(
                                mac, length, () -> sentence(operation, neighbour) + " in " + sender().where())));
        return neighbour.sent(neighbour.initialState());
    }

    /** Checks that a new entry has an address if its state says so. {@code neigh_add} of the kernel would refuse it, and leave an entry without state. */
    private void checkAddress(Operation operation, Neighbour neighbour, LinkIndexes indexes) {
        if (operation != Operation.CHANGE
                && lacksAddress(neighbour)
                && neighbour
                        .link()
                        .flatMap(link -> indexes.addressLength(link, this::addressLength))
                        .filter(length -> length > 0)
                        .isPresent()
                && (operation != Operation.REPLACE || !isResolved(neighbour))) {
            throw new IllegalArgumentException(
                    "cannot " + sentence(operation, neighbour) + ": it needs a link-layer address, set with at()");
        }
    }

    private static boolean lacksAddress(Neighbour neighbour) {
        return !neighbour.isProxy() && neighbour.mac().isEmpty() && VALID.contains(neighbour.state());
    }

    /** Whether there is an entry whose address the kernel keeps. */
    private boolean isResolved(Neighbour neighbour) {
        return find(neighbour).filter(found -> VALID.contains(found.state())).isPresent();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The kernel changes a proxy entry that exists, so it is looked up before.
     */
    @Override
    public Neighbour add(Neighbour neighbour) {
        if (neighbour.isProxy() && find(neighbour).isPresent()) {
            throw NetlinkException.refused(
                    sentence(Operation.ADD, neighbour) + " in " + sender().where(),
                    Errno.EEXIST,
                    "there is such an entry already");
        }
        return super.add(neighbour);
    }

    @Override
    protected boolean standsAlone(Operation operation, Neighbour neighbour) {
        return (operation == Operation.ADD && neighbour.isProxy())
                || (operation == Operation.REPLACE && lacksAddress(neighbour))
                || super.standsAlone(operation, neighbour);
    }

    private Optional<Integer> addressLength(int ifindex) {
        return new Links(sender())
                .find(LinkReference.of(ifindex))
                .map(link -> link.macAddress().map(MacAddress::length).orElse(0));
    }

    /**
     * Checks that there is a link. Only an IPv4 proxy entry may have none: it then applies to all links. {@code pndisc_constructor} in
     * {@code net/ipv6/ndisc.c} of the kernel refuses an IPv6 one with a misleading error number.
     */
    private static void checkLink(Supplier<String> operation, Neighbour neighbour) {
        boolean needed = !neighbour.isProxy() || neighbour.family().equals(Optional.of(IpFamily.IPV6));
        if (needed && neighbour.link().isEmpty()) {
            throw new IllegalArgumentException("cannot " + operation.get() + ": it needs a link, given with link()");
        }
    }
}
