package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads data of the packet's route ({@code NFTA_RT_*}). */
public final class Rt extends NetlinkObject<Rt> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("rt");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_RT_DREG", BE_COUNT);

    /** {@code enum nft_rt_keys}: 0 class id, 1 IPv4 next hop, 2 IPv6 next hop, 3 TCP maximum segment size, 4 whether IPsec applies. */
    public static final Attribute<Integer> KEY = KEYS.add(2, "NFTA_RT_KEY", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Rt(Content content) {
        super(content);
    }

    /** The maximum segment size that fits the MTU of the route. */
    public static final int TCP_MSS = 3;

    private static final String[] NAMES = {"classid", "nexthop4", "nexthop6", "tcpmss", "ipsec"};

    /** Loads {@code key}, a number of {@code enum nft_rt_keys}, into {@code register}. */
    public static Rt load(int key, int register) {
        return new Rt(new ExpressionBytes(16).put(KEY, key).put(DREG, register).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Rt copy(Content content) {
        return new Rt(content);
    }

    @Override
    public String toString() {
        return "[ rt load " + ExpressionText.name(NAMES, get(KEY).orElse(-1)) + " => reg "
                + get(DREG).orElse(0) + " ]";
    }
}
