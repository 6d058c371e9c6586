package io.netlink4j.rtnl.counters;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.function.Supplier;

/**
 * The counters of the links in a network namespace ({@code RTM_GETSTATS}), as {@code ip stats} shows them. What is asked for is a group, such
 * as {@link LinkCounters#LINK_64}, or several.
 */
public final class LinkCounterList {
    /** Which of the counters of hardware are wanted: all. */
    private static final long ALL_OFFLOADED = 7;

    private static final Schema.Builder FILTER_KEYS = Schema.builder("counters to get");
    private static final Attribute<Long> OFFLOADED = FILTER_KEYS.requested(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", U32);
    private static final Schema FILTER_SCHEMA = FILTER_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("request of counters", "if_stats_msg", 12);
    private static final Field<Integer> INDEX = KEYS.field("ifindex", 4, 4, S32);
    private static final Field<Long> GROUPS = KEYS.field("filter_mask", 8, 4, U32);
    private static final Attribute<Nest> FILTERS =
            KEYS.requested(1, "IFLA_STATS_GET_FILTERS", nest(() -> FILTER_SCHEMA));
    static final Schema REQUEST_SCHEMA = KEYS.build();

    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public LinkCounterList(RtnlSender sender) {
        this.sender = sender;
    }

    /** Lists the counters of all links: of each those of the groups that it has. */
    public List<LinkCounters> list(Attribute<?>... groups) {
        return sender.list(request(0, () -> "list counters", groups), LinkCounters.DESCRIPTOR::decodeCreated);
    }

    /**
     * The counters of a link.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such link
     */
    public LinkCounters get(LinkReference link, Attribute<?>... groups) {
        Supplier<String> operation = () -> "read counters of " + link.label();
        return sender.get(
                request(sender.ifindex(link, operation), operation, groups), LinkCounters.DESCRIPTOR::decodeCreated);
    }

    /** As above, for the link with a name. */
    public LinkCounters get(String link, Attribute<?>... groups) {
        return get(LinkReference.of(link), groups);
    }

    private static Request request(int ifindex, Supplier<String> operation, Attribute<?>... groups) {
        long mask = 0;
        Wanted wanted = new Wanted(Content.of(new byte[REQUEST_SCHEMA.headerLength()])).with(INDEX, ifindex);
        for (Attribute<?> group : groups) {
            if (!LinkCounters.SCHEMA.attributes().contains(group)) {
                throw new IllegalArgumentException(group + " is no group of counters");
            }
            mask |= 1L << (group.number() - 1);
            if (group.equals(LinkCounters.OFFLOAD_XSTATS)) {
                wanted = wanted.with(FILTERS, Nest.empty(FILTER_SCHEMA).with(OFFLOADED, ALL_OFFLOADED));
            }
        }
        if (mask == 0) {
            throw new IllegalArgumentException("no group of counters was asked for");
        }
        return new Request(LinkCounters.DESCRIPTOR.requested(), 0, wanted.with(GROUPS, mask), operation);
    }

    /** {@code counters in namespace 'red'}. */
    @Override
    public String toString() {
        return "counters in " + sender.where();
    }

    private static final class Wanted extends NetlinkObject<Wanted> {
        Wanted(Content content) {
            super(content);
        }

        @Override
        public Schema schema() {
            return REQUEST_SCHEMA;
        }

        @Override
        protected Wanted copy(Content content) {
            return new Wanted(content);
        }
    }
}
