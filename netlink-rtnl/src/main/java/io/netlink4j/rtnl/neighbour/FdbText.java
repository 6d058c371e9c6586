package io.netlink4j.rtnl.neighbour;

import io.netlink4j.rtnl.internal.TextRows;
import java.util.Locale;
import java.util.Optional;

/** Entries of forwarding tables in the words of {@code bridge fdb}, in its order. */
final class FdbText {
    static final TextRows<FdbEntry> ROWS = new TextRows<FdbEntry>()
            .addAlways("", FdbEntry::mac)
            .addLink("dev", FdbEntry::link)
            .add("dst", FdbEntry::remote)
            .add("vlan", FdbEntry::vlan)
            .add("port", FdbEntry::remotePort)
            .add("vni", FdbEntry::vni)
            .add("src_vni", FdbEntry::sourceVni)
            .addLink("via", FdbEntry::remoteLink)
            .add("nhid", FdbEntry::nextHopId)
            .addIf(FdbEntry::isActivityReported, "activity_notify")
            .addIf(FdbEntry::isInactive, "inactive")
            .addIf(FdbEntry::isSelf, "self")
            .addIf(FdbEntry::isRouter, "router")
            .addIf(FdbEntry::isExternLearned, "extern_learn")
            .addIf(FdbEntry::isOffloaded, "offload")
            .addIf(FdbEntry::isSticky, "sticky")
            .addIf(FdbEntry::isLocked, "locked")
            .addLink("master", FdbEntry::bridge)
            .addIf(entry -> entry.isMaster() && entry.bridge().isEmpty(), "master")
            .add("", entry -> Optional.of(state(entry.state())));

    private FdbText() {}

    private static String state(NeighbourState state) {
        return switch (state) {
            case PERMANENT -> "permanent";
            case NOARP -> "static";
            case REACHABLE, NONE -> "";
            default -> state.name().toLowerCase(Locale.ROOT);
        };
    }
}
