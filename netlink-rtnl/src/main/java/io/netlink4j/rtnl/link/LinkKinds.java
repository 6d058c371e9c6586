package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.U32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.link.kind.Bareudp;
import io.netlink4j.rtnl.link.kind.Bond;
import io.netlink4j.rtnl.link.kind.BondPort;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.link.kind.CanOptions;
import io.netlink4j.rtnl.link.kind.Dummy;
import io.netlink4j.rtnl.link.kind.Erspan;
import io.netlink4j.rtnl.link.kind.Geneve;
import io.netlink4j.rtnl.link.kind.Gre;
import io.netlink4j.rtnl.link.kind.Gretap;
import io.netlink4j.rtnl.link.kind.Gtp;
import io.netlink4j.rtnl.link.kind.HardwareOptions;
import io.netlink4j.rtnl.link.kind.Hsr;
import io.netlink4j.rtnl.link.kind.Ifb;
import io.netlink4j.rtnl.link.kind.Ip6erspan;
import io.netlink4j.rtnl.link.kind.Ip6gre;
import io.netlink4j.rtnl.link.kind.Ip6gretap;
import io.netlink4j.rtnl.link.kind.Ip6tnl;
import io.netlink4j.rtnl.link.kind.Ipip;
import io.netlink4j.rtnl.link.kind.Ipvlan;
import io.netlink4j.rtnl.link.kind.Ipvtap;
import io.netlink4j.rtnl.link.kind.KindType;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.Macsec;
import io.netlink4j.rtnl.link.kind.Macvlan;
import io.netlink4j.rtnl.link.kind.Macvtap;
import io.netlink4j.rtnl.link.kind.Nlmon;
import io.netlink4j.rtnl.link.kind.Sit;
import io.netlink4j.rtnl.link.kind.Team;
import io.netlink4j.rtnl.link.kind.Vlan;
import io.netlink4j.rtnl.link.kind.Vrf;
import io.netlink4j.rtnl.link.kind.Vti;
import io.netlink4j.rtnl.link.kind.Vti6;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.link.kind.Wireguard;
import io.netlink4j.rtnl.link.kind.Xfrm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The registry of link kinds by the names of the kernel. Most kinds have a type here. The options of all others are sent back unchanged. A
 * new kind is a file of its own and a line here.
 */
final class LinkKinds {
    private static final int ETHERNET = 6;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final int NONE = 0;
    private static final int UNKNOWN = -1;

    private static final Map<String, Entry> KINDS = byName(
            typed("bond", ETHERNET, () -> Bond.TYPE).state(() -> Bond.ACTIVE_SLAVE),
            typed("bareudp", NONE, () -> Bareudp.TYPE),
            typed("bridge", ETHERNET, () -> Bridge.TYPE),
            typed("dummy", ETHERNET, () -> Dummy.TYPE).keepsCarrier(),
            typed("erspan", ETHERNET, () -> Erspan.TYPE),
            typed("geneve", ETHERNET, () -> Geneve.TYPE),
            typed("gre", IPV4, () -> Gre.TYPE),
            typed("gretap", ETHERNET, () -> Gretap.TYPE),
            typed("gtp", NONE, () -> Gtp.TYPE),
            typed("hsr", ETHERNET, () -> Hsr.TYPE),
            typed("ifb", ETHERNET, () -> Ifb.TYPE),
            typed("ip6erspan", ETHERNET, () -> Ip6erspan.TYPE),
            typed("ip6gre", IPV6, () -> Ip6gre.TYPE),
            typed("ip6gretap", ETHERNET, () -> Ip6gretap.TYPE),
            typed("ip6tnl", IPV6, () -> Ip6tnl.TYPE),
            typed("ipip", IPV4, () -> Ipip.TYPE),
            typed("ipvlan", ETHERNET, () -> Ipvlan.TYPE).standsOnLink(),
            typed("ipvtap", ETHERNET, () -> Ipvtap.TYPE).standsOnLink(),
            typed("macsec", ETHERNET, () -> Macsec.TYPE).standsOnLink(),
            typed("macvlan", ETHERNET, () -> Macvlan.TYPE).standsOnLink(),
            typed("macvtap", ETHERNET, () -> Macvtap.TYPE).standsOnLink(),
            typed("netkit", ETHERNET, () -> Netkit.TYPE).peer(() -> Netkit.PEER),
            typed("nlmon", NONE, () -> Nlmon.TYPE),
            typed("sit", IPV4, () -> Sit.TYPE),
            typed("team", ETHERNET, () -> Team.TYPE),
            typed("veth", ETHERNET, () -> Veth.TYPE).peer(() -> Veth.PEER),
            typed("vlan", ETHERNET, () -> Vlan.TYPE).standsOnLink(),
            typed("vrf", ETHERNET, () -> Vrf.TYPE),
            typed("vti", IPV4, () -> Vti.TYPE),
            typed("vti6", IPV6, () -> Vti6.TYPE),
            typed("vxlan", ETHERNET, () -> Vxlan.TYPE),
            typed("wireguard", NONE, () -> Wireguard.TYPE),
            typed("xfrm", UNKNOWN, () -> Xfrm.TYPE),
            plain("batadv", ETHERNET),
            plain("netdevsim", ETHERNET),
            plain("vcan", NONE),
            plain("vsockmon", NONE),
            keys("can", NONE, () -> CanOptions.SCHEMA),
            keys("dsa", ETHERNET, () -> HardwareOptions.DSA),
            keys("ipoib", UNKNOWN, () -> HardwareOptions.IPOIB),
            keys("ovpn", NONE, () -> HardwareOptions.OVPN),
            keys("ppp", NONE, () -> HardwareOptions.PPP),
            keys("rmnet", NONE, () -> HardwareOptions.RMNET),
            keys("tun", UNKNOWN, () -> HardwareOptions.TUN),
            keys("vxcan", NONE, () -> PeerKindSchema.VXCAN).peer(() -> PeerKindSchema.VXCAN_PEER));

