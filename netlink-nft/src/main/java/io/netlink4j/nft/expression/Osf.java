package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Detects the sender's operating system ({@code NFTA_OSF_*}). */
public final class Osf extends NetlinkObject<Osf> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("osf");

    /** The register that its name goes to. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_OSF_DREG", BE_COUNT);

    /** How the packet's time to live is compared. */
    public static final Attribute<Integer> TTL = KEYS.add(2, "NFTA_OSF_TTL", U8);

    /** Bit 0: load name and version. Without it the kernel reports 0, but refuses 0 in requests. */
    public static final Attribute<Integer> FLAGS =
            KEYS.add(Attribute.of(3, "NFTA_OSF_FLAGS", BE_COUNT).sentUnless(0));

    static final Schema SCHEMA = KEYS.build();

    Osf(Content content) {
        super(content);
    }

    /**
     * Loads the name of the sender's operating system into {@code register}.
     *
     * @param ttl how the packet's time to live is compared: 0 as the fingerprint says, 1 not above it, 2 not at all
     * @param flags 1 for the name with the version, else 0
     */
    public static Osf load(int ttl, int flags, int register) {
        ExpressionBytes bytes = new ExpressionBytes(24).put(DREG, register).put(TTL, ttl);
        return new Osf((flags == 0 ? bytes : bytes.put(FLAGS, flags)).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Osf copy(Content content) {
        return new Osf(content);
    }

    @Override
    public String toString() {
        return "[ osf dreg " + get(DREG).orElse(0) + " ]";
    }
}
