package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.match.Tunnel;
import io.netlink4j.nft.statement.Selector;

/** The header of GRE, and the packet inside. nft knows them since version 1.0.7, the kernel the packet inside since Linux 6.2. */
public final class Gre {
    static final Gre HEADER = new Gre();

    private Gre() {}

    /** The flags, 5 bits. */
    public Selector flags() {
        return Fields.of(TransportFields.GRE_FLAGS);
    }

    /** The version. */
    public Selector version() {
        return Fields.of(TransportFields.GRE_VERSION);
    }

    /** What is inside: a {@link io.netlink4j.nft.packet.FrameType}, {@code "ip"}. */
    public Selector protocol() {
        return Fields.of(TransportFields.GRE_PROTOCOL);
    }

    /** The field of the packet inside: {@code gre ip saddr}. */
    public Selector inside(Selector field) {
        return Selector.of(ExtensionFields.inside(Tunnel.GRE, field.selection()));
    }

    /** The field of the frame inside, which the link gretap makes: {@code gretap ether saddr}. */
    public Selector insideFrame(Selector field) {
        return Selector.of(ExtensionFields.inside(Tunnel.GRETAP, field.selection()));
    }
}
