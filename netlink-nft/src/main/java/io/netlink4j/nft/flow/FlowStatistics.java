package io.netlink4j.nft.flow;

import static io.netlink4j.core.attribute.Codecs.BE32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What one processor counted since the kernel started ({@code CTA_STATS_*} of {@code nfnetlink_conntrack.h}), as {@code conntrack -S}
 * shows it. Each is an unsigned number of 32 bits that wraps around.
 *
 * @param cpu the number of the processor
 * @param found successful lookups; 0 on newer kernels
 * @param invalid packets that cannot be tracked
 * @param insert new flows; 0 on newer kernels
 * @param insertFailed flows that were there already when they were to be added
 * @param drop packets that were dropped, since their flow could not be added
 * @param earlyDrop flows that were dropped to make room for new ones
 * @param error packets of ICMP that were invalid
 * @param searchRestart lookups that were restarted
 */
public record FlowStatistics(
        int cpu,
        long found,
        long invalid,
        long insert,
        long insertFailed,
        long drop,
        long earlyDrop,
        long error,
        long searchRestart) {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("flow statistics");

    static final Attribute<Long> SEARCHED = KEYS.reported(1, "CTA_STATS_SEARCHED", BE32);
    static final Attribute<Long> FOUND = KEYS.reported(2, "CTA_STATS_FOUND", BE32);
    static final Attribute<Long> NEW = KEYS.reported(3, "CTA_STATS_NEW", BE32);
    static final Attribute<Long> INVALID = KEYS.reported(4, "CTA_STATS_INVALID", BE32);
    static final Attribute<Long> IGNORE = KEYS.reported(5, "CTA_STATS_IGNORE", BE32);
    static final Attribute<Long> DELETE = KEYS.reported(6, "CTA_STATS_DELETE", BE32);
    static final Attribute<Long> DELETE_LIST = KEYS.reported(7, "CTA_STATS_DELETE_LIST", BE32);
    static final Attribute<Long> INSERT = KEYS.reported(8, "CTA_STATS_INSERT", BE32);
    static final Attribute<Long> INSERT_FAILED = KEYS.reported(9, "CTA_STATS_INSERT_FAILED", BE32);
    static final Attribute<Long> DROP = KEYS.reported(10, "CTA_STATS_DROP", BE32);
    static final Attribute<Long> EARLY_DROP = KEYS.reported(11, "CTA_STATS_EARLY_DROP", BE32);
    static final Attribute<Long> ERROR = KEYS.reported(12, "CTA_STATS_ERROR", BE32);
    static final Attribute<Long> SEARCH_RESTART = KEYS.reported(13, "CTA_STATS_SEARCH_RESTART", BE32);
    static final Attribute<Long> CLASH_RESOLVE = KEYS.reported(14, "CTA_STATS_CLASH_RESOLVE", BE32);
    static final Attribute<Long> CHAIN_TOOLONG = KEYS.reported(15, "CTA_STATS_CHAIN_TOOLONG", BE32);

    static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder GLOBAL_KEYS = Nfgenmsg.schema("flow table");

    static final Attribute<Long> ENTRIES = GLOBAL_KEYS.reported(1, "CTA_STATS_GLOBAL_ENTRIES", BE32);
    static final Attribute<Long> MAX_ENTRIES = GLOBAL_KEYS.reported(2, "CTA_STATS_GLOBAL_MAX_ENTRIES", BE32);
    static final Schema GLOBAL_SCHEMA = GLOBAL_KEYS.build();

    private static final ValueLayout.OfShort BE_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    static FlowStatistics decode(byte[] body) {
        Nest nest = new Nest(SCHEMA, Content.of(body));
        int cpu = Short.toUnsignedInt(MemorySegment.ofArray(body).get(BE_SHORT, Nfgenmsg.RES_ID_OFFSET));
        return new FlowStatistics(
                cpu,
                count(nest, FOUND),
                count(nest, INVALID),
                count(nest, INSERT),
                count(nest, INSERT_FAILED),
                count(nest, DROP),
                count(nest, EARLY_DROP),
                count(nest, ERROR),
                count(nest, SEARCH_RESTART));
    }

    private static long count(Nest nest, Attribute<Long> key) {
        return nest.get(key).orElse(0L);
    }
}
