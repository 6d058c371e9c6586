package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Sends the packet out of another interface ({@code NFTA_FWD_*}). */
public final class Fwd extends NetlinkObject<Fwd> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("fwd");

    /** The register that holds the interface's index. */
    public static final Attribute<Integer> SREG_DEV = KEYS.add(1, "NFTA_FWD_SREG_DEV", BE_COUNT);

    /** The register that holds the gateway. */
    public static final Attribute<Integer> SREG_ADDR = KEYS.add(2, "NFTA_FWD_SREG_ADDR", BE_COUNT);

    /** The gateway's family. */
    public static final Attribute<Integer> NFPROTO = KEYS.add(3, "NFTA_FWD_NFPROTO", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Fwd(Content content) {
        super(content);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    /** Sends the packet out of the interface that {@code device} holds. */
    public static Fwd to(int device) {
        return new Fwd(new ExpressionBytes(8).put(SREG_DEV, device).content());
    }

    /** Sends the packet to a gateway of {@code family}. */
    public static Fwd to(int device, int address, int family) {
        return to(device).with(SREG_ADDR, address).with(NFPROTO, family);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Fwd copy(Content content) {
        return new Fwd(content);
    }

    @Override
    public String toString() {
        return "[ fwd" + get(SREG_DEV).map(register -> " sreg_dev " + register).orElse("")
                + get(SREG_ADDR).map(register -> " sreg_addr " + register).orElse("")
                + get(NFPROTO).map(family -> " nfproto " + family).orElse("") + " ]";
    }
}
