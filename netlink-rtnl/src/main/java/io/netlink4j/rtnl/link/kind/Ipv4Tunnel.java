package io.netlink4j.rtnl.link.kind;

import java.util.Optional;

/**
 * The options of tunnels over IPv4.
 *
 * @param <K> the kind itself
 */
public interface Ipv4Tunnel<K extends KnownKind<K>> extends UdpTunnel<K> {
    /** The value for {@link #tos(int)} that inherits the type of service of the inner packet. */
    int TOS_INHERIT = 1;

    /** The type of service of the outer packet; {@value #TOS_INHERIT} inherits that of the inner packet ({@code TOS}). */
    default Optional<Integer> tos() {
        return TunnelOptions.TOS.get(this);
    }

    /** A copy with another type of service of 0 to 255. {@link #TOS_INHERIT} inherits that of the inner packet. */
    default K tos(int tos) {
        return TunnelOptions.TOS.with(this, tos);
    }

    /** Whether the path MTU is discovered, with the flag DF in the outer packet ({@code PMTUDISC}). */
    default Optional<Boolean> pathMtuDiscovery() {
        return TunnelOptions.PMTUDISC.get(this);
    }

    /** A copy with path MTU discovery on or off. The kernel refuses a fixed hop limit without it. */
    default K pathMtuDiscovery(boolean on) {
        return TunnelOptions.PMTUDISC.with(this, on);
    }
}
