package io.netlink4j.rtnl.address;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.LinkFilter;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.route.RouteScope;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Selects addresses. The kernel selects by family and link; the other conditions are checked here.
 *
 * {@snippet :
 * rtnl.addresses().flush(AddressFilter.all().link("eth0").scope(RouteScope.UNIVERSE));
 * }
 */
public final class AddressFilter extends ObjectFilter<Address> {
    private static final AddressFilter ALL = new AddressFilter(Address.DESCRIPTOR.empty(), List.of(), List.of(), false);

    private final List<LinkFilter> links;
    private final boolean onlyPrimary;

    private AddressFilter(
            Address pattern, List<Condition<Address>> conditions, List<LinkFilter> links, boolean onlyPrimary) {
        super(pattern, conditions);
        this.links = links;
        this.onlyPrimary = onlyPrimary;
    }

    /** All addresses. */
    public static AddressFilter all() {
        return ALL;
    }

    /** A filter that also requires a family. */
    public AddressFilter family(IpFamily wanted) {
        return new AddressFilter(
                pattern().with(Address.FAMILY, wanted.number()),
                and(Condition.of("of family " + wanted, address -> address.family() == wanted)),
                links,
                onlyPrimary);
    }

    /** A filter that also requires a link. */
    public AddressFilter link(LinkReference wanted) {
        return new AddressFilter(
                pattern().link(wanted),
                and(new Condition<>(
                        "of " + wanted.label(),
                        false,
                        (asked, address) -> asked.link().equals(address.link()))),
                links,
                onlyPrimary);
    }

    /** A filter that also requires the link with a name. */
    public AddressFilter link(String wanted) {
        return link(LinkReference.of(wanted));
    }

    /**
     * A filter that also requires a link that another filter accepts: one that is up, with a master, of a kind ({@code up}, {@code master} and {@code
     * type} of {@code ip}). The links are listed before the addresses. A wait with such a filter notices only changes of addresses.
     */
    public AddressFilter link(LinkFilter wanted) {
        return with(
                and(Condition.of("on links " + wanted, address -> true)),
                Stream.concat(links.stream(), Stream.of(wanted)).toList());
    }

    /** A filter that compares the indexes of the links that were listed. */
    AddressFilter listed(Links from) {
        AddressFilter filter = with(conditions(), List.of());
        for (LinkFilter wanted : links) {
            filter = filter.with(filter.and(wanted.now(from, Address::link)), List.of());
        }
        return filter;
    }

    /** A filter that also requires a scope. */
    public AddressFilter scope(RouteScope wanted) {
        return and("of scope " + wanted, address -> address.scope().equals(wanted));
    }

    /**
     * A filter that also requires a label that matches a pattern: {@code *} matches any characters and {@code ?} matches one. IPv6
     * addresses have no label and never match.
     */
    public AddressFilter label(String pattern) {
        String quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        Predicate<String> matches = Pattern.compile(quoted, Pattern.DOTALL).asMatchPredicate();
        return and(
                "labelled '" + Printable.of(pattern) + "'",
                address -> address.label().filter(matches).isPresent());
    }

    /** A filter that also requires addresses of a network ({@code to} of {@code ip}). */
    public AddressFilter in(IpPrefix network) {
        return and("in " + network, address -> network.contains(address.address()));
    }

    /** A filter that also requires addresses of a network, such as {@code 10.0.0.0/8}. */
    public AddressFilter in(String network) {
        return in(IpPrefix.of(network));
    }

    /** A filter that also requires that a flag is set, or that it is not. */
    public AddressFilter flag(AddressFlag flag, boolean on) {
        return new AddressFilter(
                pattern(),
                and(Condition.of((on ? "" : "not ") + flag, address -> address.has(flag) == on)),
                links,
                onlyPrimary || (flag == AddressFlag.SECONDARY && !on));
    }

    /** A filter that also requires an origin ({@code IFA_PROTO}). */
    public AddressFilter protocol(int number) {
        return and("proto " + number, address -> address.protocol().orElse(0) == number);
    }

    private AddressFilter and(String words, Predicate<Address> test) {
        return with(and(Condition.of(words, test)), links);
    }

    private AddressFilter with(List<Condition<Address>> conditions, List<LinkFilter> links) {
        return new AddressFilter(pattern(), conditions, links, onlyPrimary);
    }

    /** Whether it rejects secondary addresses. A secondary address may become primary when the primary one is deleted. */
    boolean isOnlyPrimary() {
        return onlyPrimary;
    }
}
