package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.link.LinkFilter;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.route.RouteProtocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects neighbours. The kernel selects by family, link and master.
 *
 * {@snippet :
 * List<Neighbour> known = rtnl.neighbours().list(NeighbourFilter.all().link("eth0").states(NeighbourState.REACHABLE));
 * }
 */
public final class NeighbourFilter extends ObjectFilter<Neighbour> {
    private static final NeighbourFilter ALL = new NeighbourFilter(
                    Neighbour.DESCRIPTOR.empty(), List.of(), List.of(), false)
            .with(Condition.of("", neighbour -> !neighbour.isProxy()));
    private static final NeighbourFilter PROXIES = new NeighbourFilter(
                    Neighbour.DESCRIPTOR.empty().proxy(), List.of(), List.of(), false)
            .with(Condition.of("proxy", Neighbour::isProxy));

    private final List<LinkFilter> links;
    private final boolean hasStates;

    private NeighbourFilter(
            Neighbour pattern, List<Condition<Neighbour>> conditions, List<LinkFilter> links, boolean hasStates) {
        super(pattern, conditions);
        this.links = links;
        this.hasStates = hasStates;
    }

    /** All entries of ARP and of IPv6 neighbour discovery, without proxy entries. */
    public static NeighbourFilter all() {
        return ALL;
    }

    /** The proxy entries only. */
    public static NeighbourFilter proxies() {
        return PROXIES;
    }

    /** A filter that also requires a family. */
    public NeighbourFilter family(IpFamily family) {
        return new NeighbourFilter(
                pattern().with(NeighbourAttributes.FAMILY, family.number()),
                and(Condition.of(
                        "family " + family, neighbour -> neighbour.get(NeighbourAttributes.FAMILY) == family.number())),
                links,
                hasStates);
    }

    /** A filter that also requires a link. */
    public NeighbourFilter link(LinkReference link) {
        return new NeighbourFilter(
                pattern().with(NeighbourAttributes.IFINDEX, link),
                and(new Condition<>(
                        "dev " + Words.LINKS.apply(link),
                        true,
                        (asked, neighbour) ->
                                asked.get(NeighbourAttributes.IFINDEX).equals(neighbour.link()))),
                links,
                hasStates);
    }

    /** A filter that also requires the link with a name. */
    public NeighbourFilter link(String link) {
        return link(LinkReference.of(link));
    }

    /** A filter that also requires a link with a master, such as a bridge. Kernels before 4.4 ignore this. */
    public NeighbourFilter master(LinkReference master) {
        return new NeighbourFilter(
                pattern().with(NeighbourAttributes.MASTER, master),
                and(new Condition<>("master " + Words.LINKS.apply(master), true, (asked, neighbour) -> true)),
                links,
                hasStates);
    }

    /** A filter that also requires a link with the master of that name. */
    public NeighbourFilter master(String master) {
        return master(LinkReference.of(master));
    }

    /**
     * A filter that also requires a link that another filter accepts, such as one without a master ({@code nomaster} of {@code ip}). The links are
     * listed before the neighbours. A wait with such a filter notices only changes of neighbours.
     */
    public NeighbourFilter link(LinkFilter wanted) {
        return with(
                and(Condition.of("on links " + wanted, neighbour -> true)),
                Stream.concat(links.stream(), Stream.of(wanted)).toList());
    }

    /** A filter that compares the indexes of the links that were listed. */
    NeighbourFilter listed(Links from) {
        NeighbourFilter filter = with(conditions(), List.of());
        for (LinkFilter wanted : links) {
            filter = filter.with(filter.and(wanted.now(from, Neighbour::link)), List.of());
        }
        return filter;
    }

    /** A filter that also requires that nothing uses the entry ({@code ndm_refcnt}). */
    public NeighbourFilter unused() {
        return with(Condition.of(
                "unused",
                neighbour -> neighbour
                        .get(NeighbourAttributes.CACHEINFO)
                        .filter(info -> info.references() != 0)
                        .isEmpty()));
    }

    /** A filter that also requires one of some states. */
    public NeighbourFilter states(NeighbourState first, NeighbourState... others) {
        Set<NeighbourState> states = EnumSet.of(first, others);
        String words = states.stream()
                .map(state -> "nud " + state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return new NeighbourFilter(
                pattern(),
                and(Condition.of(
                        words,
                        neighbour -> states.stream()
                                .anyMatch(state -> state.bit() == neighbour.get(NeighbourAttributes.STATE)))),
                links,
                true);
    }

    /** A filter that also requires addresses of a network ({@code to} of {@code ip}). */
    public NeighbourFilter in(IpPrefix network) {
        return with(Condition.of(
                "to " + network,
                neighbour -> neighbour.address().filter(network::contains).isPresent()));
    }

    /** A filter that also requires addresses of a network, such as {@code 10.0.0.0/8}. */
    public NeighbourFilter in(String network) {
        return in(IpPrefix.of(network));
    }

    /** A filter that also requires an origin ({@code NDA_PROTOCOL}). */
    public NeighbourFilter protocol(RouteProtocol protocol) {
        return with(Condition.of(
                "proto " + protocol, neighbour -> neighbour.protocol().equals(Optional.of(protocol))));
    }

    private NeighbourFilter with(Condition<Neighbour> condition) {
        return with(and(condition), links);
    }

    private NeighbourFilter with(List<Condition<Neighbour>> conditions, List<LinkFilter> links) {
        return new NeighbourFilter(pattern(), conditions, links, hasStates);
    }

    /** Whether the filter requires a state. */
    boolean hasStates() {
        return hasStates;
    }
}
