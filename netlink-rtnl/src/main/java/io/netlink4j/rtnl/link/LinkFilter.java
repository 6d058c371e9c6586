package io.netlink4j.rtnl.link;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import java.util.Optional;

/**
 * Which links are wanted, and what of them. The kernel sorts them out; older ones send more, which is then left out here.
 *
 * {@snippet :
 * List<Link> ports = rtnl.links().list(LinkFilter.all().master("v-net-0").withoutStatistics());
 * }
 *
 * @param master the bridge, bond or other link that they belong to, empty for every link
 * @param kind the name of their kind, such as {@code veth}, empty for every link
 * @param statistics whether the statistics of IPv6 are wanted, which are the larger half of what the kernel sends
 */
public record LinkFilter(Optional<LinkReference> master, Optional<String> kind, boolean statistics) {

    /** All links with all that there is. */
    public static LinkFilter all() {
        return new LinkFilter(Optional.empty(), Optional.empty(), true);
    }

    /** Only those that belong to a bridge, bond or other link. */
    public LinkFilter master(LinkReference wanted) {
        return new LinkFilter(Optional.of(wanted), kind, statistics);
    }

    /** Only those that belong to the bridge, bond or other link with a name. */
    public LinkFilter master(String wanted) {
        return master(LinkReference.of(wanted));
    }

    /** Only those of a kind, such as {@code veth}. */
    public LinkFilter kind(String wanted) {
        return new LinkFilter(master, Optional.of(wanted), statistics);
    }

    /** Without the statistics that the kernel can leave out: those of IPv6, and none of {@link Link#statistics()}. */
    public LinkFilter withoutStatistics() {
        return new LinkFilter(master, kind, false);
    }

    Link request(int masterIndex) {
        Link request = Link.any();
        if (masterIndex != 0) {
            request = request.with(LinkAttributes.MASTER, LinkReference.of(masterIndex));
        }
        if (kind.isPresent()) {
            request = request.kind(UnknownKind.of(kind.get()));
        }
        // A mask there must be: without one, the kernel leaves out links that do not fit its buffer, or fails, and says
        // nothing.
        return request.with(
                LinkAttributes.EXT_MASK,
                statistics ? LinkAttributes.RTEXT_FILTER_VF : LinkAttributes.RTEXT_FILTER_SKIP_STATS);
    }

    boolean accepts(Link link, int masterIndex) {
        return (masterIndex == 0
                        || link.master().map(found -> found.ifindex().orElse(0)).orElse(0) == masterIndex)
                && (kind.isEmpty()
                        || link.get(LinkAttributes.LINKINFO)
                                .flatMap(info -> info.get(LinkInfo.KIND))
                                .equals(kind));
    }

    @Override
    public String toString() {
        return "links"
                + kind.map(wanted -> " of kind " + Printable.of(wanted)).orElse("")
                + master.map(wanted -> " of " + wanted.label()).orElse("");
    }
}
