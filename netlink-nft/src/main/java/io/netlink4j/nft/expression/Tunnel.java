package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads metadata of the tunnel that the packet came through ({@code NFTA_TUNNEL_*}). */
public final class Tunnel extends NetlinkObject<Tunnel> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("tunnel");

    /** {@code enum nft_tunnel_keys}: 0 whether there is one, 1 its id. */
    public static final Attribute<Integer> KEY = KEYS.add(1, "NFTA_TUNNEL_KEY", BE_COUNT);

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(2, "NFTA_TUNNEL_DREG", BE_COUNT);

    /** {@code enum nft_tunnel_mode}. */
    public static final Attribute<Integer> MODE = KEYS.add(3, "NFTA_TUNNEL_MODE", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Tunnel(Content content) {
        super(content);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Tunnel copy(Content content) {
        return new Tunnel(content);
    }
}
