package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.MILLISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * What the kernel tells of a table of neighbours, that of IPv4 or of IPv6: the table with the defaults of its parameters, or those of one
 * link ({@code struct ndtmsg} and {@code NDTA_*} of {@code linux/neighbour.h}), as {@code ip ntable} shows it.
 *
 * <p>The limits and the statistics are those of all namespaces; only the first one can change them.
 */
public final class NeighbourTable extends NetlinkObject<NeighbourTable> {
    private static final Schema.Builder KEYS = Schema.builder("neighbour table", "ndtmsg", 4);
    static final Field<Integer> FAMILY = KEYS.field("ndtm_family", 0, 1, U8);

    /** {@code arp_cache} or {@code ndisc_cache}. */
    public static final Attribute<String> NAME = KEYS.add(1, "NDTA_NAME", STRING);
    /** Below this number of entries none is removed ({@code gc_thresh1}). */
    public static final Attribute<Integer> THRESH1 = KEYS.add(2, "NDTA_THRESH1", COUNT);
    /** Above this number of entries they are removed after 5 seconds ({@code gc_thresh2}). */
    public static final Attribute<Integer> THRESH2 = KEYS.add(3, "NDTA_THRESH2", COUNT);
    /** The maximum number of entries ({@code gc_thresh3}). */
    public static final Attribute<Integer> THRESH3 = KEYS.add(4, "NDTA_THRESH3", COUNT);
    /** {@code struct ndt_config}: sizes of the hash table. */
    public static final Attribute<byte[]> CONFIG = KEYS.reported(5, "NDTA_CONFIG", BINARY);
    /** The parameters. */
    public static final Attribute<NeighbourParameters> PARMS =
            KEYS.nest(6, "NDTA_PARMS", () -> NeighbourParameters.SCHEMA, NeighbourParameters::new);
    /** {@code struct ndt_stats}: counters. */
    public static final Attribute<byte[]> STATS = KEYS.derived(7, "NDTA_STATS", BINARY);
    /** The time between two removals of unused entries ({@code gc_interval}). */
    public static final Attribute<Duration> GC_INTERVAL = KEYS.add(8, "NDTA_GC_INTERVAL", MILLISECONDS_64);

    static final Schema SCHEMA = KEYS.build();
    static final MessageType SET = new MessageType(67, "RTM_SETNEIGHTBL", SCHEMA);

    /** The descriptor: the messages. */
    public static final ObjectDescriptor<NeighbourTable> DESCRIPTOR = ObjectDescriptor.of(
                    "neighbour table", "neighbour tables", SCHEMA, NeighbourTable::new)
            .messages(
                    new MessageType(64, "RTM_NEWNEIGHTBL", SCHEMA),
                    new MessageType(65, "RTM_DELNEIGHTBL", SCHEMA),
                    new MessageType(66, "RTM_GETNEIGHTBL", SCHEMA),
                    SET)
            .identity(table -> table.get(NAME), table -> table.parameters().flatMap(NeighbourParameters::link))
            .build();

    private NeighbourTable(Content content) {
        super(content);
    }

    private NeighbourTable(byte[] bytes) {
        super(bytes);
    }

    /** The table of a family, for a change. */
    public static NeighbourTable of(IpFamily family) {
        return DESCRIPTOR
                .empty()
                .with(FAMILY, family.number())
                .with(NAME, family == IpFamily.IPV4 ? "arp_cache" : "ndisc_cache");
    }

    /** The family; empty for a table of another protocol. */
    public Optional<IpFamily> family() {
        return IpFamily.ofNumber(get(FAMILY));
    }

    /** The parameters: the defaults, or those of the link that they name. */
    public Optional<NeighbourParameters> parameters() {
        return get(PARMS);
    }

    /** A copy with other parameters. Those that are not set stay as they are. */
    public NeighbourTable parameters(NeighbourParameters parameters) {
        return with(PARMS, parameters);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NeighbourTable copy(Content content) {
        return new NeighbourTable(content);
    }
}
