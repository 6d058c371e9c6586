package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.rtnl.internal.OptionText.link;

import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Selects entries of forwarding tables. The kernel selects by link and bridge. */
public final class FdbFilter extends ObjectFilter<FdbEntry> {
    private static final FdbFilter ALL = new FdbFilter(FdbEntry.any(), List.of());

    private FdbFilter(FdbEntry pattern, List<Condition<FdbEntry>> conditions) {
        super(pattern, conditions);
    }

    /** All entries. */
    public static FdbFilter all() {
        return ALL;
    }

    /** A filter that also requires a link. */
    public FdbFilter link(LinkReference link) {
        return new FdbFilter(
                pattern().with(NeighbourAttributes.IFINDEX, link),
                and(new Condition<>(
                        "dev " + Words.LINKS.apply(link),
                        false,
                        (asked, entry) -> asked.get(NeighbourAttributes.IFINDEX).equals(entry.link()))));
    }

    /** A filter that also requires the link with a name. */
    public FdbFilter link(String link) {
        return link(LinkReference.of(link));
    }

    /** A filter that also requires the table of a bridge. */
    public FdbFilter bridge(LinkReference bridge) {
        return new FdbFilter(
                pattern().with(NeighbourAttributes.MASTER, bridge),
                and(new Condition<>(
                        "br " + Words.LINKS.apply(bridge),
                        false,
                        (asked, entry) -> asked.get(NeighbourAttributes.MASTER).equals(entry.bridge()))));
    }

    /** A filter that also requires the table of the bridge with a name. */
    public FdbFilter bridge(String bridge) {
        return bridge(LinkReference.of(bridge));
    }

    /** A filter that also requires a VLAN. */
    public FdbFilter vlan(int id) {
        return new FdbFilter(
                pattern(), and(Condition.of("vlan " + id, entry -> entry.vlan().equals(Optional.of(id)))));
    }

    /** A filter that also requires one of some states, such as {@code REACHABLE} for learned entries. */
    public FdbFilter states(NeighbourState first, NeighbourState... others) {
        Set<NeighbourState> states = EnumSet.of(first, others);
        return new FdbFilter(
                pattern(), and(Condition.of("in state " + states, entry -> states.contains(entry.state()))));
    }
}
