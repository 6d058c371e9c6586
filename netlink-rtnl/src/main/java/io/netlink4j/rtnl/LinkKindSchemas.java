package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The options of every kind of link that needs to be known, by the kernel's name for the kind: those that have a type here, and those
 * that report options which they do not accept. All others go back as they came.
 */
final class LinkKindSchemas {
    /** What is in {@code IFLA_INFO_DATA}. */
    static final Map<String, Supplier<Schema>> OPTIONS = Map.ofEntries(
            Map.entry(Bridge.KIND, () -> Bridge.SCHEMA),
            Map.entry(Veth.KIND, () -> Veth.SCHEMA),
            Map.entry("bond", () -> BondKeys.BOND),
            Map.entry("erspan", () -> TunnelKeys.GRE),
            Map.entry("geneve", () -> TunnelKeys.GENEVE),
            Map.entry("gre", () -> TunnelKeys.GRE),
            Map.entry("gretap", () -> TunnelKeys.GRE),
            Map.entry("gtp", () -> TunnelKeys.GTP),
            Map.entry("hsr", () -> UpperLinkKeys.HSR),
            Map.entry("ip6erspan", () -> TunnelKeys.GRE),
            Map.entry("ip6gre", () -> TunnelKeys.GRE),
            Map.entry("ip6gretap", () -> TunnelKeys.GRE),
            Map.entry("ip6tnl", () -> TunnelKeys.IP),
            Map.entry("ipip", () -> TunnelKeys.IP),
            Map.entry("ipvlan", () -> UpperLinkKeys.IPVLAN),
            Map.entry("ipvtap", () -> UpperLinkKeys.IPVLAN),
            Map.entry("macsec", () -> UpperLinkKeys.MACSEC),
            Map.entry("macvlan", () -> UpperLinkKeys.MACVLAN),
            Map.entry("macvtap", () -> UpperLinkKeys.MACVLAN),
            Map.entry("netkit", () -> PairKeys.NETKIT),
            Map.entry("sit", () -> TunnelKeys.IP),
            Map.entry("vlan", () -> UpperLinkKeys.VLAN),
            Map.entry("vrf", () -> UpperLinkKeys.VRF),
            Map.entry("vti", () -> TunnelKeys.VTI),
            Map.entry("vti6", () -> TunnelKeys.VTI),
            Map.entry("vxcan", () -> PairKeys.VXCAN),
            Map.entry("vxlan", () -> VxlanKeys.SCHEMA),
            Map.entry("xfrm", () -> TunnelKeys.XFRM));

    /** What is in {@code IFLA_INFO_SLAVE_DATA}. */
    static final Map<String, Supplier<Schema>> PORT_OPTIONS = Map.of(
            Bridge.KIND, () -> BridgePort.SCHEMA, "bond", () -> BondKeys.PORT, "vrf", () -> UpperLinkKeys.VRF_PORT);

    private LinkKindSchemas() {}

    /** The options of {@code kind}, of which nothing may be known. */
    static Schema options(String kind) {
        Supplier<Schema> known = OPTIONS.get(kind);
        return known == null ? Schema.UNKNOWN : known.get();
    }

    /** The other end among the options of {@code kind}, if its links come in pairs. */
    static Optional<Attribute<Link>> peer(String kind) {
        return switch (kind) {
            case "netkit" -> Optional.of(PairKeys.NETKIT_PEER);
            case "vxcan" -> Optional.of(PairKeys.VXCAN_PEER);
            default -> Optional.empty();
        };
    }
}
