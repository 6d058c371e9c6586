package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.Tunnel;
import io.netlink4j.nft.statement.Selector;

/** The header of a tunnel in UDP, VXLAN or GENEVE, and the frame inside; since Linux 6.2 and nft 1.0.7. */
public final class TunnelHeader {
    static final TunnelHeader VXLAN = new TunnelHeader(Tunnel.VXLAN);
    static final TunnelHeader GENEVE = new TunnelHeader(Tunnel.GENEVE);

    private final Tunnel tunnel;

    private TunnelHeader(Tunnel tunnel) {
        this.tunnel = tunnel;
    }

    /** The number of the virtual network. */
    public Selector vni() {
        return Fields.of(ExtensionFields.ofTunnel(tunnel, "vni"));
    }

    /**
     * The flags of VXLAN, the first byte of the header.
     *
     * @throws IllegalArgumentException if it is GENEVE
     */
    public Selector flags() {
        return Fields.of(ExtensionFields.ofTunnel(tunnel, "flags"));
    }

    /**
     * The type of what is inside GENEVE, as a number.
     *
     * @throws IllegalArgumentException if it is VXLAN
     */
    public Selector type() {
        return Fields.of(ExtensionFields.ofTunnel(tunnel, "type"));
    }

    /** The field of the frame inside: {@code vxlan ip saddr}. */
    public Selector inside(Selector field) {
        return Selector.of(ExtensionFields.inside(tunnel, field.selection()));
    }
}
