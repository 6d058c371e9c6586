package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Optional;

/** Translates the source or destination address ({@code NFTA_NAT_*}). */
public final class Nat extends NetlinkObject<Nat> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("nat");

    /** {@code enum nft_nat_types}: 0 source, 1 destination. */
    public static final Attribute<Integer> TYPE = KEYS.add(1, "NFTA_NAT_TYPE", BE_COUNT);

    /** The family of the addresses, a number of {@link io.netlink4j.nft.packet.NfFamily}. */
    public static final Attribute<Integer> FAMILY = KEYS.add(2, "NFTA_NAT_FAMILY", BE_COUNT);

    /** The register with the lowest address. */
    public static final Attribute<Integer> REG_ADDR_MIN = KEYS.add(3, "NFTA_NAT_REG_ADDR_MIN", BE_COUNT);

    /** The register with the highest address. */
    public static final Attribute<Integer> REG_ADDR_MAX = KEYS.add(4, "NFTA_NAT_REG_ADDR_MAX", BE_COUNT);

    /** The register with the lowest port. */
    public static final Attribute<Integer> REG_PROTO_MIN = KEYS.add(5, "NFTA_NAT_REG_PROTO_MIN", BE_COUNT);

    /** The register with the highest port. */
    public static final Attribute<Integer> REG_PROTO_MAX = KEYS.add(6, "NFTA_NAT_REG_PROTO_MAX", BE_COUNT);

    /** {@code NF_NAT_RANGE_*} of {@code linux/netfilter/nf_nat.h}, see {@link NatFlags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(7, "NFTA_NAT_FLAGS", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Nat(Content content) {
        super(content);
    }

    /** {@code NFT_NAT_SNAT}. */
    public static final int SOURCE = 0;
    /** {@code NFT_NAT_DNAT}. */
    public static final int DESTINATION = 1;

    /** Translates the source to addresses of {@code family}; the registers follow. */
    public static Nat source(NfFamily family) {
        return of(SOURCE, family);
    }

    /** Translates the destination to addresses of {@code family}; the registers follow. */
    public static Nat destination(NfFamily family) {
        return of(DESTINATION, family);
    }

    private static Nat of(int type, NfFamily family) {
        return new Nat(new ExpressionBytes(56)
                .put(TYPE, type)
                .put(FAMILY, family.number())
                .content());
    }

    /** With the address in {@code register}. */
    public Nat address(int register) {
        return with(REG_ADDR_MIN, register);
    }

    /** With the range of addresses between the values of two registers. */
    public Nat addresses(int lowest, int highest) {
        return with(REG_ADDR_MIN, lowest).with(REG_ADDR_MAX, highest);
    }

    /** With the port in {@code register}. */
    public Nat port(int register) {
        return with(REG_PROTO_MIN, register);
    }

    /** With the range of ports between the values of two registers. */
    public Nat ports(int lowest, int highest) {
        return with(REG_PROTO_MIN, lowest).with(REG_PROTO_MAX, highest);
    }

    /** With the flags of {@link NatFlags}. */
    public Nat flags(int flags) {
        return with(FLAGS, flags);
    }

    /** Whether it translates the source. */
    public boolean isSource() {
        return get(TYPE).orElse(SOURCE) == SOURCE;
    }

    /** The family of the addresses; empty if this library does not know it. */
    public Optional<NfFamily> family() {
        return get(FAMILY).flatMap(NfFamily::ofNumber);
    }

    /** The flags of {@link NatFlags}. */
    public int flags() {
        return get(FLAGS).orElse(0);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Nat copy(Content content) {
        return new Nat(content);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[ nat ")
                .append(isSource() ? "snat " : "dnat ")
                .append(family().map(NfFamily::toString).orElse("unknown"));
        NatFlags.append(text, this, REG_ADDR_MIN, "addr_min");
        NatFlags.append(text, this, REG_ADDR_MAX, "addr_max");
        NatFlags.append(text, this, REG_PROTO_MIN, "proto_min");
        NatFlags.append(text, this, REG_PROTO_MAX, "proto_max");
        NatFlags.append(text, this, FLAGS);
        return text.append(" ]").toString();
    }
}
