package io.netlink4j.rtnl.link.kind;

import java.util.Optional;

/**
 * The options of tunnels over IPv6. Without them the kernel inherits the hop limit and allows no nested encapsulation; {@code ip} sets a hop
 * limit of 64 and an encapsulation limit of 4.
 *
 * @param <K> the kind itself
 */
public interface Ipv6Tunnel<K extends KnownKind<K>> extends UdpTunnel<K> {
    /** How many further encapsulations an outer packet permits ({@code ENCAP_LIMIT}); empty if there is no limit. */
    default Optional<Integer> encapsulationLimit() {
        return TunnelOptions.ENCAP_LIMIT.get(this).filter(limit -> !has(TunnelOptions.NO_ENCAPSULATION_LIMIT));
    }

    /** A copy with a limit of 0 to 255 further encapsulations. */
    default K encapsulationLimit(int limit) {
        return TunnelOptions.ENCAP_LIMIT.set(flag(TunnelOptions.NO_ENCAPSULATION_LIMIT, false), limit);
    }

    /** A copy without a limit of encapsulations. */
    default K noEncapsulationLimit() {
        return flag(TunnelOptions.NO_ENCAPSULATION_LIMIT, true);
    }

    /** The traffic class of the outer packet ({@code FLOWINFO}); empty if it is not set or inherited. */
    default Optional<Integer> trafficClass() {
        return TunnelOptions.FLOWINFO
                .get(this)
                .filter(flow -> !has(TunnelOptions.INNER_TRAFFIC_CLASS))
                .map(flow -> (int) ((flow & TunnelOptions.CLASS) >> TunnelOptions.CLASS_SHIFT));
    }

    /**
     * A copy with another traffic class of 0 to 255.
     *
     * @throws IllegalArgumentException if it is another number
     */
    default K trafficClass(int value) {
        return flow(
                TunnelOptions.INNER_TRAFFIC_CLASS,
                TunnelOptions.CLASS,
                (long) TunnelOptions.inRange(value, 255, "a traffic class") << TunnelOptions.CLASS_SHIFT);
    }

    /** A copy that inherits the traffic class of the inner packet. */
    default K inheritTrafficClass() {
        return flag(TunnelOptions.INNER_TRAFFIC_CLASS, true);
    }

    /** The flow label of the outer packet ({@code FLOWINFO}); empty if it is not set or inherited. */
    default Optional<Integer> flowLabel() {
        return TunnelOptions.FLOWINFO
                .get(this)
                .filter(flow -> !has(TunnelOptions.INNER_FLOW_LABEL))
                .map(flow -> (int) (flow & TunnelOptions.LABEL));
    }

    /**
     * A copy with another flow label of 0 to 1048575.
     *
     * @throws IllegalArgumentException if it is another number
     */
    default K flowLabel(int label) {
        return flow(
                TunnelOptions.INNER_FLOW_LABEL,
                TunnelOptions.LABEL,
                TunnelOptions.inRange(label, (int) TunnelOptions.LABEL, "a flow label"));
    }

    /** A copy that inherits the flow label of the inner packet. */
    default K inheritFlowLabel() {
        return flag(TunnelOptions.INNER_FLOW_LABEL, true);
    }

    /** Whether the code point of a received outer packet is copied into the inner one ({@code IP6_TNL_F_RCV_DSCP_COPY}). */
    default boolean copyDscp() {
        return has(TunnelOptions.COPY_DSCP);
    }

    /** A copy that copies the code point of received outer packets into the inner ones or does not. */
    default K copyDscp(boolean on) {
        return flag(TunnelOptions.COPY_DSCP, on);
    }

    /** Whether the outer packet inherits the firewall mark of the inner one ({@code IP6_TNL_F_USE_ORIG_FWMARK}). */
    default boolean inheritFwmark() {
        return has(TunnelOptions.INNER_MARK);
    }

    /** A copy that inherits the firewall mark of the inner packet or does not. */
    default K inheritFwmark(boolean on) {
        return flag(TunnelOptions.INNER_MARK, on);
    }

    private boolean has(long flag) {
        return (TunnelOptions.FLAGS.get(this).orElse(0L) & flag) != 0;
    }

    private K flag(long flag, boolean on) {
        long flags = TunnelOptions.FLAGS.get(this).orElse(0L);
        return TunnelOptions.FLAGS.with(this, on ? flags | flag : flags & ~flag);
    }

    /** A copy with a part of the flow information that is not inherited. */
    private K flow(long inherited, long mask, long bits) {
        long flow = TunnelOptions.FLOWINFO.get(this).orElse(0L);
        return TunnelOptions.FLOWINFO.set(flag(inherited, false), (flow & ~mask) | bits);
    }
}
