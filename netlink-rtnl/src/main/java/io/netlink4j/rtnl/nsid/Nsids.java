package io.netlink4j.rtnl.nsid;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.collection.ConditionWaiter;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.object.RtnlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The nsids of a namespace: its numbers for other namespaces, as {@code ip netns set} and {@code ip netns list-id} handle them. The kernel
 * assigns an nsid on request, or when the peer of a link is in another namespace. It stays fixed until the other namespace is removed.
 *
 * {@snippet :
 * Link veth = rtnl.links().get("veth-host");
 * Optional<NetworkNamespace> room = rtnl.nsids().namespaceOf(veth, List.of(red, blue)); // where its other end is
 * }
 */
public final class Nsids extends RtnlReader<Nsid, NsidFilter> {
    private static final int AUTOMATIC = -1;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public Nsids(RtnlSender sender) {
        super(sender, Nsid.DESCRIPTOR);
    }

    @Override
    protected NsidFilter defaultFilter() {
        return NsidFilter.all();
    }

    @Override
    protected String describe(Nsid nsid) {
        return nsid.toString();
    }

    /** The nsid of a namespace here; empty if it has none. */
    public Optional<Integer> find(NetworkNamespace namespace) {
        return get(Nsid.of(namespace), "get the nsid of " + namespace).number();
    }

    /**
     * The nsid of the namespace of a process; empty if it has none.
     *
     * @throws NetlinkException.NotFound if there is no such process
     */
    public Optional<Integer> ofProcess(long pid) {
        Nsid asked = Nsid.any().with(Nsid.PID, Math.toIntExact(pid));
        return get(asked, "get the nsid of the namespace of process " + pid).number();
    }

    private Nsid get(Nsid asked, String operation) {
        return sender().get(new Request(Nsid.GETNSID, 0, asked, () -> operation), descriptor()::decodeCreated);
    }

    /** The nsid of a namespace here. The kernel assigns one if it has none. */
    public int assign(NetworkNamespace namespace) {
        try {
            assign(namespace, AUTOMATIC, "an nsid");
        } catch (NetlinkException.AlreadyExists assigned) {
            // Then the namespace has an nsid already.
        }
        return find(namespace)
                .orElseThrow(() -> new NetlinkException.Malformed(
                        "the kernel gave " + namespace + " an nsid but does not report it"));
    }

    /**
     * Assigns an nsid to a namespace.
     *
     * @param number the nsid, from 0
     * @throws NetlinkException.AlreadyExists if the number is taken, or the namespace has one already
     */
    public void assign(NetworkNamespace namespace, int number) {
        if (number < 0) {
            throw new IllegalArgumentException("an nsid is not negative, as " + number + " is");
        }
        assign(namespace, number, "the nsid " + number);
    }

    private void assign(NetworkNamespace namespace, int number, String what) {
        sender().execute(
                        Nsid.NEWNSID,
                        0,
                        Nsid.of(namespace).with(Nsid.NSID, number),
                        () -> "give " + namespace + " " + what);
    }

    /** The names of the namespaces that have both a name and an nsid here, by nsid. */
    public Map<Integer, String> names() {
        Map<Integer, String> names = new TreeMap<>();
        for (String name : NetworkNamespace.list()) {
            try (NetworkNamespace namespace = NetworkNamespace.open(name)) {
                find(namespace).ifPresent(number -> names.putIfAbsent(number, name));
            } catch (NetlinkException.NotFound | NetlinkException.Invalid gone) {
                // It was deleted after the directory was read, or the file is no namespace.
            }
        }
        return names;
    }

    /** The namespace in {@code known} that contains {@link Link#link()}; empty if it is none of them or this namespace. */
    public Optional<NetworkNamespace> namespaceOf(Link link, Collection<NetworkNamespace> known) {
        Optional<Integer> number = link.linkNamespaceId();
        return number.isEmpty()
                ? Optional.empty()
                : known.stream()
                        .filter(namespace -> find(namespace).equals(number))
                        .findFirst();
    }

    /**
     * Closes a handle and waits until its namespace is removed: after its last name, handle, socket and process. For that it is assigned an
     * nsid if it has none. The kernel removes the contents of the namespace later. To use the name or the address of one of its links
     * again, wait with {@link Links#awaitGone}.
     *
     * @throws NetlinkException.TimedOut if something still holds the namespace after {@code longest}
     * @throws NetlinkException.Interrupted if the thread is interrupted; the handle may be closed already
     */
    public void awaitGone(NetworkNamespace namespace, Duration longest) {
        int number = assign(namespace);
        awaitGone(number, namespace::close, longest, () -> namespace + " to be gone: " + heldBy(namespace.holders()));
    }

    /** Waits until the namespace with an nsid is removed. Returns at once if there is no such nsid. */
    public void awaitGone(int number, Duration longest) {
        awaitGone(
                number,
                () -> {},
                longest,
                () -> "nsid " + number + " of " + sender().where() + " to be gone: it still exists");
    }

    private static String heldBy(List<String> holders) {
        return holders.isEmpty()
                ? "it is held by something that this process cannot see"
                : "it is held by " + String.join(" and ", holders);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An nsid is deleted when its namespace is removed. The contents of that namespace are not reported here.
     */
    @Override
    public Subscription<Nsid> subscribe(MulticastGroup... groups) {
        return super.subscribe(groups);
    }

    private void awaitGone(int number, Runnable begin, Duration longest, Supplier<String> goal) {
        List<Boolean> told = new ArrayList<>();
        Decoder<Boolean> relevant = (type, flags, body) -> {
            boolean gone = type == Nsid.DELNSID.number()
                    && Nsid.DESCRIPTOR.decode(body).number().equals(Optional.of(number));
            if (gone) {
                told.add(true);
            }
            return gone ? true : null;
        };
        new ConditionWaiter(socket(), relevant, RtnlGroup.NSID)
                .until(
                        begin,
                        () -> !told.isEmpty() || !isThere(number) ? Optional.of(true) : Optional.empty(),
                        longest,
                        goal);
    }

    private boolean isThere(int number) {
        try {
            get(Nsid.any().with(Nsid.NSID, number), "get nsid " + number);
            return true;
        } catch (NetlinkException.NotFound gone) {
            return false;
        }
    }
}
