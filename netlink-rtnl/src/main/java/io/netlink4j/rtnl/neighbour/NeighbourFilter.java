package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.ObjectFilter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Selects neighbours. The kernel selects by family, link and master.
 *
 * {@snippet :
 * List<Neighbour> known = rtnl.neighbours().list(NeighbourFilter.all().link("eth0").states(NeighbourState.REACHABLE));
 * }
 */
public final class NeighbourFilter extends ObjectFilter<Neighbour> {
    private static final NeighbourFilter ALL = new NeighbourFilter(Neighbour.DESCRIPTOR.empty(), List.of(), false)
            .with(Condition.of("", neighbour -> !neighbour.isProxy()));
    private static final NeighbourFilter PROXIES = new NeighbourFilter(
                    Neighbour.DESCRIPTOR.empty().proxy(), List.of(), false)
            .with(Condition.of("proxy", Neighbour::isProxy));

    private final boolean hasStates;

    private NeighbourFilter(Neighbour pattern, List<Condition<Neighbour>> conditions, boolean hasStates) {
        super(pattern, conditions);
        this.hasStates = hasStates;
    }

    /** All entries of ARP and of IPv6 neighbour discovery, but not the proxy entries. */
    public static NeighbourFilter all() {
        return ALL;
    }

    /** The addresses for which this host answers, instead of its neighbours. */
    public static NeighbourFilter proxies() {
        return PROXIES;
    }

    /** Of these only those of {@code family}. */
    public NeighbourFilter family(IpFamily family) {
        return new NeighbourFilter(
                pattern().with(NeighbourAttributes.FAMILY, family.number()),
                and(Condition.of(
                        "family " + family, neighbour -> neighbour.get(NeighbourAttributes.FAMILY) == family.number())),
                hasStates);
    }

    /** Of these only those on a link. */
    public NeighbourFilter link(LinkReference link) {
        return new NeighbourFilter(
                pattern().with(NeighbourAttributes.IFINDEX, link),
                and(new Condition<>(
                        "dev " + Words.LINKS.apply(link),
                        true,
                        (asked, neighbour) ->
                                asked.get(NeighbourAttributes.IFINDEX).equals(neighbour.link()))),
                hasStates);
    }

    /** Of these only those on the link with a name. */
    public NeighbourFilter link(String link) {
        return link(LinkReference.of(link));
    }

    /** Of these only those on the ports of a bridge, or of another master. A kernel before 4.4 ignores this. */
    public NeighbourFilter master(LinkReference master) {
        return new NeighbourFilter(
                pattern().with(NeighbourAttributes.MASTER, master),
                and(new Condition<>("master " + Words.LINKS.apply(master), true, (asked, neighbour) -> true)),
                hasStates);
    }

    /** Of these only those on the ports of the bridge, or of another master, with a name. */
    public NeighbourFilter master(String master) {
        return master(LinkReference.of(master));
    }

    /** Of these only those in one of some states. */
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
                true);
    }

    private NeighbourFilter with(Condition<Neighbour> condition) {
        return new NeighbourFilter(pattern(), and(condition), hasStates);
    }

    /** Whether a state was asked for. */
    boolean hasStates() {
        return hasStates;
    }
}
