package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The links of a group ({@code IFLA_GROUP} of {@code linux/if_link.h}). One request changes or deletes all of them. The kernel handles them
 * one after the other and stops at the first that it refuses.
 *
 * {@snippet :
 * rtnl.links().group(7).change(link -> link.down().mtu(1400));
 * rtnl.links().group(7).delete();
 * }
 */
public final class LinkGroup {
    /** What {@code rtnl_group_changelink} in {@code net/core/rtnetlink.c} does not look at. */
    private static final List<Attribute<?>> IGNORED = List.of(
            LinkAttributes.LINKINFO,
            LinkAttributes.PROP_LIST,
            LinkAttributes.LINK,
            LinkAttributes.NUM_TX_QUEUES,
            LinkAttributes.NUM_RX_QUEUES);

    private final Links links;
    private final RtnlSender sender;
    private final long number;

    LinkGroup(Links links, RtnlSender sender, long number) {
        this.links = links;
        this.sender = sender;
        this.number = number;
    }

    /** Lists the links of the group. */
    public List<Link> list() {
        return links.list().stream()
                .filter(link -> link.group().orElse(0L) == number)
                .toList();
    }

    /** Brings all links of the group up. */
    public void up() {
        change(Link::up);
    }

    /** Brings all links of the group down. */
    public void down() {
        change(Link::down);
    }

    /**
     * Changes all links of the group by what {@code changes} sets on an empty link.
     *
     * @throws IllegalArgumentException if {@code changes} sets a name, a group, or what the kernel ignores for a group: options of the kind
     *     or of a port, and alternative names
     */
    public void change(UnaryOperator<Link> changes) {
        Link changed = changes.apply(Link.any());
        if (changed.name().isPresent() || changed.index() != 0 || changed.has(LinkAttributes.GROUP)) {
            throw new IllegalArgumentException(
                    "a change of group " + number + " cannot set a name, an index or a group");
        }
        for (Attribute<?> key : IGNORED) {
            if (changed.has(key)) {
                throw new IllegalArgumentException("a change of group " + number + " cannot set " + key
                        + ": the kernel ignores it for a group, so change each link");
            }
        }
        sender.execute(Link.NEWLINK, 0, changed.group(number), operation("change"));
    }

    /**
     * Deletes all links of the group.
     *
     * @throws IllegalArgumentException for group 0, to which links belong by default
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if the group has no links
     */
    public void delete() {
        if (number == 0) {
            throw new IllegalArgumentException("cannot delete the links of group 0, to which links belong by default");
        }
        sender.execute(Link.DELLINK, 0, Link.any().group(number), operation("delete"));
    }

    private Supplier<String> operation(String verb) {
        return () -> verb + " the links of group " + number;
    }

    /** {@code links of group 7 in namespace 'red'}. */
    @Override
    public String toString() {
        return "links of group " + number + " in " + sender.where();
    }
}
