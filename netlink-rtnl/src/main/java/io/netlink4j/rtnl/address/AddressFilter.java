package io.netlink4j.rtnl.address;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.route.RouteScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which addresses are wanted. The kernel chooses by family and link; the other conditions are checked here.
 *
 * {@snippet :
 * rtnl.addresses().flush(AddressFilter.all().link("eth0").scope(RouteScope.UNIVERSE));
 * }
 */
public final class AddressFilter {
    private static final AddressFilter ALL = new AddressFilter(Optional.empty(), Optional.empty(), List.of(), false);

    private final Optional<IpFamily> family;
    private final Optional<LinkReference> link;
    private final List<Condition> conditions;
    private final boolean onlyPrimary;

    private record Condition(String words, Predicate<Address> accepts) {}

    private AddressFilter(
            Optional<IpFamily> family, Optional<LinkReference> link, List<Condition> conditions, boolean onlyPrimary) {
        this.family = family;
        this.link = link;
        this.conditions = conditions;
        this.onlyPrimary = onlyPrimary;
    }

    /** All addresses. */
    public static AddressFilter all() {
        return ALL;
    }

    /** Of these only those of a family. */
    public AddressFilter family(IpFamily wanted) {
        return new AddressFilter(Optional.of(wanted), link, conditions, onlyPrimary);
    }

    /** Of these only those of a link. */
    public AddressFilter link(LinkReference wanted) {
        return new AddressFilter(family, Optional.of(wanted), conditions, onlyPrimary);
    }

    /** Of these only those of the link with a name. */
    public AddressFilter link(String wanted) {
        return link(LinkReference.of(wanted));
    }

    /** Of these only those of a scope. */
    public AddressFilter scope(RouteScope wanted) {
        return and(onlyPrimary, "of scope " + wanted, address -> address.scope().equals(wanted));
    }

    /**
     * Of these only those whose label matches a pattern, in which {@code *} stands for any characters and {@code ?} for one. IPv6 addresses
     * have no label and never match.
     */
    public AddressFilter label(String pattern) {
        String quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        Predicate<String> matches = Pattern.compile(quoted, Pattern.DOTALL).asMatchPredicate();
        return and(
                onlyPrimary,
                "labelled '" + Printable.of(pattern) + "'",
                address -> address.label().filter(matches).isPresent());
    }

    /** Of these only those that lie in a network; {@code ip} calls it {@code to}. */
    public AddressFilter in(IpPrefix network) {
        return and(onlyPrimary, "in " + network, address -> network.contains(address.address()));
    }

    /** Of these only those that lie in a network, such as {@code 10.0.0.0/8}. */
    public AddressFilter in(String network) {
        return in(IpPrefix.of(network));
    }

    /** Of these only those that have a flag, or only those that have it not. */
    public AddressFilter flag(AddressFlag flag, boolean on) {
        boolean primary = onlyPrimary || (flag == AddressFlag.SECONDARY && !on);
        return and(primary, (on ? "" : "not ") + flag, address -> address.has(flag) == on);
    }

    private AddressFilter and(boolean primary, String words, Predicate<Address> condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(new Condition(words, condition));
        return new AddressFilter(family, link, List.copyOf(more), primary);
    }

    Optional<LinkReference> link() {
        return link;
    }

    /** Whether it leaves out the secondary addresses, of which each may become a primary one when that is deleted. */
    boolean isOnlyPrimary() {
        return onlyPrimary;
    }

    Address request(int ifindex) {
        Address request = Address.any().with(Address.INDEX, ifindex);
        return family.map(wanted -> request.with(Address.FAMILY, wanted.number()))
                .orElse(request);
    }

    boolean accepts(Address address, int ifindex) {
        return (ifindex == 0 || address.get(Address.INDEX) == ifindex)
                && IpFamily.ofNumber(address.get(Address.FAMILY))
                        .filter(found -> family.isEmpty() || family.get() == found)
                        .isPresent()
                && conditions.stream().allMatch(condition -> condition.accepts().test(address));
    }

    /** The filter in words, such as {@code IPv4 addresses of link 'eth0' of scope global}. */
    @Override
    public String toString() {
        Words words = new Words();
        words.add(family.map(IpFamily::toString).orElse(""));
        words.add("addresses");
        words.add("of", link.map(LinkReference::label));
        conditions.forEach(condition -> words.add(condition.words()));
        return words.toString();
    }
}
