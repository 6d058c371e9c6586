package io.netlink4j.rtnl.link.kind;

import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * The options of tunnels whose outer packets may be in UDP ({@code encap} of {@code ip link}).
 *
 * @param <K> the kind itself
 */
public interface UdpTunnel<K extends KnownKind<K>> extends Tunnel<K> {
    /** The flag of {@link #encapsulation} for UDP checksums over IPv4 ({@code TUNNEL_ENCAP_FLAG_CSUM}). */
    int CHECKSUM = 1;
    /** The flag of {@link #encapsulation} for UDP checksums over IPv6 ({@code TUNNEL_ENCAP_FLAG_CSUM6}). */
    int CHECKSUM_6 = 2;
    /** The flag of {@link #encapsulation} for remote checksum offload ({@code TUNNEL_ENCAP_FLAG_REMCSUM}). */
    int REMOTE_CHECKSUM = 4;

    /** The hop limit of the outer packet; 0 inherits that of the inner packet ({@code TTL}). */
    default Optional<Integer> ttl() {
        return TunnelOptions.TTL.get(this);
    }

    /** A copy with another hop limit of 1 to 255, or 0 to inherit that of the inner packet. */
    default K ttl(int hops) {
        return TunnelOptions.TTL.with(this, hops);
    }

    /** Whether routes and traffic control set the tunnel parameters of each packet ({@code COLLECT_METADATA}). */
    default boolean external() {
        return TunnelOptions.EXTERNAL.get(this).isPresent();
    }

    /** A copy that takes the tunnel parameters from each packet, or does not request it. Changing it needs a new link. */
    default K external(boolean on) {
        K self = self();
        return self.flag(self.type().key(TunnelOptions.EXTERNAL), on);
    }

    /** The encapsulation in UDP ({@code ENCAP_TYPE}); empty if it is not set, or not known here. */
    default Optional<Encapsulation> encapsulation() {
        return TunnelOptions.ENCAP_TYPE.get(this).flatMap(type -> Numbered.of(Encapsulation.class, type));
    }

    /** The flags of the encapsulation: {@link #CHECKSUM}, {@link #CHECKSUM_6}, {@link #REMOTE_CHECKSUM} ({@code ENCAP_FLAGS}). */
    default Optional<Integer> encapsulationFlags() {
        return TunnelOptions.ENCAP_FLAGS.get(this);
    }

    /** The UDP source port; 0 if the kernel chooses ({@code ENCAP_SPORT}). */
    default Optional<Integer> sourcePort() {
        return TunnelOptions.ENCAP_SPORT.get(this);
    }

    /** The UDP destination port ({@code ENCAP_DPORT}). */
    default Optional<Integer> destinationPort() {
        return TunnelOptions.ENCAP_DPORT.get(this);
    }

    /**
     * A copy with another encapsulation in UDP.
     *
     * @param sourcePort 1 to 65535, or 0 to let the kernel choose
     * @param destinationPort 1 to 65535
     * @param flags {@link #CHECKSUM}, {@link #CHECKSUM_6} and {@link #REMOTE_CHECKSUM}
     */
    default K encapsulation(Encapsulation type, int sourcePort, int destinationPort, int flags) {
        K typed = TunnelOptions.ENCAP_TYPE.with(this, type.number());
        K sent = TunnelOptions.ENCAP_SPORT.set(TunnelOptions.ENCAP_FLAGS.set(typed, flags), sourcePort);
        return TunnelOptions.ENCAP_DPORT.set(sent, destinationPort);
    }

    /** The encapsulation in UDP ({@code TUNNEL_ENCAP_*} of {@code linux/if_tunnel.h}). */
    enum Encapsulation implements Numbered {
        /** No UDP. */
        NONE(0),
        /** Foo over UDP. */
        FOU(1),
        /** Generic UDP encapsulation. */
        GUE(2);

        private final int number;

        Encapsulation(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
