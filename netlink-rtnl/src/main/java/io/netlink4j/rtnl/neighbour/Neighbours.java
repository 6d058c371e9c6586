package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP_FILTERED;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.Decoder;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.AddressLengths;
import io.netlink4j.rtnl.internal.Flush;
import io.netlink4j.rtnl.internal.ObjectSubscriptions;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Links;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The neighbours of a network namespace, those of ARP and of IPv6 neighbour discovery ({@code RTM_*NEIGH}). */
public final class Neighbours {
    private static final Set<NeighbourState> KEPT = EnumSet.of(NeighbourState.PERMANENT, NeighbourState.NOARP);

    private final RtnlSender sender;

    /** Made by {@code Rtnl}. */
    @SuppressWarnings("exports")
    public Neighbours(RtnlSender sender) {
        this.sender = sender;
    }

    /** All neighbours; addresses for which this host is a proxy are a matter of a {@link NeighbourFilter}. */
    public List<Neighbour> list() {
        return list(NeighbourFilter.all());
    }

    /** The neighbours on a link. */
    public List<Neighbour> list(LinkReference link) {
        return list(NeighbourFilter.all().dev(link));
    }

    /** The neighbours on the link with a name. */
    public List<Neighbour> list(String link) {
        return list(LinkReference.of(link));
    }

    /** The neighbours that {@code filter} lets through. */
    public List<Neighbour> list(NeighbourFilter filter) {
        Selection wanted = selection(filter);
        return sender.list(wanted.request(), wanted);
    }

    /**
     * Hands each neighbour that {@code filter} lets through to {@code visitor}, which answers whether to go on, and
     * keeps none. The visitor must not use the same {@code Rtnl}.
     *
     * @throws NetlinkException.DumpInterrupted after the last one, if neighbours changed meanwhile: some may have come
     *     twice or not at all
     */
    public void forEach(NeighbourFilter filter, Predicate<? super Neighbour> visitor) {
        Selection wanted = selection(filter);
        sender.forEach(wanted.request(), wanted, visitor);
    }

    private Selection selection(NeighbourFilter filter) {
        Supplier<String> operation = () -> ("list neighbours " + filter).strip();
        Optional<LinkReference> link = filter.link().map(wanted -> LinkReference.of(index(wanted, operation)));
        Optional<LinkReference> master = filter.master().map(wanted -> LinkReference.of(index(wanted, operation)));
        Neighbour asked = Neighbour.any()
                .with(
                        NeighbourAttributes.FAMILY,
                        filter.family().map(IpFamily::number).orElse(0));
        asked = filter.isProxies() ? asked.proxy() : asked;
        asked = link.isPresent() ? asked.with(NeighbourAttributes.IFINDEX, link.get()) : asked;
        asked = master.isPresent() ? asked.with(NeighbourAttributes.MASTER, master.get()) : asked;
        return new Selection(new Request(Neighbour.GETNEIGH, 0, asked, operation), filter, link);
    }

    private record Selection(Request request, NeighbourFilter filter, Optional<LinkReference> link)
            implements Decoder<Neighbour> {
        @Override
        public @Nullable Neighbour decode(int type, int flags, byte[] body) {
            if (type != Neighbour.NEWNEIGH.number()) {
                return null;
            }
            Neighbour neighbour = Neighbour.DESCRIPTOR.decode(body);
            boolean filtered = (flags & NLM_F_DUMP_FILTERED) != 0;
            // A kernel that knows no filter by master says nothing of having filtered, and of a master nothing can be
            // seen here.
            boolean wanted = neighbour.family().isPresent()
                    && (filter.family().isEmpty() || filter.family().equals(neighbour.family()))
                    && (filtered || link.isEmpty() || link.equals(neighbour.link()))
                    && neighbour.isProxy() == filter.isProxies()
                    && filter.isIn(neighbour.get(NeighbourAttributes.STATE));
            return wanted ? neighbour : null;
        }
    }

    /**
     * The entry of an address on a link, which {@code wanted} names.
     *
     * @throws NetlinkException.NotFound if there is none
     * @throws NetlinkException.NotSupported by kernels before 5.0
     */
    public Neighbour get(Neighbour wanted) {
        Supplier<String> operation = () -> "find neighbour " + wanted;
        Request request = new Request(Neighbour.GETNEIGH, 0, wanted.key(index(wanted, operation)), operation);
        return sender.get(request, (type, flags, body) -> Neighbour.DESCRIPTOR.decode(body));
    }

    /**
     * Adds an entry. The kernel does not tell what it made of it; {@link #get} does.
     *
     * @throws NetlinkException.Invalid if the link-layer address has another length than those of the link
     * @throws NetlinkException.AlreadyExists if the link has one for the address
     */
    public void add(Neighbour neighbour) {
        execute(NLM_F_CREATE | NLM_F_EXCL, "add", neighbour);
    }

    /**
     * Adds entries, many with one system call; a refused one does not keep it from the next.
     *
     * @throws NetlinkException.Invalid before any is added, if a link-layer address has another length than those of the link: the kernel
     *     would cut it
     */
    public BatchResult addAll(Collection<Neighbour> neighbours) {
        KnownLinks known = new KnownLinks();
        return sender.batch(neighbours.stream()
                .map(neighbour -> request(Neighbour.NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL, "add", neighbour, known))
                .toList());
    }

