package io.netlink4j.rtnl.nsid;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.internal.ConditionWaiter;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.object.ObjectReader;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The numbers by which a namespace calls others, as {@code ip netns set} and {@code ip netns list-id} handle them. The kernel gives one
 * when a link's other end is elsewhere, and to who asks for it; it is fixed then until the other namespace is gone.
 *
 * {@snippet :
 * Link veth = rtnl.links().get("veth-host");
 * Optional<NetworkNamespace> room = rtnl.nsids().namespaceOf(veth, List.of(red, blue)); // where its other end is
 * }
 */
public final class Nsids extends ObjectReader<Nsid, NsidFilter> {
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

    /** The number of a namespace here; empty if it has none. */
    public Optional<Integer> find(NetworkNamespace namespace) {
        return get(Nsid.of(namespace), "get the nsid of " + namespace).number();
    }

    /**
     * The number here of the namespace in which a process is; empty if it has none.
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

    /** The number of a namespace here: the one that it has, or the one that the kernel gives it now. */
    public int assign(NetworkNamespace namespace) {
        try {
            assign(namespace, AUTOMATIC, "an nsid");
        } catch (NetlinkException.AlreadyExists assigned) {
            // Then it has one.
        }
        return find(namespace)
                .orElseThrow(() ->
                        new NetlinkException.Malformed("the kernel gave " + namespace + " an nsid and denies it"));
    }

    /**
     * Gives a namespace a number of one's own choice.
     *
     * @param number from 0
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

    /** The names of the namespaces that have both a name and a number here, by their numbers. */
    public Map<Integer, String> names() {
        Map<Integer, String> names = new TreeMap<>();
        for (String name : NetworkNamespace.list()) {
            try (NetworkNamespace namespace = NetworkNamespace.open(name)) {
                find(namespace).ifPresent(number -> names.putIfAbsent(number, name));
            } catch (NetlinkException.NotFound | NetlinkException.Invalid gone) {
                // Deleted since the directory was read, or a file that is no namespace.
            }
        }
        return names;
    }

    /** Which of {@code known} is the one that {@link Link#link()} lies in; empty if it is none of them, or this one itself. */
    public Optional<NetworkNamespace> namespaceOf(Link link, Collection<NetworkNamespace> known) {
        Optional<Integer> number = link.linkNamespaceId();
        return number.isEmpty()
                ? Optional.empty()
                : known.stream()
                        .filter(namespace -> find(namespace).equals(number))
                        .findFirst();
    }

    /**
     * Closes a handle and waits until its namespace is gone, which is when its last name, handle, socket and process are; it is given a
     * number here for that, if it has none. What it held is taken down by the kernel after that: whoever needs a link's name or address
     * again waits for the link, with {@link Links#awaitGone}.
     *
     * @throws NetlinkException.TimedOut if something still holds it after {@code longest}
     * @throws NetlinkException.Interrupted if the thread is interrupted; the handle may be closed then
     */
    public void awaitGone(NetworkNamespace namespace, Duration longest) {
        int number = assign(namespace);
        awaitGone(number, namespace::close, longest, () -> namespace + " to be gone: " + heldBy(namespace.holders()));
    }

    /** Waits until the namespace with a number is gone; at once if there is no such number. */
    public void awaitGone(int number, Duration longest) {
        awaitGone(
                number,
                () -> {},
                longest,
                () -> "nsid " + number + " of " + sender().where() + " to be gone: it is there");
    }

    private static String heldBy(List<String> holders) {
        return holders.isEmpty()
                ? "it is held by something that this process cannot see"
                : "it is held by " + String.join(" and ", holders);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A number is deleted when its namespace is gone. What was in that namespace is not told here.
     */
    @Override
    public Subscription<Nsid> subscribe(RtnlGroup... groups) {
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
        new ConditionWaiter(sender(), relevant, RtnlGroup.NSID)
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
