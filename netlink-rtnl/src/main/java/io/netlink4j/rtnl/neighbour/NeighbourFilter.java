package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which neighbours to list. Family, link and master are chosen by the kernel, the rest afterwards. */
public final class NeighbourFilter {
    private static final Set<NeighbourState> ANY = Set.of();

    private final Optional<IpFamily> family;
    private final Optional<LinkReference> link;
    private final Optional<LinkReference> master;
    private final boolean proxies;
    private final Set<NeighbourState> states;

    private NeighbourFilter(
            Optional<IpFamily> family,
            Optional<LinkReference> link,
            Optional<LinkReference> master,
            boolean proxies,
            Set<NeighbourState> states) {
        this.family = family;
        this.link = link;
        this.master = master;
        this.proxies = proxies;
        this.states = states;
    }

    /** All entries of ARP and of IPv6 neighbour discovery, but not the proxy entries. */
    public static NeighbourFilter all() {
        return new NeighbourFilter(Optional.empty(), Optional.empty(), Optional.empty(), false, ANY);
    }

    /** The addresses for which this host answers, instead of its neighbours. */
    public static NeighbourFilter proxies() {
        return new NeighbourFilter(Optional.empty(), Optional.empty(), Optional.empty(), true, ANY);
    }

    /** Of these only those of {@code family}. */
    public NeighbourFilter family(IpFamily family) {
        return new NeighbourFilter(Optional.of(family), link, master, proxies, states);
    }

    /** Of these only those on a link. */
    public NeighbourFilter dev(LinkReference link) {
        return new NeighbourFilter(family, Optional.of(link), master, proxies, states);
    }

    /** Of these only those on the link with a name. */
    public NeighbourFilter dev(String link) {
        return dev(LinkReference.of(link));
    }

    /** Of these only those on the ports of a bridge, or of another master. */
    public NeighbourFilter master(LinkReference master) {
        return new NeighbourFilter(family, link, Optional.of(master), proxies, states);
    }

    /** Of these only those in one of some states. */
    public NeighbourFilter states(NeighbourState first, NeighbourState... others) {
        return new NeighbourFilter(
                family, link, master, proxies, Collections.unmodifiableSet(EnumSet.of(first, others)));
    }

    Optional<IpFamily> family() {
        return family;
    }

    Optional<LinkReference> link() {
        return link;
    }

    Optional<LinkReference> master() {
        return master;
    }

    boolean isProxies() {
        return proxies;
    }

    /** Whether a state was asked for. */
    boolean hasStates() {
        return !states.isEmpty();
    }

    boolean isIn(int state) {
        return states.isEmpty() || states.stream().anyMatch(wanted -> wanted.bit() == state);
    }

    /** The filter in the words of {@code ip neigh show}. */
    @Override
    public String toString() {
        Words words = new Words();
        words.add(proxies ? "proxy" : "");
        words.add("dev", link.map(Words.LINKS));
        words.add("master", master.map(Words.LINKS));
        for (NeighbourState state : states) {
            words.add("nud " + state.name().toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
