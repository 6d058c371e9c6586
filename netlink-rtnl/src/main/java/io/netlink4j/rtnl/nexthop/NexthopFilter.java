package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.rtnl.internal.OptionText.link;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.route.RouteProtocol;
import java.util.List;
import java.util.Optional;

/** Selects nexthop objects. The kernel selects by family, link, master and kind. */
public final class NexthopFilter extends ObjectFilter<NexthopObject> {
    private static final NexthopFilter ALL = new NexthopFilter(NexthopObject.DESCRIPTOR.empty(), List.of());

    private NexthopFilter(NexthopObject pattern, List<Condition<NexthopObject>> conditions) {
        super(pattern, conditions);
    }

    /** All nexthop objects and groups. */
    public static NexthopFilter all() {
        return ALL;
    }

    /** A filter that also requires a family. A group has none. */
    public NexthopFilter family(IpFamily wanted) {
        return new NexthopFilter(
                pattern().with(NexthopAttributes.FAMILY, wanted.number()),
                and(Condition.of(
                        "of family " + wanted, nexthop -> nexthop.family().equals(Optional.of(wanted)))));
    }

    /** A filter that also requires a group. */
    public NexthopFilter groups() {
        return new NexthopFilter(
                pattern().with(NexthopAttributes.GROUPS, true),
                and(Condition.of("groups", nexthop -> nexthop.has(NexthopAttributes.GROUP))));
    }

    /** A filter that also requires an object for the forwarding table of a VXLAN. */
    public NexthopFilter fdb() {
        return new NexthopFilter(
                pattern().with(NexthopAttributes.FDB, true), and(Condition.of("fdb", NexthopObject::isFdb)));
    }

    /** A filter that also requires a link. */
    public NexthopFilter link(LinkReference link) {
        return new NexthopFilter(
                pattern().with(NexthopAttributes.OIF, link),
                and(new Condition<>(
                        "dev " + Words.LINKS.apply(link),
                        false,
                        (asked, nexthop) -> asked.get(NexthopAttributes.OIF).equals(nexthop.link()))));
    }

    /** A filter that also requires the link with a name. */
    public NexthopFilter link(String link) {
        return link(LinkReference.of(link));
    }

    /** A filter that also requires a link with a master, such as a VRF. */
    public NexthopFilter master(LinkReference master) {
        return new NexthopFilter(
                pattern().with(NexthopAttributes.MASTER, master),
                and(new Condition<>("master " + Words.LINKS.apply(master), false, (asked, nexthop) -> true)));
    }

    /** A filter that also requires an origin. */
    public NexthopFilter protocol(RouteProtocol protocol) {
        return new NexthopFilter(
                pattern(),
                and(Condition.of(
                        "proto " + protocol, nexthop -> nexthop.protocol().equals(protocol))));
    }
}
