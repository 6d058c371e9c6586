package io.netlink4j.rtnl.address;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.Flush;
import io.netlink4j.rtnl.internal.ObjectSubscriptions;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.internal.TargetAnswers;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The IPv4 and IPv6 addresses of the links in a namespace, as {@code ip addr} handles them.
 *
 * {@snippet :
 * rtnl.addresses().add("v-net-0", "192.168.15.5/24");
 * List<Address> all = rtnl.addresses().list(AddressFilter.all().family(IpFamily.IPV4).link("v-net-0"));
 * }
 */
public final class Addresses {
    private final RtnlSender sender;

    /** Made by {@code Rtnl}. */
    @SuppressWarnings("exports")
    public Addresses(RtnlSender sender) {
        this.sender = sender;
    }

    /** All addresses. */
    public List<Address> list() {
        return list(AddressFilter.all());
    }

    /** The addresses of a link. */
    public List<Address> list(LinkReference link) {
        return list(AddressFilter.all().link(link));
    }

    /** The addresses of the link with a name. */
    public List<Address> list(String link) {
        return list(LinkReference.of(link));
    }

    /** The addresses that {@code filter} wants. */
    public List<Address> list(AddressFilter filter) {
        int index = index(filter);
        return sender.list(dump(filter, index), decoder(filter, index));
    }

    /** Hands each address that {@code filter} wants to {@code visitor}, which answers whether to go on. */
    public void forEach(AddressFilter filter, Predicate<? super Address> visitor) {
        int index = index(filter);
        sender.forEach(dump(filter, index), decoder(filter, index), visitor);
    }

    /**
     * The addresses of another namespace, which is known by its number in this one ({@code IFA_TARGET_NETNSID}).
     *
     * @throws NetlinkException.NotSupported by kernels before 5.0
     */
    public List<Address> listIn(int nsid) {
        return sender.list(
                new Request(
                        Address.GETADDR,
                        0,
                        Address.any().with(Address.TARGET_NETNSID, nsid),
                        () -> "list addresses in nsid " + nsid),
                TargetAnswers.check(Address.DESCRIPTOR, Address.TARGET_NETNSID, nsid, sender.where()));
    }

    private int index(AddressFilter filter) {
        return filter.link()
                .map(link -> sender.ifindex(link, () -> "list " + filter))
                .orElse(0);
    }

    private static Request dump(AddressFilter filter, int index) {
        return new Request(Address.GETADDR, 0, filter.request(index), () -> "list " + filter);
    }

    private static Decoder<Address> decoder(AddressFilter filter, int index) {
        return (type, flags, body) -> {
            Address address = Address.DESCRIPTOR.decode(body);
            return filter.accepts(address, index) ? address : null;
        };
    }

    /**
     * Adds an address to a link: {@code 192.168.15.5/24}.
     *
     * @return the address as the kernel has it now
     * @throws io.netlink4j.core.error.NetlinkException.AlreadyExists if the link has it already
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such link
     */
    public Address add(String link, String address) {
        return add(link, Address.of(address));
    }

    /** The same for a link that was read or made. */
    public Address add(LinkReference link, String address) {
        return add(link, Address.of(address));
    }

    /** The same for an address with more than its prefix length. */
    public Address add(String link, Address address) {
        return add(LinkReference.of(link), address);
    }

    /** The same for a link that was read or made, and an address with more than its prefix length. */
    public Address add(LinkReference link, Address address) {
        return put(link, address, NLM_F_CREATE | NLM_F_EXCL, "add");
    }

    /** Adds an address that was listed to the link that it was listed with. */
    public Address add(Address listed) {
        return add(linkOf(listed), listed);
    }

    /** Adds an address to a link, or changes what can be changed of it if it is there: its lifetime, flags, metric and protocol. */
    public Address replace(String link, Address address) {
        return replace(LinkReference.of(link), address);
    }

    /** The same for a link that was read or made. */
    public Address replace(LinkReference link, Address address) {
        return put(link, address, NLM_F_CREATE | NLM_F_REPLACE, "replace");
    }

    /**
     * Takes an address away from a link; an IPv4 address without a prefix length is one of {@code /32}. The routes that it
     * brought along go with it, and the IPv4 addresses of the same network that came later, unless {@code promote_secondaries}
     * is set for the link.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if the link does not have it, or there is no such link
     */
    public void delete(String link, String address) {
        delete(link, Address.of(address));
    }

    /** The same for a link that was read or made. */
    public void delete(LinkReference link, String address) {
        delete(link, Address.of(address));
    }

    /** The same for an address with more than its prefix length. */
    public void delete(String link, Address address) {
        delete(LinkReference.of(link), address);
    }

    /** The same for a link that was read or made, and an address with more than its prefix length. */
    public void delete(LinkReference link, Address address) {
        sender.execute(deletion(link, address));
    }

    /** Takes an address that was listed away from the link that it was listed with. */
    public void delete(Address listed) {
        delete(linkOf(listed), listed);
    }

