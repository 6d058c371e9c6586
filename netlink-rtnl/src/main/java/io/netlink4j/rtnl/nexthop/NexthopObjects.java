package io.netlink4j.rtnl.nexthop;

import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nexthop objects of a network namespace ({@code RTM_*NEXTHOP}), as {@code ip nexthop} handles them. The id is the identity: a
 * replacement also changes the routes that use the object.
 *
 * <p>Deleting an object deletes the routes that use it and removes it from its groups; the last member takes its group along. The kernel
 * reports none of that for IPv4 routes, nor that objects vanish when their link goes down.
 *
 * {@snippet :
 * rtnl.nexthops().add(NexthopObject.via("10.0.0.1").link("eth0").id(1));
 * rtnl.nexthops().replace(NexthopObject.via("10.0.0.2").link("eth0").id(1));
 * }
 */
public final class NexthopObjects extends ObjectCollection<NexthopObject, NexthopFilter> {
    /** {@code NHA_OP_FLAG_DUMP_STATS} and {@code NHA_OP_FLAG_DUMP_HW_STATS}. */
    private static final long STATISTICS = 3;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public NexthopObjects(RtnlSender sender) {
        super(sender, NexthopObject.DESCRIPTOR);
    }

    @Override
    protected NexthopFilter defaultFilter() {
        return NexthopFilter.all();
    }

    /**
     * The object with an id.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is none
     */
    public NexthopObject get(long id) {
        return read(NexthopObject.withId(id));
    }

    @Override
    public NexthopObject get(NexthopObject nexthop) {
        return get(nexthop.requiredId());
    }

    /**
     * The group with an id and its statistics, since Linux 6.9.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is none
     */
    public NexthopObject statistics(long id) {
        return read(NexthopObject.withId(id).with(NexthopAttributes.OP_FLAGS, STATISTICS));
    }

    private NexthopObject read(NexthopObject asked) {
        Request request = new Request(descriptor().requested(), 0, asked, () -> "find nexthop " + asked.identity());
        return sender().get(request, descriptor()::decodeCreated);
    }

    /**
     * The buckets of the resilient group with an id, since Linux 5.13.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is none
     */
    public List<NexthopBucket> buckets(long id) {
        Request request = new Request(
                NexthopAttributes.GETBUCKET, 0, NexthopObject.withId(id), () -> "list buckets of nexthop " + id);
        return sender().list(request, NexthopObjects::bucket);
    }

    /**
     * One bucket of the resilient group with an id, since Linux 5.13.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is none
     */
    public NexthopBucket bucket(long id, int index) {
        NexthopObject asked = NexthopObject.withId(id).with(NexthopAttributes.RES_BUCKET, NexthopBucket.asked(index));
        Request request =
                new Request(NexthopAttributes.GETBUCKET, 0, asked, () -> "find bucket " + index + " of nexthop " + id);
        return sender().get(request, NexthopObjects::bucket);
    }

    private static @Nullable NexthopBucket bucket(int type, int flags, byte[] body) {
        return type == NexthopAttributes.NEWBUCKET.number()
                ? NexthopObject.DESCRIPTOR
                        .decode(body)
                        .get(NexthopAttributes.RES_BUCKET)
                        .map(NexthopBucket::of)
                        .orElse(null)
                : null;
    }

    /** Deletes the object with an id, and the routes that use it. */
    public void delete(long id) {
        delete(NexthopObject.withId(id));
    }

    @Override
    @SuppressWarnings("exports")
    protected NexthopObject outgoing(Operation operation, NexthopObject nexthop, LinkIndexes indexes) {
        return operation == Operation.DELETE ? NexthopObject.withId(nexthop.requiredId()) : nexthop.sent();
    }
}