    /** The schema of {@code IFLA_INFO_DATA}. */
    static final Map<String, Supplier<Schema>> OPTIONS = schemas();

    /** The schema of {@code IFLA_INFO_SLAVE_DATA}. */
    static final Map<String, Supplier<Schema>> PORT_OPTIONS =
            Map.of("bridge", BridgePort.TYPE::schema, "bond", BondPort.TYPE::schema, "vrf", LinkKinds::vrfPort);

    private LinkKinds() {}

    private static Schema vrfPort() {
        Schema.Builder keys = Schema.builder("vrf port");
        keys.reported(1, "IFLA_VRF_PORT_TABLE", U32);
        return keys.build();
    }

    /** The kind with its options, as its own type if there is one. */
    static LinkKind of(String kind, Nest data) {
        Function<Nest, LinkKind> reader = entry(kind).reader;
        return reader == null ? new UnknownKind(kind, data) : reader.apply(data);
    }

    /** The schema of the options of {@code kind}, which may be unknown. */
    static Schema options(String kind) {
        Supplier<Schema> options = entry(kind).options;
        return options == null ? Schema.UNKNOWN : options.get();
    }

    /** The option of {@code kind} that holds the peer, if its links come in pairs. */
    static Optional<Attribute<Link>> peer(String kind) {
        return Optional.ofNullable(entry(kind).peer).map(Supplier::get);
    }

    /** A copy of {@code kind} with a peer. */
    static LinkKind peer(LinkKind kind, Link peer) {
        return peer(kind.kind())
                .map(key -> of(kind.kind(), kind.data().with(key, peer)))
                .orElse(kind);
    }

    /** A copy of {@code kind} without the option that the kernel changes itself. */
    static LinkKind withoutState(LinkKind kind) {
        return state(kind.kind())
                .map(key -> of(kind.kind(), kind.data().without(key)))
                .orElse(kind);
    }

    /** The option of {@code kind} that can be set and is also changed by the kernel itself while a link is used. */
    static Optional<Attribute<?>> state(String kind) {
        return Optional.ofNullable(entry(kind).state).map(Supplier::get);
    }

    /** Whether a link of {@code kind} needs a lower link, and the kernel's error does not say so. */
    static boolean standsOnLink(String kind) {
        return entry(kind).standsOnLink;
    }

    /** Whether only programs set the carrier of a link of {@code kind}. */
    static boolean keepsCarrier(String kind) {
        return entry(kind).keepsCarrier;
    }

    /** The length of the link-layer address of a new link of {@code kind}, in bytes; 0 if it has none, empty if not known. */
    static Optional<Integer> addressLength(String kind) {
        int length = entry(kind).addressLength;
        return length == UNKNOWN ? Optional.empty() : Optional.of(length);
    }

    private static Entry entry(String kind) {
        Entry known = KINDS.get(kind);
        return known == null ? plain(kind, UNKNOWN) : known;
    }

    private static Map<String, Entry> byName(Entry... entries) {
        Map<String, Entry> kinds = new LinkedHashMap<>();
        for (Entry entry : entries) {
            kinds.put(entry.name, entry);
        }
        return kinds;
    }

    private static Map<String, Supplier<Schema>> schemas() {
        Map<String, Supplier<Schema>> schemas = new LinkedHashMap<>();
        for (Entry entry : KINDS.values()) {
            if (entry.options != null) {
                schemas.put(entry.name, entry.options);
            }
        }
        return schemas;
    }

    private static <K extends KnownKind<K>> Entry typed(String name, int addressLength, Supplier<KindType<K>> type) {
        return new Entry(
                name,
                addressLength,
                () -> type.get().schema(),
                data -> type.get().read(data));
    }

    private static Entry keys(String name, int addressLength, Supplier<Schema> options) {
        return new Entry(name, addressLength, options, null);
    }

    private static Entry plain(String name, int addressLength) {
        return new Entry(name, addressLength, null, null);
    }

    /** The entry of a kind. Types and attributes are evaluated lazily, since they refer to links. */
    private static final class Entry {
        private final String name;
        private final int addressLength;
        private final @Nullable Supplier<Schema> options;
        private final @Nullable Function<Nest, LinkKind> reader;
        private @Nullable Supplier<Attribute<Link>> peer;
        private @Nullable Supplier<Attribute<?>> state;
        private boolean standsOnLink;
        private boolean keepsCarrier;

        Entry(
                String name,
                int addressLength,
                @Nullable Supplier<Schema> options,
                @Nullable Function<Nest, LinkKind> reader) {
            this.name = name;
            this.addressLength = addressLength;
            this.options = options;
            this.reader = reader;
        }

        /** Its links come in pairs. */
        Entry peer(Supplier<Attribute<Link>> key) {
            peer = key;
            return this;
        }

        /** The kernel changes that option itself. */
        Entry state(Supplier<Attribute<?>> key) {
            state = key;
            return this;
        }

        /** It needs a lower link, and the kernel's error does not say so. */
        Entry standsOnLink() {
            standsOnLink = true;
            return this;
        }

        /** Only programs set its carrier. */
        Entry keepsCarrier() {
            keepsCarrier = true;
            return this;
        }
    }
}
