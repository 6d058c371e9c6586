package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Neighbours in the words of {@code ip neigh}, in its order; entries of a forwarding table in those of {@code bridge
 * fdb}.
 */
final class NeighbourText {
    /** Flags of an entry that are written first or have no word. */
    private static final Set<NeighbourFlag> SPECIAL = Set.of(
            NeighbourFlag.ROUTER, NeighbourFlag.PROXY, NeighbourFlag.USE, NeighbourFlag.SELF, NeighbourFlag.MASTER);

    private static final TextRows<Neighbour> ENTRY = new TextRows<Neighbour>()
            .addAlways(
                    "", neighbour -> neighbour.address().map(Object::toString).orElse("any"))
            .addLink("dev", Neighbour::link)
            .add("lladdr", Neighbour::mac)
            .addIf(neighbour -> neighbour.flags().contains(NeighbourFlag.ROUTER), "router")
            .addIf(neighbour -> neighbour.flags().contains(NeighbourFlag.PROXY), "proxy")
            .addEach("", neighbour -> flags(neighbour, SPECIAL))
            .addIf(NeighbourText::hasState, "", neighbour -> neighbour.state().name())
            .add("proto", Neighbour::protocol);

    private static final TextRows<Neighbour> FORWARDING = new TextRows<Neighbour>()
            .addAlways("", neighbour -> neighbour.mac().map(Object::toString).orElse("any"))
            .addLink("dev", Neighbour::link)
            .add("dst", Neighbour::address)
            .add("vlan", NeighbourAttributes.VLAN)
            .add("vni", NeighbourAttributes.VNI)
            .addEach("", neighbour -> flags(neighbour, Set.of(NeighbourFlag.MASTER)))
            .addLink("master", neighbour -> neighbour.get(NeighbourAttributes.MASTER))
            .addIf(
                    neighbour -> neighbour.state() != NeighbourState.REACHABLE,
                    "",
                    neighbour -> neighbour.state().name().toLowerCase(Locale.ROOT));

    private NeighbourText() {}

    static String neighbour(Neighbour neighbour, Function<LinkReference, String> names) {
        boolean forwarding = neighbour.get(NeighbourAttributes.FAMILY) == Neighbour.AF_BRIDGE;
        return (forwarding ? FORWARDING : ENTRY).text(neighbour, names);
    }

    private static boolean hasState(Neighbour neighbour) {
        return !neighbour.isProxy() && neighbour.state() != NeighbourState.NONE;
    }

    private static List<NeighbourFlag> flags(Neighbour neighbour, Set<NeighbourFlag> others) {
        return neighbour.flags().stream().filter(flag -> !others.contains(flag)).toList();
    }
}
