package io.netlink4j.rtnl.nexthop;

import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.route.RouteScope;
import java.util.List;
import java.util.stream.Collectors;

/** Nexthop objects in the words of {@code ip nexthop}, in its order. */
final class NexthopText {
    private static final int UNIVERSE = 0;

    static final TextRows<NexthopObject> ROWS = new TextRows<NexthopObject>()
            .add("id", NexthopObject::id)
            .add("group", NexthopAttributes.GROUP, NexthopText::members)
            .addIf(nexthop -> nexthop.resilience().isPresent(), "type resilient")
            .add("", NexthopObject::resilience)
            .addEach(
                    "encap",
                    (nexthop, links) -> nexthop.encap().map(known -> known.toString(links)).stream()
                            .toList())
            .add("via", NexthopObject::gateway)
            .addLink("dev", NexthopObject::link)
            .addIf(
                    nexthop -> nexthop.get(NexthopAttributes.SCOPE) != UNIVERSE,
                    "scope",
                    nexthop -> RouteScope.of(nexthop.get(NexthopAttributes.SCOPE)))
            .addIf(NexthopObject::isBlackhole, "blackhole")
            .addIf(nexthop -> nexthop.protocol().number() != 0, "proto", NexthopObject::protocol)
            .addEach("", NexthopObject::flags)
            .addIf(NexthopObject::isFdb, "fdb")
            .add("hw_stats", NexthopAttributes.HW_STATS_ENABLE, NexthopText::onOrOff)
            .add("used", NexthopAttributes.HW_STATS_USED, NexthopText::onOrOff);

    private NexthopText() {}

    private static String onOrOff(long number) {
        return number == 0 ? "off" : "on";
    }

    private static String members(List<NexthopMember> members) {
        return members.stream().map(NexthopMember::toString).collect(Collectors.joining("/"));
    }
}
