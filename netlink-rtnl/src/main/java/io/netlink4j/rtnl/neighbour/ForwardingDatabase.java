package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.core.message.MessageHeader.NLM_F_BULK;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The forwarding tables of a network namespace, FDB, as {@code bridge fdb} handles them ({@code RTM_*NEIGH} with the family {@code
 * AF_BRIDGE}).
 *
 * <p>The identity of an entry is its link, its table, its MAC address and VLAN, and in a VXLAN also the remote endpoint. The kernel does not
 * echo entries; {@link #add} and the like return what was sent. The kernel does not mark a dump during which entries were added or deleted: {@link
 * #list} notices it by their events and begins again, {@link #forEach} does not.
 *
 * <p>In the table of a bridge that filters VLANs, an entry without a VLAN is added to and deleted from all VLANs of its link, too, as with
 * {@code bridge fdb}. The kernel has no request for that entry alone, so deleting a listed one deletes those of the VLANs.
 *
 * {@snippet :
 * rtnl.fdb().add(FdbEntry.of("02:00:00:00:00:02").link("veth1").masterTable().state(NeighbourState.NOARP));
 * List<FdbEntry> known = rtnl.fdb().list(FdbFilter.all().bridge("br0"));
 * }
 */
public final class ForwardingDatabase extends ObjectCollection<FdbEntry, FdbFilter> {
    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public ForwardingDatabase(RtnlSender sender) {
        super(sender, FdbEntry.DESCRIPTOR);
    }

    @Override
    protected FdbFilter defaultFilter() {
        return FdbFilter.all();
    }

    /** False: {@code br_fdb_dump} continues behind a number of entries, whichever these are now. */
    @Override
    protected boolean isChangeMarked() {
        return false;
    }

    /**
     * The entry of a MAC address in the table of a link or of its bridge, as {@code bridge fdb get} reads it, with the remote endpoint if one is set.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    @Override
    public FdbEntry get(FdbEntry entry) {
        Supplier<String> operation = () -> "find " + describe(entry);
        FdbEntry key = resolved(entry.key(), operation);
        return lookedUp(key, operation)
                .filter(found -> found.hasEndpointOf(entry))
                .or(() -> list(FdbFilter.all().link(entry.link().orElseThrow())).stream()
                        .filter(found -> found.key().equals(key) && found.hasEndpointOf(entry))
                        .findFirst())
                .orElseThrow(() -> NetlinkException.refused(
                        operation.get() + " in " + sender().where(), Errno.ENOENT, "there is no such entry"));
    }

    /** The entry that the kernel answers with: the first of several. Only bridges and VXLANs look one up. */
    private Optional<FdbEntry> lookedUp(FdbEntry key, Supplier<String> operation) {
        try {
            return Optional.of(sender().get(
                            new Request(descriptor().requested(), 0, key, operation), descriptor()::decodeCreated));
        } catch (NetlinkException.NotSupported none) {
            return Optional.empty();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The all-zero address and multicast addresses may have several remote endpoints in a VXLAN, each an entry. The kernel refuses a further one as if it
     * existed; it is then appended, unless the list has it.
     */
    @Override
    public FdbEntry add(FdbEntry entry) {
        try {
            return super.add(entry);
        } catch (NetlinkException.AlreadyExists there) {
            if (!entry.mayHaveOtherRemotes() || isListed(entry)) {
                throw there;
            }
            return append(entry);
        }
    }

    private boolean isListed(FdbEntry entry) {
        List<Object> identity =
                descriptor().identity(resolved(entry.selfTable(), () -> sentence(Operation.ADD, entry)));
        return list(FdbFilter.all().link(entry.link().orElseThrow())).stream()
                .anyMatch(listed -> descriptor().identity(listed).equals(identity));
    }

    @Override
    protected boolean standsAlone(Operation operation, FdbEntry entry) {
        return (operation == Operation.ADD && entry.mayHaveOtherRemotes()) || super.standsAlone(operation, entry);
    }

    /**
     * Adds a remote endpoint to those that the all-zero address or a multicast address has in a VXLAN. Nothing changes if it is one of them.
     *
     * @throws IllegalArgumentException for a unicast address, which has one remote endpoint; the kernel would ignore another
     */
    public FdbEntry append(FdbEntry entry) {
        return put(Operation.APPEND, entry);
    }

    /**
     * Deletes entries of one table with one request, without listing them ({@code NLM_F_BULK}). The kernel does not say which they were.
     *
     * @throws NetlinkException.NotSupported if the kernel cannot do this with the table of such a link: that of a bridge it can since Linux 6.0, that of
     *     a VXLAN since 6.7. {@code flush} with a filter lists the entries and deletes each
     */
    public void flush(FdbFlush flush) {
        Supplier<String> operation = () -> "flush FDB entries " + flush;
        sender().execute(descriptor().deleted(), NLM_F_BULK, resolved(flush.request(), operation), operation);
    }

    @Override
    protected FdbEntry installed(FdbEntry sent) {
        return sent;
    }

    @Override
    @SuppressWarnings("exports")
    protected FdbEntry outgoing(Operation operation, FdbEntry entry, LinkIndexes indexes) {
        if (entry.link().isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot " + sentence(operation, entry) + ": it needs a link, given with link()");
        }
        FdbEntry sent = entry.sent();
        if (operation != Operation.DELETE && sent.isRemote() && !sent.isSelf()) {
            throw new IllegalArgumentException("cannot " + sentence(operation, entry)
                    + ": an entry of a bridge has no remote endpoint, which the kernel would ignore");
        }
        if (operation == Operation.APPEND && sent.remote().isPresent() && !sent.mayHaveOtherRemotes()) {
            throw new IllegalArgumentException("cannot " + sentence(operation, entry)
                    + ": a unicast address has one remote endpoint, and the kernel would ignore another");
        }
        if (operation != Operation.DELETE && sent.sourceVni().isPresent() && !isExternal(sent)) {
            throw new IllegalArgumentException("cannot " + sentence(operation, entry)
                    + ": it has a source VNI, which the kernel ignores unless the VXLAN is external");
        }
        return sent;
    }

    private boolean isExternal(FdbEntry entry) {
        return new Links(sender())
                .find(entry.link().orElseThrow())
                .flatMap(Link::kind)
                .filter(kind -> kind instanceof Vxlan vxlan && !vxlan.external().orElse(false))
                .isEmpty();
    }
}
