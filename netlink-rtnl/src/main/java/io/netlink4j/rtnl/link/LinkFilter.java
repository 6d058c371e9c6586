package io.netlink4j.rtnl.link;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.object.ObjectFilter;
import java.util.List;
import java.util.Optional;

/**
 * Selects links. The kernel selects by master and kind; older ones send more, which is left out here.
 *
 * {@snippet :
 * List<Link> ports = rtnl.links().list(LinkFilter.all().master("v-net-0").withoutStatistics());
 * }
 */
public final class LinkFilter extends ObjectFilter<Link> {
    // There has to be a mask: without one, the kernel leaves out links that do not fit its buffer, or fails, and does
    // not say so.
    private static final LinkFilter ALL =
            new LinkFilter(Link.any().with(LinkAttributes.EXT_MASK, LinkAttributes.RTEXT_FILTER_VF), List.of());

    private LinkFilter(Link pattern, List<Condition<Link>> conditions) {
        super(pattern, conditions);
    }

    /** All links with everything that the kernel knows of them. */
    public static LinkFilter all() {
        return ALL;
    }

    /** Of these only those that belong to a bridge, bond or other link. */
    public LinkFilter master(LinkReference wanted) {
        return new LinkFilter(
                pattern().master(wanted),
                and(new Condition<>(
                        "of " + wanted.label(),
                        false,
                        (asked, link) -> asked.master().equals(link.master()))));
    }

    /** Of these only those that belong to the bridge, bond or other link with a name. */
    public LinkFilter master(String wanted) {
        return master(LinkReference.of(wanted));
    }

    /** Of these only those of a kind, such as {@code veth}. */
    public LinkFilter kind(String wanted) {
        return new LinkFilter(
                pattern().kind(UnknownKind.of(wanted)),
                and(Condition.of(
                        "of kind " + Printable.of(wanted),
                        link -> link.get(LinkAttributes.LINKINFO)
                                .flatMap(info -> info.get(LinkInfo.KIND))
                                .equals(Optional.of(wanted)))));
    }

    /** The same without the statistics that the kernel can leave out: those of IPv6, and none of {@link Link#statistics()}. */
    public LinkFilter withoutStatistics() {
        return new LinkFilter(
                pattern().with(LinkAttributes.EXT_MASK, LinkAttributes.RTEXT_FILTER_SKIP_STATS), conditions());
    }

    /** What a request for all links carries. */
    static Link request() {
        return ALL.pattern();
    }
}
