package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.Optional;

/**
 * A VNI, or several in a row, that a VXLAN receives ({@code VXLAN_VNIFILTER_ENTRY_*} of {@code linux/if_link.h}), as {@code bridge vni} handles it.
 *
 * {@snippet :
 * rtnl.vxlanVnis().replace("vx0", VxlanVni.range(100, 199), VxlanVni.of(7).group(IpAddress.of("239.1.1.7")));
 * }
 */
public final class VxlanVni extends NetlinkObject<VxlanVni> {
    private static final int HIGHEST = (1 << 24) - 1;

    private static final Schema.Builder KEYS = Schema.builder("vxlan vni");
    static final Attribute<Long> START = KEYS.add(1, "VXLAN_VNIFILTER_ENTRY_START", U32);
    static final Attribute<Long> END = KEYS.add(2, "VXLAN_VNIFILTER_ENTRY_END", U32);
    static final Attribute<IpAddress> GROUP =
            KEYS.add(3, "VXLAN_VNIFILTER_ENTRY_GROUP", CheckedCodecs.address(Ipv4Address.class));
    static final Attribute<IpAddress> GROUP6 =
            KEYS.add(4, "VXLAN_VNIFILTER_ENTRY_GROUP6", CheckedCodecs.address(Ipv6Address.class));
    /** Counters of one VNI, as attributes {@code VNIFILTER_ENTRY_STATS_*}. */
    public static final Attribute<Nest> STATS =
            KEYS.derived(5, "VXLAN_VNIFILTER_ENTRY_STATS", nest(() -> counterKeys()));

    static final Schema SCHEMA = KEYS.build();

    private static final TextRows<VxlanVni> ROWS = new TextRows<VxlanVni>()
            .addAlways("", vni -> vni.first() == vni.last() ? vni.first() : vni.first() + "-" + vni.last())
            .add("", VxlanVni::group);

    VxlanVni(Content content) {
        super(content);
    }

    private static Schema counterKeys() {
        Schema.Builder keys = Schema.builder("vxlan vni counters");
        keys.reported(1, "VNIFILTER_ENTRY_STATS_RX_BYTES", U64);
        keys.reported(2, "VNIFILTER_ENTRY_STATS_RX_PKTS", U64);
        keys.reported(3, "VNIFILTER_ENTRY_STATS_RX_DROPS", U64);
        keys.reported(4, "VNIFILTER_ENTRY_STATS_RX_ERRORS", U64);
        keys.reported(5, "VNIFILTER_ENTRY_STATS_TX_BYTES", U64);
        keys.reported(6, "VNIFILTER_ENTRY_STATS_TX_PKTS", U64);
        keys.reported(7, "VNIFILTER_ENTRY_STATS_TX_DROPS", U64);
        keys.reported(8, "VNIFILTER_ENTRY_STATS_TX_ERRORS", U64);
        return keys.build();
    }

    /** The VNI with a number of 0 to 16777215. */
    public static VxlanVni of(int id) {
        return new VxlanVni(Content.of(new byte[0])).with(START, checked(id));
    }

    /** The VNIs with numbers from {@code first} to {@code last}. */
    public static VxlanVni range(int first, int last) {
        CheckedCodecs.inOrder(first, last, "the VNIs");
        return first == last ? of(first) : of(first).with(END, checked(last));
    }

    private static long checked(int id) {
        return CheckedCodecs.inRange(id, 0, HIGHEST, "a VNI");
    }

    /** The number of the first VNI. */
    public int first() {
        return require(START).intValue();
    }

    /** The number of the last VNI. */
    public int last() {
        return get(END).map(Long::intValue).orElseGet(this::first);
    }

    /** The remote endpoint, or the multicast group of all endpoints; empty if it is that of the VXLAN. */
    public Optional<IpAddress> group() {
        return get(GROUP).or(() -> get(GROUP6));
    }

    /** A copy with a remote endpoint, or with a multicast group of all endpoints. */
    public VxlanVni group(IpAddress address) {
        return address instanceof Ipv4Address
                ? without(GROUP6).with(GROUP, address)
                : without(GROUP).with(GROUP6, address);
    }

    /** What identifies it. */
    VxlanVni bare() {
        return range(first(), last());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected VxlanVni copy(Content content) {
        return new VxlanVni(content);
    }

    /** As {@code bridge vni} shows it: {@code 100-199 239.1.1.1}. */
    @Override
    public String toString() {
        try {
            return ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
