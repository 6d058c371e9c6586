package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.Tunnel;
import io.netlink4j.nft.statement.Selector;

/** The header of a tunnel in UDP, VXLAN or GENEVE, and the frame inside; since Linux 6.2 and nft 1.0.7. */
public final class TunnelHeader {
    static final TunnelHeader VXLAN = new TunnelHeader(Tunnel.VXLAN);
    static final TunnelHeader GENEVE = new TunnelHeader(Tunnel.GENEVE);

    private static final int VNI = 32;
    private static final int VNI_BITS = 24;

    private final Tunnel tunnel;

    private TunnelHeader(Tunnel tunnel) {
        this.tunnel = tunnel;
    }

    /** The number of the virtual network. */
    public Selector vni() {
        return Fields.of(ExtensionFields.ofTunnel("vni", tunnel, VNI, VNI_BITS));
    }

    /** The flags of VXLAN, the first byte of the header. */
    public Selector flags() {
        return Fields.of(ExtensionFields.ofTunnel("flags", tunnel, 0, Byte.SIZE));
    }

    /** The field of the frame inside: {@code vxlan ip saddr}. */
    public Selector inside(Selector field) {
        return Selector.of(ExtensionFields.inside(tunnel, field.selection()));
    }
}
