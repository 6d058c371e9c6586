package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import java.util.Optional;

/** The attributes of kinds with lower links ({@code linux/if_link.h}). Each has a few numbers or a struct. */
final class UpperLinkKeys {
    static final Schema IPVLAN = ipvlan();
    static final Schema MACSEC = macsec();
    static final Schema HSR = hsr();
    static final Schema VRF = vrf();
    static final Schema VRF_PORT = vrfPort();

    private UpperLinkKeys() {}

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
        // A SCI that is not included in packets is not sent: the kernel forms it from the address of the link and the
        // port.
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

    /** The kernel reports the supervision group as an address and accepts only its last byte. */
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
