package io.netlink4j.rtnl.link;

import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects links. The kernel selects by master and kind. Replies of older kernels are filtered here.
 *
 * {@snippet :
 * List<Link> ports = rtnl.links().list(LinkFilter.all().master("v-net-0").withoutStatistics());
 * }
 */
public final class LinkFilter extends ObjectFilter<Link> {
    // The mask is necessary: without one the kernel silently omits links that do not fit its buffer, or fails.
    private static final LinkFilter ALL =
            new LinkFilter(Link.any().with(LinkAttributes.EXT_MASK, LinkAttributes.RTEXT_FILTER_VF), List.of());

    private LinkFilter(Link pattern, List<Condition<Link>> conditions) {
        super(pattern, conditions);
    }

    /** All links with all of their attributes. */
    public static LinkFilter all() {
        return ALL;
    }

    /** A filter that also requires a master: a bridge, bond or other link. */
    public LinkFilter master(LinkReference wanted) {
        return new LinkFilter(
                pattern().master(wanted),
                and(new Condition<>(
                        "of " + wanted.label(),
                        false,
                        (asked, link) -> asked.master().equals(link.master()))));
    }

    /** A filter that also requires the master with a name. */
    public LinkFilter master(String wanted) {
        return master(LinkReference.of(wanted));
    }

    /** A filter that also requires a kind, such as {@code veth}. */
    public LinkFilter kind(String wanted) {
        return new LinkFilter(
                pattern().kind(UnknownKind.of(wanted)),
                and(Condition.of(
                        "of kind " + Printable.of(wanted),
                        link -> link.get(LinkAttributes.LINKINFO)
                                .flatMap(info -> info.get(LinkInfo.KIND))
                                .equals(Optional.of(wanted)))));
    }

    /** A filter that also requires a kind of the master, such as {@code bridge}: the link is a port of one ({@code bridge_slave} of {@code ip}). */
    public LinkFilter portOf(String kind) {
        return and(
                "port of a " + Printable.of(kind),
                link -> link.get(LinkAttributes.LINKINFO)
                        .flatMap(info -> info.get(LinkInfo.SLAVE_KIND))
                        .equals(Optional.of(kind)));
    }

    /** A filter that also requires a link without a master. */
    public LinkFilter noMaster() {
        return and("without a master", link -> link.master().isEmpty());
    }

    /** A filter that also requires a link that is administratively up. */
    public LinkFilter up() {
        return and("up", Link::isUp);
    }

    /** A filter that also requires a link that is administratively down. */
    public LinkFilter down() {
        return and("down", link -> !link.isUp());
    }

    /** A filter that also requires a group of links. */
    public LinkFilter group(long number) {
        return and("group " + number, link -> link.group().orElse(0L) == number);
    }

    private LinkFilter and(String words, Predicate<Link> test) {
        return new LinkFilter(pattern(), and(Condition.of(words, test)));
    }

    /** A filter that omits the virtual functions of network cards from the links ({@code novf} of {@code ip}). */
    public LinkFilter withoutVirtualFunctions() {
        return mask(mask() & ~LinkAttributes.RTEXT_FILTER_VF);
    }

    /** A filter that omits the statistics of IPv6 from the links. {@link Link#statistics()} stays. */
    public LinkFilter withoutStatistics() {
        return mask(mask() | LinkAttributes.RTEXT_FILTER_SKIP_STATS);
    }

    private long mask() {
        return pattern().get(LinkAttributes.EXT_MASK).orElse(0L);
    }

    private LinkFilter mask(long bits) {
        return new LinkFilter(pattern().with(LinkAttributes.EXT_MASK, bits), conditions());
    }

    /** The indexes of the links that it accepts now. */
    private Set<Integer> indexes(Links links) {
        return links.list(withoutVirtualFunctions().withoutStatistics()).stream()
                .flatMap(link -> link.ifindex().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A condition of objects on links: the link that {@code link} tells is one that it accepts now. */
    public <T> Condition<T> now(Links links, Function<T, Optional<LinkReference>> link) {
        Set<Integer> indexes = indexes(links);
        return Condition.of(
                "",
                object -> link.apply(object)
                        .flatMap(LinkReference::ifindex)
                        .filter(indexes::contains)
                        .isPresent());
    }

    /** The request for all links. */
    static Link request() {
        return ALL.pattern();
    }
}
