package io.netlink4j.rtnl;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.array;
import static io.netlink4j.core.attribute.Codecs.list;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import java.util.List;
import java.util.Optional;

/** The keys of kinds that lie on other links, each of which is a structure or a few numbers ({@code linux/if_link.h}). */
final class UpperLinkKeys {
    /** {@code VLAN_FLAG_*} of {@code linux/if_vlan.h}. */
    private static final long VLAN_FLAGS = 0x1f;

    private static final long MACVLAN_MODE_SOURCE = 16;
    private static final long MACVLAN_MACADDR_FLUSH = 2;
    private static final long MACVLAN_MACADDR_SET = 3;

    static final Schema VLAN = vlan();
    static final Schema MACVLAN = macvlan();
    static final Schema IPVLAN = ipvlan();
    static final Schema MACSEC = macsec();
    static final Schema HSR = hsr();
    static final Schema VRF = vrf();
    static final Schema VRF_PORT = vrfPort();

    private UpperLinkKeys() {}

    /** The flags are {@code struct ifla_vlan_flags}: reported with all bits in its mask, and accepted with those that there are. */
    private static Schema vlan() {
        Schema.Builder keys = Schema.builder("vlan");
        keys.add(1, "IFLA_VLAN_ID", U16);
        keys.add(Attribute.of(2, "IFLA_VLAN_FLAGS", array(U32, Integer.BYTES))
                .sentAs(flags -> known(flags))
                .changedAs((wanted, current) -> different(wanted, current)));
        keys.add(3, "IFLA_VLAN_EGRESS_QOS", list(BINARY, 1));
        keys.add(4, "IFLA_VLAN_INGRESS_QOS", list(BINARY, 1));
        keys.add(5, "IFLA_VLAN_PROTOCOL", BE16);
        return keys.build();
    }

    private static List<Long> known(List<Long> flags) {
        return flags.size() < 2 ? flags : List.of(flags.get(0), flags.get(1) & (VLAN_FLAGS | flags.get(0)));
    }

    private static List<Long> different(List<Long> flags, List<Long> current) {
        return flags.size() < 2 || current.size() < 2
                ? flags
                : List.of(flags.get(0), flags.get(1) & (flags.get(0) ^ current.get(0)));
    }

    /** The addresses of mode {@code source} are reported, and accepted with a word on what to do with them. */
    private static Schema macvlan() {
        Schema.Builder keys = Schema.builder("macvlan");
        Attribute<Long> mode = keys.add(1, "IFLA_MACVLAN_MODE", U32);
        keys.add(2, "IFLA_MACVLAN_FLAGS", U16);
        Attribute<Long> addressMode = keys.requested(3, "IFLA_MACVLAN_MACADDR_MODE", U32);
        keys.requested(4, "IFLA_MACVLAN_MACADDR", MAC);
        Attribute<List<MacAddress>> addresses = keys.add(
                Attribute.of(5, "IFLA_MACVLAN_MACADDR_DATA", list(MAC, 4)).sentWith(addressMode, MACVLAN_MACADDR_SET));
        Attribute<Long> count = Attribute.of(6, "IFLA_MACVLAN_MACADDR_COUNT", U32);
        keys.add(count.sentIf(macvlan -> macvlan.get(count).orElse(1L) == 0
                        && macvlan.get(mode).orElse(0L) == MACVLAN_MODE_SOURCE
                        && !macvlan.has(addresses))
                .sentAs(addressMode, none -> MACVLAN_MACADDR_FLUSH)
                .sentWith(mode));
        keys.add(7, "IFLA_MACVLAN_BC_QUEUE_LEN", U32);
        keys.reported(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", U32);
        keys.add(9, "IFLA_MACVLAN_BC_CUTOFF", S32);
        return keys.build();
    }

    private static Schema ipvlan() {
        Schema.Builder keys = Schema.builder("ipvlan");
        keys.add(1, "IFLA_IPVLAN_MODE", U16);
        keys.add(2, "IFLA_IPVLAN_FLAGS", U16);
        return keys.build();
    }

    private static Schema macsec() {
        Schema.Builder keys = Schema.builder("macsec");
        Attribute<Integer> port = Attribute.of(2, "IFLA_MACSEC_PORT", BE16).access(Access.WRITE_ONLY);
        Attribute<Boolean> included = Attribute.of(9, "IFLA_MACSEC_INC_SCI", BOOL);
        // The kernel is not told a SCI that is left out of packets: it is made of the link's address and the port.
        keys.add(Attribute.of(1, "IFLA_MACSEC_SCI", BE64)
                .sentAs(
                        port,
                        (sci, macsec) -> macsec.get(included).orElse(true)
                                ? Optional.empty()
                                : Optional.of((int) (sci & 0xffff))));
        keys.add(port);
        keys.add(3, "IFLA_MACSEC_ICV_LEN", U8);
        keys.add(4, "IFLA_MACSEC_CIPHER_SUITE", U64);
        keys.add(5, "IFLA_MACSEC_WINDOW", U32);
        keys.add(6, "IFLA_MACSEC_ENCODING_SA", U8);
        keys.add(7, "IFLA_MACSEC_ENCRYPT", BOOL);
        keys.add(8, "IFLA_MACSEC_PROTECT", BOOL);
        keys.add(included);
        keys.add(10, "IFLA_MACSEC_ES", BOOL);
        keys.add(11, "IFLA_MACSEC_SCB", BOOL);
        keys.add(12, "IFLA_MACSEC_REPLAY_PROTECT", BOOL);
        keys.add(13, "IFLA_MACSEC_VALIDATION", U8);
        keys.add(15, "IFLA_MACSEC_OFFLOAD", U8);
        return keys.build();
    }

    /** The group of the supervision is reported as an address, and accepted as the last byte of that. */
    private static Schema hsr() {
        Schema.Builder keys = Schema.builder("hsr");
        keys.add(1, "IFLA_HSR_SLAVE1", S32);
        keys.add(2, "IFLA_HSR_SLAVE2", S32);
        Attribute<Integer> group = keys.requested(3, "IFLA_HSR_MULTICAST_SPEC", U8);
        keys.add(Attribute.of(4, "IFLA_HSR_SUPERVISION_ADDR", MAC).sentAs(group, address -> last(address)));
        keys.reported(5, "IFLA_HSR_SEQ_NR", U16);
        keys.requested(6, "IFLA_HSR_VERSION", U8);
        keys.add(7, "IFLA_HSR_PROTOCOL", U8);
        keys.add(8, "IFLA_HSR_INTERLINK", S32);
        return keys.build();
    }

    private static int last(MacAddress address) {
        return Byte.toUnsignedInt(address.toByteArray()[address.length() - 1]);
    }

    private static Schema vrf() {
        Schema.Builder keys = Schema.builder("vrf");
        keys.add(1, "IFLA_VRF_TABLE", U32);
        return keys.build();
    }

    private static Schema vrfPort() {
        Schema.Builder keys = Schema.builder("vrf port");
        keys.reported(1, "IFLA_VRF_PORT_TABLE", U32);
        return keys.build();
    }
}
