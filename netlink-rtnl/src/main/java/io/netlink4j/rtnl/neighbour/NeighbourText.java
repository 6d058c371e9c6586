package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Neighbours in the words of {@code ip neigh}, in its order; entries of a forwarding table in those of {@code bridge
 * fdb}.
 */
final class NeighbourText {
    private static final Set<NeighbourFlag> WITHOUT_A_WORD =
            Set.of(NeighbourFlag.USE, NeighbourFlag.SELF, NeighbourFlag.MASTER);

    private NeighbourText() {}

    static String neighbour(Neighbour neighbour, Function<LinkReference, String> names) {
        return neighbour.get(NeighbourAttributes.FAMILY) == Neighbour.AF_BRIDGE
                ? forwarding(neighbour, names)
                : entry(neighbour, names);
    }

    private static String entry(Neighbour neighbour, Function<LinkReference, String> names) {
        Words words = new Words();
        words.add(neighbour.address().map(Object::toString).orElse("any"));
        words.add("dev", neighbour.link().map(names));
        words.add("lladdr", neighbour.mac());
        for (NeighbourFlag flag : new NeighbourFlag[] {NeighbourFlag.ROUTER, NeighbourFlag.PROXY}) {
            words.add(neighbour.flags().contains(flag) ? flag.toString() : "");
        }
        for (NeighbourFlag flag : neighbour.flags()) {
            boolean written =
                    flag == NeighbourFlag.ROUTER || flag == NeighbourFlag.PROXY || WITHOUT_A_WORD.contains(flag);
            words.add(written ? "" : flag.toString());
        }
        boolean stateless = neighbour.isProxy() || neighbour.state() == NeighbourState.NONE;
        words.add(stateless ? "" : neighbour.state().name());
        words.add("proto", neighbour.protocol());
        return words.toString();
    }

    private static String forwarding(Neighbour neighbour, Function<LinkReference, String> names) {
        Words words = new Words();
        words.add(neighbour.mac().map(Object::toString).orElse("any"));
        words.add("dev", neighbour.link().map(names));
        words.add("dst", neighbour.address());
        words.add("vlan", neighbour.get(NeighbourAttributes.VLAN));
        words.add("vni", neighbour.get(NeighbourAttributes.VNI));
        for (NeighbourFlag flag : neighbour.flags()) {
            words.add(flag == NeighbourFlag.MASTER ? "" : flag.toString());
        }
        words.add("master", neighbour.get(NeighbourAttributes.MASTER).map(names));
        words.add(Optional.of(neighbour.state())
                .filter(state -> state != NeighbourState.REACHABLE)
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .orElse(""));
        return words.toString();
    }
}
