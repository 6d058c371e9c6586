package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A link for one VLAN of its lower link ({@code IFLA_VLAN_*} of {@code linux/if_link.h}).
 *
 * <p>The id and the protocol are set when the link is created. The kernel ignores a request to change them, so that is refused before it is sent.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("eth0.10").link("eth0").kind(Vlan.of(10).gvrp(true)));
 * }
 */
public final class Vlan extends KnownKind<Vlan> {
    private static final KindSchema KEYS = KindSchema.of("vlan");
    static final Attribute<Integer> PROTOCOL =
            KEYS.add(5, "IFLA_VLAN_PROTOCOL", BE16, type -> "protocol " + VlanProtocol.text(type));
    static final Attribute<Integer> ID =
            KEYS.add(1, "IFLA_VLAN_ID", CheckedCodecs.range(U16, 0, 4094, "a VLAN id"), word("id"));
    static final Attribute<VlanFlags> FLAGS = KEYS.add(
            Attribute.of(2, "IFLA_VLAN_FLAGS", VlanFlags.CODEC)
                    .sentAs(VlanFlags::accepted)
                    .changedAs(VlanFlags::differenceFrom),
            VlanFlags::toString);
    static final Attribute<SortedMap<Long, Long>> INGRESS_QOS = KEYS.add(
            Attribute.of(4, "IFLA_VLAN_INGRESS_QOS", VlanPriorities.INGRESS).changedAs(VlanPriorities::difference),
            VlanPriorities.word("ingress-qos-map"));
    static final Attribute<SortedMap<Long, Long>> EGRESS_QOS = KEYS.add(
            Attribute.of(3, "IFLA_VLAN_EGRESS_QOS", VlanPriorities.EGRESS).changedAs(VlanPriorities::difference),
            VlanPriorities.word("egress-qos-map"));

    static {
        KEYS.ignored(ID, PROTOCOL);
    }

    /** The kind {@code vlan}. */
    public static final KindType<Vlan> TYPE = KindType.of("vlan", KEYS, Vlan::new);

    private Vlan(Content content) {
        super(TYPE, content);
    }

    /** An empty VLAN, for requests that change options. */
    public static Vlan defaults() {
        return TYPE.defaults();
    }

    /**
     * The VLAN with an id of 0 to 4094.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public static Vlan of(int id) {
        return defaults().id(id);
    }

    /** The id in the tag ({@code IFLA_VLAN_ID}). */
    public Optional<Integer> id() {
        return get(ID);
    }

    /**
     * A copy with another id of 0 to 4094.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public Vlan id(int id) {
        return with(ID, id);
    }

    /** The EtherType of the tag ({@code IFLA_VLAN_PROTOCOL}); empty for one that is not known here. */
    public Optional<VlanProtocol> protocol() {
        return get(PROTOCOL).flatMap(type -> Numbered.of(VlanProtocol.class, type));
    }

    /** A copy with another tag. The default of the kernel is {@link VlanProtocol#IEEE_802_1Q}. */
    public Vlan protocol(VlanProtocol protocol) {
        return with(PROTOCOL, protocol.number());
    }

    /** Whether packets are shown without the tag ({@code VLAN_FLAG_REORDER_HDR}). */
    public Optional<Boolean> reorderHeader() {
        return flag(VlanFlags.REORDER_HDR);
    }

    /** A copy that shows packets without or with the tag. The default of the kernel is without. */
    public Vlan reorderHeader(boolean on) {
        return flag(VlanFlags.REORDER_HDR, on);
    }

    /** Whether the VLAN is announced to switches with GVRP ({@code VLAN_FLAG_GVRP}). */
    public Optional<Boolean> gvrp() {
        return flag(VlanFlags.GVRP);
    }

    /** A copy with GVRP on or off. */
    public Vlan gvrp(boolean on) {
        return flag(VlanFlags.GVRP, on);
    }

    /** Whether the VLAN is announced to switches with MVRP ({@code VLAN_FLAG_MVRP}). */
    public Optional<Boolean> mvrp() {
        return flag(VlanFlags.MVRP);
    }

    /** A copy with MVRP on or off. */
    public Vlan mvrp(boolean on) {
        return flag(VlanFlags.MVRP, on);
    }

    /** Whether the link stays up when the lower link goes down ({@code VLAN_FLAG_LOOSE_BINDING}). */
    public Optional<Boolean> looseBinding() {
        return flag(VlanFlags.LOOSE_BINDING);
    }

    /** A copy that stays up when the lower link goes down, or goes down with it. */
    public Vlan looseBinding(boolean on) {
        return flag(VlanFlags.LOOSE_BINDING, on);
    }

    /** Whether the carrier follows the bridge's ports in this VLAN ({@code VLAN_FLAG_BRIDGE_BINDING}). */
    public Optional<Boolean> bridgeBinding() {
        return flag(VlanFlags.BRIDGE_BINDING);
    }

    /** A copy whose carrier follows the ports of the lower bridge in this VLAN, or the bridge itself. */
    public Vlan bridgeBinding(boolean on) {
        return flag(VlanFlags.BRIDGE_BINDING, on);
    }

    /** The priorities of packets by the priority in the tag, 0 to 7 ({@code IFLA_VLAN_INGRESS_QOS}). */
    public Optional<Map<Long, Long>> ingressPriorities() {
        return get(INGRESS_QOS).map(Collections::unmodifiableMap);
    }

    /**
     * A copy with mappings from the priority in a tag, 0 to 7, to the priority of a packet, an unsigned 32-bit number. If the link was
     * listed, they replace the existing mappings; otherwise they are added to them. A mapping to 0 removes one.
     *
     * @throws IllegalArgumentException if a number does not fit
     */
    public Vlan ingressPriorities(Map<? extends Number, ? extends Number> map) {
        return with(INGRESS_QOS, VlanPriorities.copy(map));
    }

    /** The priorities in the tag, 0 to 7, by the priority of the packet ({@code IFLA_VLAN_EGRESS_QOS}). */
    public Optional<Map<Long, Long>> egressPriorities() {
        return get(EGRESS_QOS).map(Collections::unmodifiableMap);
    }

    /**
     * A copy with mappings from the priority of a packet, an unsigned 32-bit number, to the priority in a tag, 0 to 7. If the link was
     * listed, they replace the existing mappings; otherwise they are added to them. A mapping to 0 removes one.
     *
     * @throws IllegalArgumentException if a number does not fit
     */
    public Vlan egressPriorities(Map<? extends Number, ? extends Number> map) {
        return with(EGRESS_QOS, VlanPriorities.copy(map));
    }

    /**
     * The kernel reports no flags if all are off ({@code vlan_fill_info} in {@code net/8021q/vlan_netlink.c}), and creates a link with one
     * flag on.
     */
    @Override
    public Vlan reported() {
        return has(ID) && has(PROTOCOL) && !has(FLAGS) ? with(FLAGS, VlanFlags.OFF) : this;
    }

    private Optional<Boolean> flag(int bit) {
        return get(FLAGS).flatMap(flags -> flags.isOn(bit));
    }

    private Vlan flag(int bit, boolean on) {
        return with(FLAGS, get(FLAGS).orElse(VlanFlags.NONE).with(bit, on));
    }
}
