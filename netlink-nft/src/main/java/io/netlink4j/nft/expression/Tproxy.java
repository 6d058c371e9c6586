package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.packet.NfFamily;

/** Hands the packet to a local socket without changing it ({@code NFTA_TPROXY_*}). */
public final class Tproxy extends NetlinkObject<Tproxy> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("tproxy");

    /** The family of the address. */
    public static final Attribute<Integer> FAMILY = KEYS.add(1, "NFTA_TPROXY_FAMILY", BE_COUNT);

    /** The register that holds the address. */
    public static final Attribute<Integer> REG_ADDR = KEYS.add(2, "NFTA_TPROXY_REG_ADDR", BE_COUNT);

    /** The register that holds the port. */
    public static final Attribute<Integer> REG_PORT = KEYS.add(3, "NFTA_TPROXY_REG_PORT", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Tproxy(Content content) {
        super(content);
    }

    /** Hands packets of {@code family} to a local socket; 0 is any family. */
    public static Tproxy of(int family) {
        return new Tproxy(new ExpressionBytes(8).put(FAMILY, family).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Tproxy copy(Content content) {
        return new Tproxy(content);
    }

    @Override
    public String toString() {
        return "[ tproxy"
                + get(FAMILY)
                        .flatMap(NfFamily::ofNumber)
                        .map(family -> " " + family)
                        .orElse("")
                + get(REG_ADDR).map(register -> " addr reg " + register).orElse("")
                + get(REG_PORT).map(register -> " port reg " + register).orElse("") + " ]";
    }
}
