package io.netlink4j.rtnl.address;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.internal.TargetReplyCheck;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The IPv4 and IPv6 addresses of the links in a namespace, as {@code ip addr} handles them.
 *
 * <p>The identity of an address is its link, the address, the peer and the prefix length. {@link #replace} and {@link #change} change its
 * lifetime, flags, metric and protocol. When the kernel deletes an address, it also deletes its prefix route, and the secondary IPv4
 * addresses of its network unless {@code promote_secondaries} is set for the link.
 *
 * {@snippet :
 * rtnl.addresses().add("v-net-0", "192.168.15.5/24");
 * List<Address> all = rtnl.addresses().list(AddressFilter.all().family(IpFamily.IPV4).link("v-net-0"));
 * }
 */
public final class Addresses extends ObjectCollection<Address, AddressFilter> {
    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public Addresses(RtnlSender sender) {
        super(sender, Address.DESCRIPTOR);
    }

    @Override
    protected AddressFilter defaultFilter() {
        return AddressFilter.all();
    }

    @Override
    protected AddressFilter widestFilter(Address address) {
        AddressFilter family = AddressFilter.all().family(address.family());
        return address.link().map(family::link).orElse(family);
    }

    @Override
    protected AddressFilter prepared(AddressFilter filter) {
        return filter.listed(new Links(sender()));
    }

    /** Lists the addresses of a link. */
    public List<Address> list(LinkReference link) {
        return list(AddressFilter.all().link(link));
    }

    /** Lists the addresses of the link with a name. */
    public List<Address> list(String link) {
        return list(LinkReference.of(link));
    }

    /**
     * Lists the addresses of another namespace by its nsid here ({@code IFA_TARGET_NETNSID}).
     *
     * @throws NetlinkException.NotSupported on kernels before 5.0
     */
    public List<Address> listIn(int nsid) {
        return sender().list(
                        new Request(
                                Address.GETADDR,
                                0,
                                Address.any().with(Address.TARGET_NETNSID, nsid),
                                () -> "list addresses in nsid " + nsid),
                        TargetReplyCheck.check(Address.DESCRIPTOR, Address.TARGET_NETNSID, nsid, sender().where()));
    }

    /**
     * Lists the multicast groups that links joined, as {@code ip maddress} shows them: each as {@link Address#MULTICAST}.
     *
     * @throws NetlinkException.NotSupported for IPv4 on kernels before 6.15
     */
    public List<Address> listMulticast(IpFamily family) {
        return list(Address.GETMULTICAST, family, "list multicast groups");
    }

    /** Lists the IPv6 anycast addresses of links: each as {@link Address#ANYCAST}. */
    public List<Address> listAnycast() {
        return list(Address.GETANYCAST, IpFamily.IPV6, "list anycast addresses");
    }

    /** The kernel answers with the type of the request. */
    private List<Address> list(MessageType type, IpFamily family, String operation) {
        Request request = new Request(type, 0, Address.any().with(Address.FAMILY, family.number()), () -> operation);
        return sender().list(
                        request,
                        (answer, flags, body) -> answer == type.number() ? Address.DESCRIPTOR.decode(body) : null);
    }

    /**
     * Adds an address to the link with a name: {@code 192.168.15.5/24}.
     *
     * @return the address as the kernel has it now
     * @throws NetlinkException.AlreadyExists if the link has it already
     * @throws NetlinkException.NotFound if there is no such link
     */
    public Address add(String link, String address) {
        return add(Address.of(address).link(link));
    }

    /** Adds an address to a link. */
    public Address add(LinkReference link, String address) {
        return add(Address.of(address).link(link));
    }

    /** Adds an address to the link with a name. */
    public Address add(String link, Address address) {
        return add(address.link(link));
    }

    /** Adds an address to a link. */
    public Address add(LinkReference link, Address address) {
        return add(address.link(link));
    }

    /** Adds an address to the link with a name, or changes it if the link has it. */
    public Address replace(String link, Address address) {
        return replace(address.link(link));
    }

    /** Adds an address to a link, or changes it if the link has it. */
    public Address replace(LinkReference link, Address address) {
        return replace(address.link(link));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The kernel would add a missing address, so it is looked up before. If it vanishes in between, it is added.
     */
    @Override
    public Address change(Address address) {
        if (find(address).isEmpty()) {
            throw NetlinkException.refused(
                    sentence(Operation.CHANGE, address) + " in " + sender().where(),
                    Errno.ENOENT,
                    "the link does not have this address");
        }
        return super.change(address);
    }

    @Override
    protected boolean standsAlone(Operation operation, Address address) {
        return operation == Operation.CHANGE || super.standsAlone(operation, address);
    }

    /** Deletes an address of the link with a name. */
    public void delete(String link, Address address) {
        delete(address.link(link));
    }

    /** Deletes an address of a link. */
    public void delete(LinkReference link, Address address) {
        delete(address.link(link));
    }

    /** Deletes an address of the link with a name. An address without a prefix length is a {@code /32} or {@code /128}; the kernel compares the length. */
    public void delete(String link, String address) {
        delete(Address.of(address).link(link));
    }

    /** Deletes an address of a link. */
    public void delete(LinkReference link, String address) {
        delete(Address.of(address).link(link));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A filter for primary addresses ({@code flag(AddressFlag.SECONDARY, false)}) deletes only those that are primary at the time of the
     * call, not those that become primary.
     */
    @Override
    public List<Address> flush(AddressFilter filter) {
        return filter.isOnlyPrimary() ? flushing(filter).once() : super.flush(filter);
    }

    /** Deletes the addresses of a link. */
    public List<Address> flush(LinkReference link) {
        return flush(AddressFilter.all().link(link));
    }

    /** Deletes the addresses of the link with a name. */
    public List<Address> flush(String link) {
        return flush(LinkReference.of(link));
    }

    /** The address as a delete request contains it: its identity, with the label and the other addresses as they were read. */
    @Override
    @SuppressWarnings("exports")
    protected Address outgoing(Operation operation, Address address, LinkIndexes indexes) {
        LinkReference link = linkOf(address);
        if (operation != Operation.DELETE) {
            check(address, link);
            return withLifetime(address).flagBits(address.flagBits() & AddressFlag.SETTABLE);
        }
        return address.with(Address.SCOPE, 0)
                .with(Address.LOW_FLAGS, 0)
                .without(Address.FLAGS)
                .without(Address.CACHEINFO);
    }

    /** Rejects what the kernel would acknowledge without adding it, and a label that {@code ip} would not accept for this link. */
    private static void check(Address address, LinkReference link) {
        if (address.family() == IpFamily.IPV4 && address.address().isUnspecified()) {
            throw new IllegalArgumentException(address.address() + " is not the address of a host");
        }
        Optional<String> other =
                address.label().filter(label -> !label.startsWith(link.name().orElse("")));
        if (other.isPresent() && link.ifindex().isEmpty()) {
            throw new IllegalArgumentException("the label '" + Printable.of(other.get()) + "' of " + address.literal()
                    + " does not begin with the name of " + link.label());
        }
    }

    /**
     * A copy with a lifetime that the kernel accepts. The kernel reports no valid lifetime of an unlimited IPv4 address, even if it is
     * deprecated, and 0 for an address that has expired and is not yet removed.
     */
    private static Address withLifetime(Address address) {
        AddressLifetime lifetime = address.lifetime();
        boolean deprecated =
                address.has(AddressFlag.DEPRECATED) && lifetime.preferred().isEmpty();
        boolean over = lifetime.valid().equals(Optional.of(Duration.ZERO));
        return deprecated || over
                ? address.lifetime(new AddressLifetime(
                        Optional.of(Duration.ZERO), over ? Optional.of(Duration.ofSeconds(1)) : lifetime.valid(), 0, 0))
                : address;
    }

    private static LinkReference linkOf(Address address) {
        return address.link()
                .orElseThrow(() -> new IllegalArgumentException(
                        "address " + address.literal() + " needs a link, given with link()"));
    }

    @Override
    protected String sentence(Operation operation, Address address) {
        String preposition = switch (operation) {
            case ADD -> " to ";
            case DELETE -> " from ";
            default -> " on ";
        };
        return operation + " address " + address.literal()
                + address.link().map(link -> preposition + link.label()).orElse("");
    }

    @Override
    protected String describe(Address address) {
        return "address " + address.literal()
                + address.link().map(link -> " on " + link.label()).orElse("");
    }

    /**
     * Waits until an address that was added or listed may be used. An IPv6 address has to pass duplicate address detection first. That
     * takes a second or two and makes progress only while the link has a carrier.
     *
     * @return the address as it is then
     * @throws NetlinkException.DuplicateAddress as soon as the kernel finds that another host has it
     * @throws NetlinkException.TimedOut after {@code longest}; the message contains the addresses as they were last seen
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public Address awaitReady(Address address, Duration longest) {
        return new AddressWaiter(this, linkOf(address)).untilReady(address.address(), longest);
    }

    /**
     * Waits until an address of the link with a name may be used. The link need not have it yet. {@code address} is a literal such as
     * {@code 2001:db8::1}, with or without a prefix length.
     */
    public Address awaitReady(String link, String address, Duration longest) {
        return new AddressWaiter(this, LinkReference.of(link))
                .untilReady(IpInterface.of(address).address(), longest);
    }

    /** Waits until all addresses of the link with a name may be used. */
    public List<Address> awaitReady(String link, Duration longest) {
        return awaitReady(LinkReference.of(link), longest);
    }

    /** Waits until all addresses of a link may be used. */
    public List<Address> awaitReady(LinkReference link, Duration longest) {
        return new AddressWaiter(this, link).untilReady(longest);
    }

    /**
     * Waits until the addresses of the link with a name meet {@code condition}. The calling thread evaluates it again after each change
     * that the kernel reports.
     *
     * @return the addresses as they are then
     * @throws NetlinkException.TimedOut after {@code longest}; the message contains the addresses as they were last seen
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public List<Address> await(String link, Predicate<? super List<Address>> condition, Duration longest) {
        return await(LinkReference.of(link), condition, longest);
    }

    /** Waits until the addresses of a link meet {@code condition}. */
    public List<Address> await(LinkReference link, Predicate<? super List<Address>> condition, Duration longest) {
        return new AddressWaiter(this, link)
                .until(condition, "the addresses of " + link.label() + " to be in the awaited state", longest);
    }

    RtnlSender connection() {
        return sender();
    }
}
