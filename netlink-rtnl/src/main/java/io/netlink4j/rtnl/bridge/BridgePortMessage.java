package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.list;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A message about a bridge port: a link's, with the family {@code AF_BRIDGE} ({@code struct ifinfomsg} of {@code linux/rtnetlink.h}). The options of
 * the port are those of {@link Link#bridgePort()}; what only this message has is in {@code IFLA_AF_SPEC}.
 */
public final class BridgePortMessage extends NetlinkObject<BridgePortMessage> {
    /** {@code AF_BRIDGE}. */
    private static final int BRIDGE = 7;
    /** {@code RTEXT_FILTER_MST}. */
    private static final long MST_FILTER = 1 << 7;

    private static final Schema.Builder ENTRY_KEYS = Schema.builder("bridge port spanning tree");
    private static final Attribute<Integer> MSTI = ENTRY_KEYS.add(1, "IFLA_BRIDGE_MST_ENTRY_MSTI", U16);
    private static final Attribute<Integer> STATE = ENTRY_KEYS.add(2, "IFLA_BRIDGE_MST_ENTRY_STATE", U8);
    private static final Schema ENTRY_SCHEMA = ENTRY_KEYS.build();

    private static final Schema.Builder MST_KEYS = Schema.builder("bridge port spanning trees");
    private static final Attribute<Nest> MST_ENTRY = MST_KEYS.add(1, "IFLA_BRIDGE_MST_ENTRY", nest(() -> ENTRY_SCHEMA));
    private static final Schema MST_SCHEMA = MST_KEYS.build();
    /** Reads all entries. */
    private static final Codec<List<Nest>> ENTRIES = list(nest(() -> ENTRY_SCHEMA), MST_ENTRY.number());

    private static final Schema.Builder SPEC_KEYS = Schema.builder("bridge port families");
    private static final Attribute<Nest> MST = SPEC_KEYS.add(6, "IFLA_BRIDGE_MST", nest(() -> MST_SCHEMA));
    private static final Schema SPEC_SCHEMA = specKeys();

    private static final Schema.Builder KEYS = Schema.builder("bridge port link", "ifinfomsg", 16);
    private static final Field<Integer> FAMILY = KEYS.field("ifi_family", 0, 1, U8);
    private static final Field<Integer> INDEX = KEYS.field("ifi_index", 4, 4, S32);
    private static final Attribute<String> IFNAME = KEYS.reported(3, "IFLA_IFNAME", LinkNames.NAME);
    private static final Attribute<LinkReference> MASTER = KEYS.reported(10, "IFLA_MASTER", LinkReference.CODEC);
    private static final Attribute<Nest> PROTINFO = KEYS.add(12, "IFLA_PROTINFO", nest(() -> BridgePort.TYPE.schema()));
    private static final Attribute<Nest> SPEC = KEYS.add(26, "IFLA_AF_SPEC", nest(() -> SPEC_SCHEMA));
    private static final Attribute<Long> EXT_MASK = KEYS.requested(29, "IFLA_EXT_MASK", U32);
    static final Schema SCHEMA = keys();

    static final MessageType NEWLINK = new MessageType(16, "RTM_NEWLINK", SCHEMA);
    static final MessageType GETLINK = new MessageType(18, "RTM_GETLINK", SCHEMA);
    static final MessageType SETLINK = new MessageType(19, "RTM_SETLINK", SCHEMA);

    /** The descriptor: the messages, which are a link's, and their refusals. */
    public static final ObjectDescriptor<BridgePortMessage> DESCRIPTOR = ObjectDescriptor.of(
                    "bridge port", "bridge ports", SCHEMA, BridgePortMessage::new)
            .messages(NEWLINK, new MessageType(17, "RTM_DELLINK", SCHEMA), GETLINK, SETLINK)
            .accepts(message -> message.get(FAMILY) == BRIDGE)
            .groups(RtnlGroup.LINK)
            .identity(BridgePortMessage::ifindex)
            .link(INDEX)
            .errors(rows -> rows.on(Errno.EOPNOTSUPP).means("the link is no bridge port"))
            .build();

    private BridgePortMessage(Content content) {
        super(content);
    }

    private BridgePortMessage(byte[] bytes) {
        super(bytes);
    }

    private static Schema specKeys() {
        SPEC_KEYS.add(0, "IFLA_BRIDGE_FLAGS", U16);
        SPEC_KEYS.add(1, "IFLA_BRIDGE_MODE", U16);
        SPEC_KEYS.add(2, "IFLA_BRIDGE_VLAN_INFO", VlanInfo.CODEC);
        SPEC_KEYS.add(3, "IFLA_BRIDGE_VLAN_TUNNEL_INFO", nest(() -> tunnelKeys()));
        return SPEC_KEYS.build();
    }

    private static Schema tunnelKeys() {
        Schema.Builder keys = Schema.builder("bridge port tunnel");
        keys.add(1, "IFLA_BRIDGE_VLAN_TUNNEL_ID", U32);
        keys.add(2, "IFLA_BRIDGE_VLAN_TUNNEL_VID", U16);
        keys.add(3, "IFLA_BRIDGE_VLAN_TUNNEL_FLAGS", U16);
        return keys.build();
    }

    /** What the kernel tells of the link beside it, under the names that a {@link Link} has. */
    private static Schema keys() {
        KEYS.field("ifi_type", 2, 2, U16);
        KEYS.field("ifi_flags", 8, 4, U32);
        KEYS.field("ifi_change", 12, 4, U32);
        KEYS.reported(1, "IFLA_ADDRESS", MAC);
        KEYS.reported(4, "IFLA_MTU", COUNT);
        KEYS.reported(5, "IFLA_LINK", LinkReference.CODEC);
        KEYS.reported(16, "IFLA_OPERSTATE", U8);
        return KEYS.build();
    }

    /** Messages of the number of {@code others}, which have the schema of {@code others} for all families but {@code AF_BRIDGE}. */
    public static MessageType beside(MessageType others) {
        if (DESCRIPTOR.messages().stream().noneMatch(type -> type.number() == others.number())) {
            return others;
        }
        return new MessageType(
                others.number(),
                others.name(),
                List.of(others.schema(true, 0), SCHEMA),
                (isRequest, family) -> family == BRIDGE ? SCHEMA : others.schema(isRequest, family));
    }

    /** A request for all ports. */
    static BridgePortMessage portRequest() {
        return DESCRIPTOR.empty().with(FAMILY, BRIDGE);
    }

    /** A request for the states of all ports. */
    static BridgePortMessage mstRequest() {
        return DESCRIPTOR.empty().with(FAMILY, BRIDGE).with(EXT_MASK, MST_FILTER);
    }

    static BridgePortMessage of(int ifindex, MstState state) {
        Nest entry = Nest.empty(ENTRY_SCHEMA).with(MSTI, state.instance()).with(STATE, state.state());
        Nest trees = Nest.empty(MST_SCHEMA).with(MST_ENTRY, entry);
        return DESCRIPTOR
                .empty()
                .with(FAMILY, BRIDGE)
                .with(INDEX, ifindex)
                .with(SPEC, Nest.empty(SPEC_SCHEMA).with(MST, trees));
    }

    /** The index of the port. */
    public int ifindex() {
        return get(INDEX);
    }

    /** The port: its name if the kernel told it, and its index. */
    public LinkReference link() {
        return get(IFNAME).map(LinkReference::of).orElseGet(() -> LinkReference.of(ifindex()));
    }

    /** The bridge. An event about a port that leaves its bridge has it, too. */
    public Optional<LinkReference> bridge() {
        return get(MASTER);
    }

    /** The options and the state of the port ({@code IFLA_PROTINFO}); empty for a message about a bridge itself. */
    public Optional<BridgePort> options() {
        return get(PROTINFO).map(BridgePort.TYPE::read);
    }

    boolean isPort() {
        return has(PROTINFO);
    }

    /** The states in the instances, in the order of the kernel. */
    public List<MstState> states() {
        return get(SPEC).flatMap(spec -> spec.get(MST)).map(BridgePortMessage::entries).orElse(List.of()).stream()
                .map(entry ->
                        new MstState(entry.get(MSTI).orElse(0), entry.get(STATE).orElse(0)))
                .toList();
    }

    private static List<Nest> entries(Nest trees) {
        byte[] bytes = trees.toByteArray();
        return ENTRIES.read(MemorySegment.ofArray(bytes), 0, bytes.length);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected BridgePortMessage copy(Content content) {
        return new BridgePortMessage(content);
    }

    /** The port, its bridge and its options: {@code 3: v0 master if2 bridge_slave state forwarding priority 32 cost 2 ...}. */
    @Override
    public String toString() {
        try {
            Words words = new Words();
            words.add(ifindex() + ":", get(IFNAME).map(Printable::of));
            words.add("master", bridge().map(Words.LINKS));
            words.add("", options());
            return words.toString();
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
