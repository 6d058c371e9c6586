package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A message about VLANs of one link: {@code struct br_vlan_msg} and {@code BRIDGE_VLANDB_*} of {@code linux/if_bridge.h}. A reply has several
 * entries; a request has one.
 */
public final class BridgeVlanMessage extends NetlinkObject<BridgeVlanMessage> {
    /** {@code AF_BRIDGE}. */
    private static final int BRIDGE = 7;

    /** {@code BRIDGE_VLANDB_DUMPF_STATS}. */
    static final long STATISTICS = 1;
    /** {@code BRIDGE_VLANDB_DUMPF_GLOBAL}. */
    static final long GLOBAL = 2;

    private static final Schema.Builder KEYS = Schema.builder("bridge vlans", "br_vlan_msg", 8);
    static final Field<Integer> FAMILY = KEYS.field("family", 0, 1, U8);
    static final Field<Integer> IFINDEX = KEYS.field("ifindex", 4, 4, S32);
    static final Attribute<BridgeVlan> ENTRY =
            KEYS.nest(1, "BRIDGE_VLANDB_ENTRY", () -> BridgeVlan.SCHEMA, BridgeVlan::new);
    static final Attribute<BridgeVlanOptions> OPTIONS =
            KEYS.nest(2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", () -> BridgeVlanOptions.SCHEMA, BridgeVlanOptions::new);
    static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder DUMP_KEYS = Schema.builder("bridge vlans to list", "br_vlan_msg", 8);
    private static final Attribute<Long> DUMP_FLAGS = DUMP_KEYS.requested(1, "BRIDGE_VLANDB_DUMP_FLAGS", U32);
    private static final Schema DUMP_SCHEMA = dumpKeys();

    /** The descriptor: the messages and their refusals. */
    public static final ObjectDescriptor<BridgeVlanMessage> DESCRIPTOR = ObjectDescriptor.of(
                    "VLAN", "VLANs", SCHEMA, BridgeVlanMessage::new)
            .messages(
                    new MessageType(112, "RTM_NEWVLAN", SCHEMA),
                    new MessageType(113, "RTM_DELVLAN", SCHEMA),
                    new MessageType(114, "RTM_GETVLAN", DUMP_SCHEMA))
            .groups(RtnlGroup.BRVLAN)
            .identity(BridgeVlanMessage::ifindex)
            .link(IFINDEX)
            .errors(rows -> {
                rows.on(Errno.EINVAL, Errno.EOPNOTSUPP)
                        .maySay("not a valid bridge or bridge port")
                        .means("the link is neither a bridge nor a port of one");
                rows.on(Errno.ENOENT).means("the link has no such VLAN");
            })
            .build();

    private BridgeVlanMessage(Content content) {
        super(content);
    }

    private BridgeVlanMessage(byte[] bytes) {
        super(bytes);
    }

    static BridgeVlanMessage of(int ifindex) {
        return DESCRIPTOR.empty().with(FAMILY, BRIDGE).with(IFINDEX, ifindex);
    }

    private static Schema dumpKeys() {
        DUMP_KEYS.field("family", 0, 1, U8);
        DUMP_KEYS.field("ifindex", 4, 4, S32);
        return DUMP_KEYS.build();
    }

    /** A request for the VLANs of a link, or of all with the index 0; {@code what} is {@link #STATISTICS}, {@link #GLOBAL} or 0. */
    static NetlinkObject<?> asked(int ifindex, long what) {
        Nest asked = new Nest(DUMP_SCHEMA, Content.of(of(ifindex).toByteArray()));
        return what == 0 ? asked : asked.with(DUMP_FLAGS, what);
    }

    static BridgeVlanMessage of(int ifindex, BridgeVlanOptions options) {
        return of(ifindex).with(OPTIONS, options);
    }

    static BridgeVlanMessage of(int ifindex, BridgeVlan vlan) {
        return of(ifindex).with(ENTRY, vlan);
    }

    /** The index of the bridge or of the port. */
    public int ifindex() {
        return get(IFINDEX);
    }

    /** The VLANs. */
    public List<BridgeVlan> vlans() {
        return entries(ENTRY);
    }

    /** The options of VLANs of the whole bridge. */
    public List<BridgeVlanOptions> options() {
        return entries(OPTIONS);
    }

    /** All entries of one type. A message has several, and events may have those of the other type. */
    private <T> List<T> entries(Attribute<T> key) {
        byte[] bytes = toByteArray();
        AttributeReader reader =
                new AttributeReader().wrap(MemorySegment.ofArray(bytes), SCHEMA.headerLength(), bytes.length);
        List<T> entries = new ArrayList<>();
        while (reader.next()) {
            if (reader.number() == key.number()) {
                entries.add(reader.value(key));
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected BridgeVlanMessage copy(Content content) {
        return new BridgeVlanMessage(content);
    }
}
