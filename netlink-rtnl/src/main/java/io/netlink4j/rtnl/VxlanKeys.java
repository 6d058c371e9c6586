package io.netlink4j.rtnl;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;

/** The keys of a VXLAN tunnel ({@code IFLA_VXLAN_*} of {@code linux/if_link.h}). */
final class VxlanKeys {
    static final Schema SCHEMA = schema();

    private VxlanKeys() {}

    private static Schema schema() {
        Schema.Builder keys = Schema.builder("vxlan");
        keys.add(1, "IFLA_VXLAN_ID", U32);
        keys.add(2, "IFLA_VXLAN_GROUP", ADDRESS);
        keys.add(3, "IFLA_VXLAN_LINK", S32);
        keys.add(4, "IFLA_VXLAN_LOCAL", ADDRESS);
        keys.add(5, "IFLA_VXLAN_TTL", U8);
        keys.add(6, "IFLA_VXLAN_TOS", U8);
        keys.add(7, "IFLA_VXLAN_LEARNING", BOOL);
        keys.add(8, "IFLA_VXLAN_AGEING", U32);
        keys.add(9, "IFLA_VXLAN_LIMIT", U32);
        keys.add(10, "IFLA_VXLAN_PORT_RANGE", BINARY);
        keys.add(11, "IFLA_VXLAN_PROXY", BOOL);
        keys.add(12, "IFLA_VXLAN_RSC", BOOL);
        keys.add(13, "IFLA_VXLAN_L2MISS", BOOL);
        keys.add(14, "IFLA_VXLAN_L3MISS", BOOL);
        keys.add(15, "IFLA_VXLAN_PORT", BE16);
        keys.add(16, "IFLA_VXLAN_GROUP6", ADDRESS);
        keys.add(17, "IFLA_VXLAN_LOCAL6", ADDRESS);
        keys.add(18, "IFLA_VXLAN_UDP_CSUM", BOOL);
        keys.add(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", BOOL);
        keys.add(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", BOOL);
        Attribute<byte[]> reserved = Attribute.of(33, "IFLA_VXLAN_RESERVED_BITS", BINARY);
        // To be told of it is enough for the kernel to count its bits as used, also if it is off.
        keys.add(onBeside(reserved, Attribute.of(21, "IFLA_VXLAN_REMCSUM_TX", BOOL)));
        keys.add(onBeside(reserved, Attribute.of(22, "IFLA_VXLAN_REMCSUM_RX", BOOL)));
        keys.add(23, "IFLA_VXLAN_GBP", FLAG);
        keys.add(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", FLAG);
        keys.add(25, "IFLA_VXLAN_COLLECT_METADATA", BOOL);
        keys.add(26, "IFLA_VXLAN_LABEL", BE32);
        keys.add(27, "IFLA_VXLAN_GPE", FLAG);
        keys.add(Attribute.of(28, "IFLA_VXLAN_TTL_INHERIT", BOOL).sentAsFlag());
        keys.add(29, "IFLA_VXLAN_DF", U8);
        keys.add(30, "IFLA_VXLAN_VNIFILTER", BOOL);
        keys.add(31, "IFLA_VXLAN_LOCALBYPASS", BOOL);
        keys.add(32, "IFLA_VXLAN_LABEL_POLICY", U32);
        keys.add(reserved);
        keys.add(34, "IFLA_VXLAN_MC_ROUTE", BOOL);
        return keys.build();
    }

    /** An option that is sent beside another one only if it is on. */
    private static Attribute<Boolean> onBeside(Attribute<?> other, Attribute<Boolean> option) {
        return option.sentIf(vxlan -> !vxlan.has(other) || vxlan.get(option).orElse(true));
    }
}
