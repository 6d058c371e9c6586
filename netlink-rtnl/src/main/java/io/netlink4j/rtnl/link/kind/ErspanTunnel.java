package io.netlink4j.rtnl.link.kind;

import java.util.Optional;

/**
 * The options of ERSPAN, which mirrors packets to a remote port ({@code IFLA_GRE_ERSPAN_*} of {@code linux/if_tunnel.h}). The kernel needs
 * a {@link #key}, the session, and sequence numbers.
 *
 * @param <K> the kind itself
 */
public interface ErspanTunnel<K extends KnownKind<K>> extends GreTunnel<K> {
    /** The version of the header, 1 or 2; 0 for the plain header ({@code IFLA_GRE_ERSPAN_VER}). */
    default Optional<Integer> version() {
        return TunnelOptions.ERSPAN_VER.get(this);
    }

    /** A copy with another version of the header, 0 to 2. */
    default K version(int version) {
        return TunnelOptions.ERSPAN_VER.with(this, version);
    }

    /** The index of the mirrored port in version 1 ({@code IFLA_GRE_ERSPAN_INDEX}). */
    default Optional<Integer> index() {
        return TunnelOptions.ERSPAN_INDEX.get(this);
    }

    /** A copy with another index of the mirrored port in version 1, of 0 to 1048575. */
    default K index(int index) {
        return TunnelOptions.ERSPAN_INDEX.with(this, index);
    }

    /** Whether packets that leave the mirrored port are sent, in version 2 ({@code IFLA_GRE_ERSPAN_DIR}). */
    default Optional<Boolean> egress() {
        return TunnelOptions.ERSPAN_DIR.get(this);
    }

    /** A copy for packets that leave the mirrored port, or that arrive there; in version 2. */
    default K egress(boolean on) {
        return TunnelOptions.ERSPAN_DIR.with(this, on);
    }

    /** The number of the mirroring engine in version 2 ({@code IFLA_GRE_ERSPAN_HWID}). */
    default Optional<Integer> hardwareId() {
        return TunnelOptions.ERSPAN_HWID.get(this);
    }

    /** A copy with another number of the mirroring engine, of 0 to 65535; in version 2. */
    default K hardwareId(int id) {
        return TunnelOptions.ERSPAN_HWID.with(this, id);
    }
}
