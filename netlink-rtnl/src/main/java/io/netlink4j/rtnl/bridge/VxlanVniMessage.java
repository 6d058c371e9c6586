package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A message about VNIs of one VXLAN: {@code struct tunnel_msg} and {@code VXLAN_VNIFILTER_*} of {@code linux/if_link.h}. A reply has several entries; a request has one. */
public final class VxlanVniMessage extends NetlinkObject<VxlanVniMessage> {
    /** {@code AF_BRIDGE}. */
    private static final int BRIDGE = 7;

    /** {@code TUNNEL_MSG_FLAG_STATS}. */
    private static final int STATISTICS = 1;

    private static final Schema.Builder KEYS = Schema.builder("vxlan vnis", "tunnel_msg", 8);
    static final Field<Integer> FAMILY = KEYS.field("family", 0, 1, U8);
    static final Field<Integer> FLAGS = KEYS.field("flags", 1, 1, U8);
    static final Field<Integer> IFINDEX = KEYS.field("ifindex", 4, 4, S32);
    static final Attribute<VxlanVni> ENTRY =
            KEYS.nest(1, "VXLAN_VNIFILTER_ENTRY", () -> VxlanVni.SCHEMA, VxlanVni::new);
    static final Schema SCHEMA = KEYS.build();

    /** The descriptor: the messages and their refusals. */
    public static final ObjectDescriptor<VxlanVniMessage> DESCRIPTOR = ObjectDescriptor.of(
                    "VNI", "VNIs", SCHEMA, VxlanVniMessage::new)
            .messages(
                    new MessageType(120, "RTM_NEWTUNNEL", SCHEMA),
                    new MessageType(121, "RTM_DELTUNNEL", SCHEMA),
                    new MessageType(122, "RTM_GETTUNNEL", SCHEMA))
            .groups(RtnlGroup.TUNNEL)
            .identity(VxlanVniMessage::ifindex)
            .link(IFINDEX)
            .errors(rows -> {
                rows.on(Errno.EOPNOTSUPP).means("the link is no VXLAN with vnifilter");
                rows.on(Errno.ENOENT).means("the VXLAN has no such VNI");
                rows.on(Errno.EEXIST).means("another VXLAN has such a VNI at the same port");
            })
            .build();

    private VxlanVniMessage(Content content) {
        super(content);
    }

    private VxlanVniMessage(byte[] bytes) {
        super(bytes);
    }

    /** A request for the VNIs of a link. */
    static VxlanVniMessage of(int ifindex) {
        return DESCRIPTOR.empty().with(FAMILY, BRIDGE).with(IFINDEX, ifindex);
    }

    static VxlanVniMessage of(int ifindex, VxlanVni vni) {
        return of(ifindex).with(ENTRY, vni);
    }

    /** A copy that also asks for the counters of each VNI. */
    VxlanVniMessage withStatistics() {
        return with(FLAGS, STATISTICS);
    }

    /** The index of the VXLAN. */
    public int ifindex() {
        return get(IFINDEX);
    }

    /** The VNIs. */
    public List<VxlanVni> vnis() {
        byte[] bytes = toByteArray();
        AttributeReader reader =
                new AttributeReader().wrap(MemorySegment.ofArray(bytes), SCHEMA.headerLength(), bytes.length);
        List<VxlanVni> vnis = new ArrayList<>();
        while (reader.next()) {
            if (reader.number() == ENTRY.number()) {
                vnis.add(reader.value(ENTRY));
            }
        }
        return List.copyOf(vnis);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected VxlanVniMessage copy(Content content) {
        return new VxlanVniMessage(content);
    }
}