    /**
     * Deletes the addresses that {@code filter} wants, as {@code ip addr flush} does: again and again until there are none, at most ten
     * times. Addresses that went with a primary address are gone all the same. Of primary addresses alone ({@code
     * flag(AddressFlag.SECONDARY, false)}) only those are deleted that are primary now, and not those that become so.
     *
     * @return the addresses that were there
     * @throws NetlinkException the first refusal, with the others suppressed in it, after every address was tried; or if there are new
     *     addresses after ten times
     */
    public List<Address> flush(AddressFilter filter) {
        Flush<Address> flush = new Flush<>(sender, () -> list(filter), this::deletion);
        return filter.isOnlyPrimary() ? flush.once() : flush.untilEmpty(filter.toString());
    }

    /** Deletes the addresses of a link. */
    public List<Address> flush(LinkReference link) {
        return flush(AddressFilter.all().link(link));
    }

    /** Deletes the addresses of the link with a name. */
    public List<Address> flush(String link) {
        return flush(LinkReference.of(link));
    }

    private static LinkReference linkOf(Address listed) {
        return LinkReference.of(listed.ifindex()
                .orElseThrow(() -> new IllegalArgumentException(listed + " was not listed: say which link is meant")));
    }

    private Request deletion(Address listed) {
        return deletion(linkOf(listed), listed);
    }

    /** What says which address is meant; the label and the other addresses are sent as they were read, whatever they hold. */
    private Request deletion(LinkReference link, Address address) {
        Supplier<String> operation = operation("delete", "from", link, address);
        Address sent = address.on(sender.ifindex(link, operation))
                .with(Address.SCOPE, 0)
                .with(Address.LOW_FLAGS, 0)
                .without(Address.FLAGS)
                .without(Address.CACHEINFO);
        return new Request(Address.DELADDR, 0, sent, operation);
    }

    private Address put(LinkReference link, Address address, int flags, String verb) {
        Supplier<String> operation = operation(verb, "on", link, address);
        int index = sender.ifindex(link, operation);
        long settable = address.flagBits() & AddressFlag.SETTABLE;
        Address sent = withLifetime(address).on(index).flagBits(settable);
        MessageType type = Address.NEWADDR;
        List<Address> echoed = sender.echo(
                new Request(type, flags, sent, operation),
                (kind, messageFlags, body) -> kind == type.number() ? Address.DESCRIPTOR.decode(body) : null);
        return echoed.isEmpty() ? find(link, sent) : echoed.getFirst();
    }

    /**
     * With a lifetime that the kernel takes: of an IPv4 address that is there for ever it reports none, not even where it is deprecated,
     * and one that is over, but not yet taken away, is reported with no time left.
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

    private Address find(LinkReference link, Address sent) {
        return list(AddressFilter.all().family(sent.family()).link(link)).stream()
                .filter(found ->
                        found.literal().equals(sent.literal()) && found.peer().equals(sent.peer()))
                .findFirst()
                .orElse(sent);
    }

    /**
     * Waits until an address that was added or listed may be used: an IPv6 address has to pass duplicate address detection first,
     * which goes on while the link has a carrier and takes a second or two.
     *
     * @return the address as it is then
     * @throws NetlinkException.DuplicateAddress at once when another host is found to have it
     * @throws NetlinkException.TimedOut after {@code longest}; it says how the addresses were seen last
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public Address awaitReady(Address listed, Duration longest) {
        return new AddressWaits(sender, linkOf(listed)).untilReady(listed.address(), longest);
    }

    /** The same for an address of the link with a name, which the link may get yet: {@code 2001:db8::1}, with or without a prefix length. */
    public Address awaitReady(String link, String address, Duration longest) {
        return new AddressWaits(sender, LinkReference.of(link))
                .untilReady(IpInterface.of(address).address(), longest);
    }

    /** The same for all addresses that a link has. */
    public List<Address> awaitReady(String link, Duration longest) {
        return awaitReady(LinkReference.of(link), longest);
    }

    /** The same for all addresses of a link that was read or made. */
    public List<Address> awaitReady(LinkReference link, Duration longest) {
        return new AddressWaits(sender, link).untilReady(longest);
    }

    /**
     * Waits until the addresses of a link meet {@code condition}, which is asked whenever the kernel tells of a change.
     *
     * @return the addresses as they are then
     * @throws NetlinkException.TimedOut after {@code longest}; it says how the addresses were seen last
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public List<Address> await(String link, Predicate<? super List<Address>> condition, Duration longest) {
        return await(LinkReference.of(link), condition, longest);
    }

    /** The same for a link that was read or made. */
    public List<Address> await(LinkReference link, Predicate<? super List<Address>> condition, Duration longest) {
        return new AddressWaits(sender, link)
                .until(condition, "the addresses of " + link.label() + " to be as they were waited for", longest);
    }

    /**
     * Subscribes to the addresses, on a socket of its own in this namespace: from now on the kernel's messages wait until {@link
     * Subscription#next()} takes them, in their order. The subscription lives until it is closed, whether or not the {@code Rtnl} is.
     *
     * @param groups {@link RtnlGroup#IPV4_IFADDR} or {@link RtnlGroup#IPV6_IFADDR}; both where none is given
     * @throws IllegalArgumentException if addresses are not told in a group
     */
    public Subscription<Address> subscribe(RtnlGroup... groups) {
        return ObjectSubscriptions.subscribe(sender.socket(), Address.DESCRIPTOR, groups);
    }

    private static Supplier<String> operation(String verb, String preposition, LinkReference link, Address address) {
        return () -> verb + " address " + address.literal() + " " + (verb.equals("add") ? "to" : preposition) + " "
                + link.label();
    }
}
