package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.time.Duration;

/**
 * A bucket of a resilient group ({@code NHA_RES_BUCKET_*} of {@code linux/nexthop.h}).
 *
 * @param index its number in the group
 * @param idle how long no packet used it
 * @param nexthop the id of the member that gets its packets
 */
public record NexthopBucket(int index, Duration idle, long nexthop) {
    private static final Schema.Builder KEYS = Schema.builder("nexthop bucket");
    private static final Attribute<Integer> INDEX = KEYS.add(1, "NHA_RES_BUCKET_INDEX", U16);
    private static final Attribute<Duration> IDLE_TIME = KEYS.derived(2, "NHA_RES_BUCKET_IDLE_TIME", CENTISECONDS_64);
    private static final Attribute<Long> NH_ID = KEYS.reported(3, "NHA_RES_BUCKET_NH_ID", U32);

    static final Schema SCHEMA = KEYS.build();

    /** What a request for one bucket contains. */
    static Nest asked(int index) {
        return Nest.empty(SCHEMA).with(INDEX, index);
    }

    static NexthopBucket of(Nest bucket) {
        return new NexthopBucket(
                bucket.get(INDEX).orElse(0),
                bucket.get(IDLE_TIME).orElse(Duration.ZERO),
                bucket.get(NH_ID).orElse(0L));
    }
}