    /** Adds an entry, in the place of the one that the link has for the address. */
    public void replace(Neighbour neighbour) {
        execute(NLM_F_CREATE | NLM_F_REPLACE, "replace", neighbour);
    }

    /**
     * Changes the entry that the link has for the address.
     *
     * @throws NetlinkException.NotFound if it has none
     */
    public void change(Neighbour neighbour) {
        execute(NLM_F_REPLACE, "change", neighbour);
    }

    /**
     * Deletes the entry that the link has for the address, whatever else {@code neighbour} says.
     *
     * @throws NetlinkException.NotFound if it has none
     */
    public void delete(Neighbour neighbour) {
        sender.execute(request(Neighbour.DELNEIGH, 0, "delete", neighbour, new KnownLinks()));
    }

    /**
     * Deletes the entries that {@code filter} wants, as {@code ip neigh flush} does: where the filter says nothing of states, those stay
     * that are {@code PERMANENT} or {@code NOARP}. An entry that is used is learnt again and may be there soon after.
     *
     * @return the entries that were there
     * @throws NetlinkException the first refusal, with the others suppressed in it, after every entry was tried
     */
    public List<Neighbour> flush(NeighbourFilter filter) {
        KnownLinks known = new KnownLinks();
        return new Flush<Neighbour>(
                        sender,
                        () -> list(filter).stream()
                                .filter(neighbour -> filter.hasStates() || !isKept(neighbour))
                                .toList(),
                        neighbour -> request(Neighbour.DELNEIGH, 0, "delete", neighbour, known))
                .once();
    }

    private static boolean isKept(Neighbour neighbour) {
        return KEPT.stream().anyMatch(state -> state.bit() == neighbour.get(NeighbourAttributes.STATE));
    }

    /** Deletes what was learnt on a link: the entries that are neither {@code PERMANENT} nor {@code NOARP}. */
    public List<Neighbour> flush(LinkReference link) {
        return flush(NeighbourFilter.all().dev(link));
    }

    /** Deletes what was learnt on the link with a name. */
    public List<Neighbour> flush(String link) {
        return flush(LinkReference.of(link));
    }

    /**
     * Subscribes to the neighbours of both families, on a socket of its own in this namespace: from now on the kernel's messages wait until {@link
     * Subscription#next()} takes them, in their order. The subscription lives until it is closed, whether or not the {@code Rtnl} is.
     * The state {@code INCOMPLETE} is not told.
     */
    public Subscription<Neighbour> subscribe() {
        return ObjectSubscriptions.subscribe(sender.socket(), Neighbour.DESCRIPTOR);
    }

    private void execute(int flags, String verb, Neighbour neighbour) {
        sender.execute(request(Neighbour.NEWNEIGH, flags, verb, neighbour, new KnownLinks()));
    }

    private Request request(MessageType type, int flags, String verb, Neighbour neighbour, KnownLinks known) {
        Supplier<String> operation = () -> verb + " neighbour " + neighbour;
        int index = linkOf(neighbour, operation)
                .map(link -> known.indexes.computeIfAbsent(link, name -> index(name, operation)))
                .orElse(0);
        boolean deletes = type.number() == Neighbour.DELNEIGH.number();
        if (!deletes && index != 0) {
            neighbour.mac().ifPresent(mac -> checkLength(mac, index, operation, known));
        }
        NeighbourState unset = deletes ? NeighbourState.NONE : neighbour.initialState();
        return new Request(type, flags, neighbour.sent(index, unset), operation);
    }

    private void checkLength(MacAddress mac, int index, Supplier<String> operation, KnownLinks known) {
        known.lengths
                .computeIfAbsent(index, link -> addressLength(link))
                .ifPresent(
                        length -> AddressLengths.check(mac, length, () -> operation.get() + " in " + sender.where()));
    }

    private OptionalInt addressLength(int ifindex) {
        return new Links(sender)
                .find(LinkReference.of(ifindex))
                .map(link ->
                        OptionalInt.of(link.macAddress().map(MacAddress::length).orElse(0)))
                .orElseGet(OptionalInt::empty);
    }

    private int index(Neighbour neighbour, Supplier<String> operation) {
        return linkOf(neighbour, operation).map(link -> index(link, operation)).orElse(0);
    }

    /**
     * Every entry needs a link, but for an IPv4 proxy entry: without one it holds for all links. {@code pndisc_constructor} in the kernel's
     * {@code net/ipv6/ndisc.c} refuses those of IPv6, with an error number that says something else.
     */
    private static Optional<LinkReference> linkOf(Neighbour neighbour, Supplier<String> operation) {
        Optional<LinkReference> link = neighbour.link();
        boolean needed = !neighbour.isProxy() || neighbour.family().equals(Optional.of(IpFamily.IPV6));
        if (needed && link.isEmpty()) {
            throw new IllegalArgumentException("cannot " + operation.get() + ": it needs a link, given with dev()");
        }
        return link;
    }

    private int index(LinkReference link, Supplier<String> operation) {
        return sender.ifindex(link, () -> operation.get() + " in " + sender.where());
    }

    /** What was asked of links while requests were made, once for each. */
    private static final class KnownLinks {
        private final Map<LinkReference, Integer> indexes = new HashMap<>();
        private final Map<Integer, OptionalInt> lengths = new HashMap<>();
    }
}
